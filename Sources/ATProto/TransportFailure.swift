import AsyncHTTPClient
import NIOCore
import NIOPosix

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
