import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// The HTTP server on loopback.
final class Listener: Sendable {
  let port: Int
  private let channel: any Channel
  private let connections: Connections
  private let serving: Task<Void, any Error>

  /// Returns when connections are accepted.
  /// - Throws: where the port can't be had.
  init(_ responder: Responder, port: Int) async throws {
    let connections = Connections(responder)
    let (channels, announce) = AsyncStream<any Channel>.makeStream()
    let server = Server(
      childChannelSetup: connections,
      configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { announce.yield($0) },
      // One loop for the port and its connections, so that closing can be done in order.
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton.next(),
      logger: Logger(label: "simulator") { _ in SwiftLogNoOpLogHandler() })
    serving = Task {
      defer { announce.finish() }
      try await server.run()
    }
    guard let channel = await channels.first(where: { _ in true }) else {
      try await serving.value
      throw CancellationError()
    }
    self.port = channel.localAddress?.port ?? port
    self.channel = channel
    self.connections = connections
  }

  /// Closes the port and ends every connection. Returns when the last call has ended.
  func close() async {
    // A connection that was accepted reaches the server one turn of the loop later. Closing the port
    // in the turn after that leaves none on its way: one that is let go of half made traps.
    let loop = channel.eventLoop
    let port = channel
    try? await loop.flatSubmit { loop.flatSubmit { port.close() } }.get()
    connections.end()
    _ = await serving.result
  }
}

/// Serves HTTP on each connection, in a task of its own.
///
/// The server itself is never cancelled: it would let go of connections that are on their way to it,
/// which traps. Its port is closed instead, and the connections are ended from here.
final class Connections: ServerChildChannel {
  private struct OpenConnection {
    let channel: any Channel
    let serving: Task<Void, Never>

    /// Cuts it off, and wakes the call that waits on it.
    func end() {
      channel.close(promise: nil)
      serving.cancel()
    }
  }

  private struct Registry {
    var open: [ObjectIdentifier: OpenConnection] = [:]
    var isEnding = false
  }

  private let http: HTTP1Channel
  private let state = Mutex(Registry())

  init(_ responder: Responder) {
    http = HTTP1Channel(responder: { request, writer, _ in
      try await responder.respond(to: request, writer)
    })
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    http.setup(channel: channel, logger: logger)
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    let connection = OpenConnection(
      channel: value.channel,
      serving: Task { await http.handle(value: value, logger: logger) })
    let id = ObjectIdentifier(connection.channel)
    let isTooLate = state.withLock { state in
      state.open[id] = connection
      return state.isEnding
    }
    if isTooLate { connection.end() }
    await connection.serving.value
    state.withLock { $0.open[id] = nil }
  }

  /// Ends every connection, and every later one as soon as it is there.
  func end() {
    let open = state.withLock { state in
      state.isEnding = true
      return state.open.values
    }
    for connection in open { connection.end() }
  }
}
