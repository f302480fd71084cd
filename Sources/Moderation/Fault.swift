import Foundation

/// What went wrong, in words that a group owner understands, with the cure.
public struct Fault: Error, Hashable, Sendable {
  /// What a front end tells apart.
  public enum Kind: Hashable, Sendable {
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
