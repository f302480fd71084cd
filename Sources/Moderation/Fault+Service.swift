import Foundation

/// The faults of the service layer itself.
extension Fault {
  static let notOwner = Fault(
    .notOwner, "Another account owns this group.",
    cure: "Refresh the groups, or sign in with the account that owns it.")

  static let groupGone = Fault(
    .groupGone, "This group is not there any more, or the account has left it.",
    cure: "Refresh the groups.")

  static let endlessList = Fault(
    .badAnswer, "The service's list does not come to an end.",
    cure: "Try again in a few minutes.")

  /// Entries of a list that the service has sent can't be read, so that nobody knows all that is on it.
  /// - Parameter thing: what one of them is: `request`.
  public static func unreadable(_ count: Int, _ thing: String) -> Fault {
    Fault(
      .badAnswer, "\(count) \(thing)\(count == 1 ? "" : "s") could not be read.",
      cure: "Look for a newer version of skydoor.")
  }

  /// What a decision ends with that was called back before it was sent.
  public static let cancelled = Fault(
    .cancelled, "This was stopped before the service was asked.", cure: "Start it again.")

  static func rateLimited(until date: Date?) -> Fault {
    Fault(
      .rateLimited, "The service asks for a pause.",
      cure: "Wait until the pause is over, then try again.", retryAt: date)
  }

  /// The same, for a decision that the service can't carry out although it answers otherwise: what
  /// is wrong is wrong with this one, and says nothing of the next.
  var ofOneDecision: Fault {
    switch kind {
    case .unreachable, .badAnswer: Fault(.refused, message, cure: cure, retryAt: retryAt)
    case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .notOwner, .groupGone,
      .groupFull, .wrongState, .invalid, .rateLimited, .unconfirmed, .refused, .noSuchAccount,
      .sessionFile, .journal, .cancelled:
      self
    }
  }

  /// A decision was sent, and what came of it can't be seen for the reason given.
  static func unconfirmed(_ cause: Fault) -> Fault {
    unconfirmed(
      cause, "The decision was sent, but nobody can say whether it was carried out",
      cure: "Refresh, and look whether the person is still on the list.")
  }

  /// The same of a change to a group.
  static func unconfirmedChange(_ cause: Fault) -> Fault {
    unconfirmed(
      cause, "The change was sent, but nobody can say whether it was made",
      cure: "Refresh, and look at the group.")
  }

  private static func unconfirmed(_ cause: Fault, _ message: String, cure: String) -> Fault {
    switch cause.kind {
    case .groupGone, .notOwner:
      // Nothing is left to confirm.
      cause
    case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .groupFull, .wrongState,
      .invalid, .rateLimited, .unreachable, .badAnswer, .unconfirmed, .refused, .noSuchAccount,
      .sessionFile, .journal, .cancelled:
      Fault(.unconfirmed, "\(message): \(cause.message)", cure: cure, retryAt: cause.retryAt)
    }
  }
}
