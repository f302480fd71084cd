import ATProto
import Foundation

/// Something to be done at the service that must not be done twice, and of which a look can show
/// whether it is done.
struct VerifiableCall<Output: Sendable>: Sendable {
  /// Does it, with one call.
  let send: @Sendable () async throws(XRPCError) -> Output
  /// Looks what has come of it.
  ///
  /// Where a call may have done it, only proof says so: that there is nothing left to do can be the
  /// work of somebody else. Where none can have done it, no proof is looked for.
  let look: @Sendable (_ mayBeDone: Bool) async throws(Fault) -> Verification<Output>
}

/// What a look shows of a ``VerifiableCall``.
enum Verification<Output: Sendable>: Sendable {
  /// It is proven to be done.
  case done(Output)
  /// It is not done.
  case undone
  /// There is nothing left to do, and nothing proves that a call has done it.
  case gone(Output)
}

/// How a ``VerifiableCall`` ended.
enum CallOutcome<Output: Sendable>: Sendable {
  case done(Output)
  /// There was nothing left to do, and nothing proves that it was done here: somebody else has done
  /// it, or it can't be done any more.
  case moot(Output)
  /// It was not done.
  case failed(Fault)
  /// It was sent, and for the reason given it can't be seen whether it was done.
  case unconfirmed(Fault)
}

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
