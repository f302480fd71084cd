import Foundation

/// A group chat that the signed-in account owns (`chat.bsky.convo.defs#groupConvo`).
public struct Group: Identifiable, Hashable, Sendable {
  /// The convo's id, as the service gives it.
  public typealias ID = String

  /// Whether the group takes new messages and members (`chat.bsky.convo.defs#convoLockStatus`).
  public enum Lock: String, Hashable, Sendable {
    /// Open to messages and members.
    case unlocked
    /// Until the owner opens it again. Also what a status newer than this program is taken for.
    case locked
    /// For good.
    case lockedPermanently = "locked-permanently"
  }

  public let id: ID
  /// As its owner wrote it: whoever shows it makes it safe.
  public var name: String
  /// Members now, the owner among them.
  public var memberCount: Int
  /// Members at most.
  public var memberLimit: Int
  /// How many people wait. A lower bound while ``pendingIsCapped``.
  public var pending: Int
  /// The service counts no further than 21; true while the real number is not known.
  public var pendingIsCapped: Bool
  /// Requests that have not been looked at.
  public var unread: Int
  /// Whether new messages and members are taken.
  public var lock: Lock
  /// The lock is the service's own (a takedown, an inactive account), not the owner's.
  public var lockIsModeration: Bool
  /// The link by which people ask to join; nil where none was ever made.
  public var link: JoinLink?

  /// A group with nobody waiting, unless told otherwise.
  public init(
    id: ID, name: String, memberCount: Int, memberLimit: Int, pending: Int = 0,
    pendingIsCapped: Bool = false, unread: Int = 0, lock: Lock = .unlocked,
    lockIsModeration: Bool = false, link: JoinLink? = nil
  ) {
    self.id = id
    self.name = name
    self.memberCount = memberCount
    self.memberLimit = memberLimit
    self.pending = pending
    self.pendingIsCapped = pendingIsCapped
    self.unread = unread
    self.lock = lock
    self.lockIsModeration = lockIsModeration
    self.link = link
  }

  /// No seat is left, so nobody can be approved.
  public var isFull: Bool { memberCount >= memberLimit }
}
