import Foundation

/// What went wrong, in words that a group owner understands, with the cure.
public struct Fault: Error, Hashable, Sendable {
  /// What a front end tells apart.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// No session, or it has ended: sign in.
    case signedOut
    /// The account host does not know the account with this password.
    case wrongPassword
    /// The account host wants the code it has mailed.
    case authFactorRequired
    /// An app password that was made without access to direct messages.
    case chatNotAllowed
    /// Another account owns the group.
    case notOwner
    /// The group is not there, or the account is not in it.
    case groupGone
    /// No seat is left for somebody who was approved.
    case groupFull
    /// The group's lock or link is in the way of a change: locked, no link, one that is there already.
    case wrongState
    /// What was typed can't be: a name that is too long.
    case invalid
    /// Until ``Fault/retryAt`` when the service said so.
    case rateLimited
    /// Down, or not to be reached.
    case unreachable
    /// It answered, but not as the protocol says (an error page, a cut answer, a redirect).
    case badAnswer
    /// A decision was sent and nobody can say whether it was carried out.
    case unconfirmed
    /// The service refused for a reason of its own.
    case refused
    /// The handle or DID does not lead to an account.
    case noSuchAccount
    /// A session file that can't be used: readable by others, damaged, not writable.
    case sessionFile
    /// The journal can't be used, so nothing is decided.
    case journal
    /// The task was cancelled. Nothing was decided.
    case cancelled
  }

  /// What a front end acts on.
  public let kind: Kind
  /// What happened: one sentence, with its full stop. What it quotes from the network is short, on
  /// one line and without control characters.
  public let message: String
  /// What to do: one sentence, with its full stop, or with a command at the end that can be copied.
  public let cure: String
  /// When trying again makes sense.
  public let retryAt: Date?

  /// A fault in the words given.
  public init(_ kind: Kind, _ message: String, cure: String, retryAt: Date? = nil) {
    self.kind = kind
    self.message = message
    self.cure = cure
    self.retryAt = retryAt
  }
}

extension Result where Failure == Fault {
  /// What was in the way; nil where nothing was.
  public var fault: Fault? {
    if case .failure(let fault) = self { fault } else { nil }
  }
}

extension Fault {
  /// What can be done about a fault.
  public enum Category: Hashable, Sendable {
    /// Sign in again, or mend the session's file: no call succeeds before that.
    case signIn
    /// Mend the journal: nothing is decided before that.
    case journal
    /// The account does not own the group, or has left it. Look at the groups again.
    case group
    /// The group's state is in the way. Change it first.
    case state
    /// Correct what was typed.
    case input
    /// Try again later.
    case tryAgain
    /// Look whether it was carried out.
    case inDoubt
    /// The service has refused this once, for a reason of its own.
    case refused
    /// It was called back.
    case cancelled
  }

  /// What can be done about it.
  public var category: Category { kind.category }

  /// No call succeeds before the owner signs in again or mends the session's file.
  public var wantsSignIn: Bool { category == .signIn }
}

extension Fault.Kind {
  /// What can be done about a fault of this kind.
  public var category: Fault.Category { traits.category }

  /// The status with which a command ends that fails so: a number of sysexits.h, 1 for work that is
  /// not done, or 130 as shells report ^C.
  public var exitCode: Int32 { traits.exitCode }

  private var traits: (category: Fault.Category, exitCode: Int32) {
    switch self {
    case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .sessionFile:
      (.signIn, 77)
    case .noSuchAccount: (.signIn, 65)
    case .journal: (.journal, 77)
    case .notOwner: (.group, 77)
    case .groupGone: (.group, 65)
    case .groupFull, .wrongState: (.state, 1)
    case .invalid: (.input, 65)
    case .rateLimited: (.tryAgain, 75)
    case .unreachable, .badAnswer: (.tryAgain, 69)
    case .unconfirmed: (.inDoubt, 69)
    case .refused: (.refused, 69)
    case .cancelled: (.cancelled, 130)
    }
  }
}

extension Fault {
  /// What else a failed decision says will fail.
  public enum Scope: Hashable, Sendable {
    /// Nothing: the next decision may well succeed.
    case decision
    /// Every approval in the same group.
    case approvals
    /// Every decision in the same group.
    case group
    /// Every decision there is.
    case service
  }

  /// How far it reaches beyond the decision that failed with it.
  public var scope: Scope {
    switch category {
    case .state where kind == .groupFull: .approvals
    case .state, .input, .inDoubt, .refused: .decision
    case .group: .group
    case .signIn where kind == .noSuchAccount: .decision
    case .signIn, .journal, .tryAgain, .cancelled: .service
    }
  }
}

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
    guard kind == .unreachable || kind == .badAnswer else { return self }
    return Fault(.refused, message, cure: cure, retryAt: retryAt)
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
    // Nothing is left to confirm in a group that is no longer the owner's.
    guard cause.category != .group else { return cause }
    return Fault(.unconfirmed, "\(message): \(cause.message)", cure: cure, retryAt: cause.retryAt)
  }
}
