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
  func close() async {
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
