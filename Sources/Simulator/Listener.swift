import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

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
