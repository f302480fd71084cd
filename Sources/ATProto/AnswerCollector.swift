import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Keeps an answer as it comes in, up to a limit, and knows whether the request went out, which
/// decides between ``XRPCError/unreachable(reason:)`` and ``XRPCError/noAnswer(reason:)``.
final class AnswerCollector: HTTPClientResponseDelegate {
  struct TooLarge: Error {}

  private struct State {
    var wasSent = false
    var head: HTTPResponseHead?
    var body = ByteBuffer()
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) {
    self.limit = limit
  }

  /// Something of the request has been handed to a connection.
  var wasSent: Bool { state.withLock { $0.wasSent } }

  func didSendRequestHead(task: HTTPClient.Task<HTTPAnswer>, _ head: HTTPRequestHead) {
    state.withLock { $0.wasSent = true }
  }

  func didReceiveHead(
    task: HTTPClient.Task<HTTPAnswer>, _ head: HTTPResponseHead
  ) -> EventLoopFuture<Void> {
    if let length = head.headers.first(name: "Content-Length").flatMap({ Int($0) }), length > limit
    {
      return task.eventLoop.makeFailedFuture(TooLarge())
    }
    state.withLock { $0.head = head }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(
    task: HTTPClient.Task<HTTPAnswer>, _ buffer: ByteBuffer
  ) -> EventLoopFuture<Void> {
    let fits = state.withLock { state in
      guard state.body.readableBytes + buffer.readableBytes <= limit else { return false }
      state.body.writeImmutableBuffer(buffer)
      return true
    }
    return fits
      ? task.eventLoop.makeSucceededVoidFuture() : task.eventLoop.makeFailedFuture(TooLarge())
  }

  func didFinishRequest(task: HTTPClient.Task<HTTPAnswer>) throws -> HTTPAnswer {
    try state.withLock { state in
      guard let head = state.head else { throw HTTPClientError.remoteConnectionClosed }
      return HTTPAnswer(
        status: Int(head.status.code), headers: head.headers, body: state.body)
    }
  }
}
