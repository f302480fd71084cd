import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// One HTTP client, made when the first request needs it: a program that only draws its first
/// screen pays for no thread and no TLS context.
final class HTTPTransport: Sendable {
  struct Request {
    var url: String
    var method: HTTPMethod
    var headers: HTTPHeaders = [:]
    var body: Data?
    /// How long the whole exchange may take.
    var deadline: Duration
    var answerBytes: Int
  }

  private struct Engine {
    let group: MultiThreadedEventLoopGroup
    let client: HTTPClient
  }

  private let connectLimit: Duration
  private let engine = Mutex<Engine?>(nil)

  init(connectLimit: Duration) {
    self.connectLimit = connectLimit
  }

  deinit {
    guard let engine = engine.withLock({ $0 }) else { return }
    engine.client.shutdown { _ in
      engine.group.shutdownGracefully { _ in }
    }
  }

  /// Sends a request and reads the whole answer. The task's cancellation ends the exchange.
  func send(_ request: Request) async throws(XRPCError) -> HTTPAnswer {
    guard !Task.isCancelled else { throw .cancelled }
    let outgoing: HTTPClient.Request
    do {
      outgoing = try HTTPClient.Request(
        url: request.url, method: request.method, headers: request.headers,
        body: request.body.map { .data($0) })
    } catch {
      throw .unreachable(reason: TransportFailure.reason(error))
    }
    let deadline = NIODeadline.now() + TimeAmount(request.deadline)
    while true {
      let collector = AnswerCollector(limit: request.answerBytes)
      let task = client().execute(request: outgoing, delegate: collector, deadline: deadline)
      do {
        return try await withTaskCancellationHandler {
          try await task.get()
        } onCancel: {
          task.cancel()
        }
      } catch let error as HTTPClientError where error == .getConnectionFromPoolTimeout {
        // Every connection is busy with other calls. That is no fault of the host's: queue again,
        // for as long as the whole call may take.
        continue
      } catch is AnswerCollector.TooLarge {
        throw .answerTooLarge
      } catch {
        throw TransportFailure.explain(
          error, wasSent: collector.wasSent, limit: request.deadline, isCancelled: Task.isCancelled)
      }
    }
  }

  /// Closes the connections. The next request opens new ones.
  func disconnect() async {
    let engine = engine.withLock { engine in
      defer { engine = nil }
      return engine
    }
    guard let engine else { return }
    // Nothing is left to do for a caller whom either of these fails.
    try? await engine.client.shutdown()
    try? await engine.group.shutdownGracefully()
  }

  private func client() -> HTTPClient {
    engine.withLock { engine in
      if let engine { return engine.client }
      let made = makeEngine()
      engine = made
      return made.client
    }
  }

  private func makeEngine() -> Engine {
    var configuration = HTTPClient.Configuration()
    // A token must not travel to wherever a redirect points.
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = TimeAmount(connectLimit)
    // A refused connection is an answer, not a reason to wait.
    configuration.connectionPool.retryConnectionEstablishment = false
    // Shorter than most hosts keep an idle connection, so that a call seldom meets one that the
    // host is just closing.
    configuration.connectionPool.idleTimeout = .seconds(30)
    // The collector limits what is kept.
    configuration.decompression = .enabled(limit: .none)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    return Engine(
      group: group,
      client: HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration))
  }
}

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

/// Puts into words why an exchange broke off.
enum TransportFailure {
  /// - Parameter wasSent: whether any of the request left this machine, as far as can be known.
  static func explain(
    _ error: any Error, wasSent: Bool, limit: Duration, isCancelled: Bool
  ) -> XRPCError {
    if isCancelled { return .cancelled }
    let text =
      error as? HTTPClientError == .deadlineExceeded
      ? "no \(wasSent ? "whole answer" : "connection") within \(limit.seconds) seconds"
      : reason(error)
    return wasSent ? .noAnswer(reason: text) : .unreachable(reason: text)
  }

  /// What happened, in a few words. Nothing of the request is in them: its headers hold tokens.
  static func reason(_ error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError: return reason(error)
    case let error as IOError: return reason(error)
    case let error as ChannelError: return reason(error)
    case let error as HTTPClientError: return reason(error)
    default: return "the connection failed (\(type(of: error)))"
    }
  }

  private static func reason(_ error: NIOConnectionError) -> String {
    if let failure = error.connectionErrors.last { return reason(failure.error) }
    return "no such host: \(error.host)"
  }

  private static func reason(_ error: IOError) -> String {
    switch error.errnoCode {
    case ECONNREFUSED: "the connection was refused"
    case ECONNRESET, EPIPE: "the connection was reset"
    case ENETUNREACH, EHOSTUNREACH: "there is no route to the host"
    case ETIMEDOUT: "the connection timed out"
    default: "the connection failed (error \(error.errnoCode))"
    }
  }

  private static func reason(_ error: ChannelError) -> String {
    if case .connectTimeout(let limit) = error {
      return "no connection within \(limit.nanoseconds / 1_000_000_000) seconds"
    }
    return "the connection failed"
  }

  private static func reason(_ error: HTTPClientError) -> String {
    switch error {
    case .remoteConnectionClosed, .uncleanShutdown: "the connection was closed"
    case .connectTimeout: "no connection in time"
    case .tlsHandshakeTimeout: "no secure connection in time"
    case .cancelled: "the connection was given up"
    default: error.shortDescription
    }
  }
}

extension Duration {
  fileprivate var seconds: String {
    let (seconds, attoseconds) = components
    return attoseconds == 0 ? "\(seconds)" : "\(Double(seconds) + Double(attoseconds) / 1e18)"
  }
}
