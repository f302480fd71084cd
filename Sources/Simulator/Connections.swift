import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// Serves HTTP on each connection, in a task of its own.
///
/// The server itself is never cancelled: it would let go of connections that are on their way to it,
/// which traps. Its port is closed instead, and the connections are ended from here.
final class Connections: ServerChildChannel {
  private struct Connection {
    let channel: any Channel
    let serving: Task<Void, Never>

    /// Cuts it off, and wakes the call that waits on it.
    func end() {
      channel.close(promise: nil)
      serving.cancel()
    }
  }

  private struct State {
    var open: [ObjectIdentifier: Connection] = [:]
    var isEnding = false
  }

  private let http: HTTP1Channel
  private let state = Mutex(State())

  init(_ responder: Responder) {
    http = HTTP1Channel(responder: { request, writer, _ in
      try await responder.respond(to: request, writer)
    })
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    http.setup(channel: channel, logger: logger)
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    let connection = Connection(
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
