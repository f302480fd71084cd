import Foundation

/// Why a call has no result.
public enum XRPCError: Error, Equatable, Sendable {
  /// The service answered with an error. `name` is the body's `error`; nil when the body has none
  /// or is not JSON.
  case refused(status: Int, name: String?, message: String?, retryAt: Date?)
  /// The call never reached the service: no such host, connection refused, TLS failed, no
  /// connection in time, or the session it needed could not be refreshed. Nothing was done.
  case unreachable(reason: String)
  /// The call was (or may have been) sent and no whole answer came: time limit, dropped connection.
  case noAnswer(reason: String)
  /// A 2xx answer that is not what the lexicon says.
  case malformedAnswer(reason: String)
  /// The answer is longer than 10 MiB.
  case answerTooLarge
  /// The service answered with a redirect, which is never followed.
  case redirected(to: String?)
  /// There is no session any more: the refresh token has expired or was revoked. Sign in again.
  case signedOut
  /// The session could not be saved or locked.
  case sessionStore(SessionStoreError)
  case cancelled
}
