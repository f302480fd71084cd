import ATProto
import Foundation

/// What a failed call says about the decision that was sent with it.
enum CallFailure: Equatable {
  /// Not carried out, and sending it again would not help.
  case final
  /// Not carried out; the service wants a pause first.
  case paused(until: Date?)
  /// Not carried out by this call. What the service answers for a request that has been handled
  /// already is not defined, so that only the list of requests tells.
  case refused
  /// It may have been carried out.
  case unknown

  init(_ error: XRPCError) {
    self =
      switch error {
      case .refused(429, _, _, let retryAt): .paused(until: retryAt)
      case .refused(let status, let name, _, _) where status < 500:
        Self.declared.union(Self.hostErrors).contains(name ?? "") ? .final : .refused
      case .unreachable, .signedOut, .sessionStore: .final
      // It will be so the next time too.
      case .redirected, .answerTooLarge: .refused
      case .refused, .noAnswer, .malformedAnswer, .cancelled: .unknown
      }
  }

  /// The errors that the lexicons of `chat.bsky.group.rejectJoinRequest` and `approveJoinRequest`
  /// declare.
  static let declared: Set = ["InvalidConvo", "InsufficientRole", "MemberLimitReached"]

  /// Those of the account host, which no lexicon of a chat method names.
  private static let hostErrors: Set = [
    "InvalidToken", "ExpiredToken", "AuthMissing", "AuthenticationRequired",
    "AccountTakedown", "AccountSuspended", "AccountDeactivated",
  ]
}
