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
  /// The session has ended: its refresh token has expired or was revoked. Sign in again.
  case signedOut
  /// The session could not be saved or locked.
  case sessionStore(SessionStoreError)
  case cancelled
}

/// Why the saved session of an account can't be used.
public enum SessionStoreError: Error, Equatable, Sendable {
  case file(FileError)
  case damaged(path: String, reason: String)
  /// Nothing can be written to the directory, so that the session was not refreshed: a refresh would
  /// use up the tokens that are saved. Nobody is signed out.
  case directoryUnwritable(directory: String, reason: String)
  /// The session was refreshed, and its tokens could not be saved: this process alone has them.
  case unsaved(path: String, reason: String)

  /// The same for a refresh that was not begun.
  func blockingRefresh(in directory: String) -> SessionStoreError {
    if case .file(.unwritable(_, let reason)) = self {
      .directoryUnwritable(directory: directory, reason: reason)
    } else {
      self
    }
  }
}

extension XRPCError {
  /// The error for the log: nothing that a service wrote, except a status and an error name that is
  /// a plain word.
  var logText: String {
    switch self {
    case .refused(let status, let name, _, _):
      guard let name, name.utf8.count <= 64, name.utf8.allSatisfy({ $0.isLetter || $0.isDigit })
      else { return "\(status)" }
      return "\(status) \(name)"
    case .unreachable(let reason): return "unreachable: \(reason)"
    case .noAnswer(let reason): return "no answer: \(reason)"
    case .malformedAnswer(let reason): return "malformed answer: \(reason)"
    case .answerTooLarge: return "answer too large"
    case .redirected: return "redirected"
    case .signedOut: return "signed out"
    case .sessionStore: return "session store"
    case .cancelled: return "cancelled"
    }
  }
}
