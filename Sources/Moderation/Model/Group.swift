import ATProto
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

extension Group {
  /// The service counts the people waiting no further than this.
  private static let pendingCap = 21

  /// Nil unless the convo is a group that `viewer` owns. Only the viewer's own entry among the
  /// members says so: the number of requests is left out when it is zero.
  init?(_ convo: ChatBskyConvo.ConvoView, ownedBy viewer: DID) {
    guard
      case .group(let group) = convo.kind,
      let entry = convo.members.first(where: { $0.did == viewer }),
      case .group(role: "owner", _) = entry.kind
    else { return nil }
    let pending = group.joinRequestCount ?? 0
    self.init(
      id: convo.id, name: group.name, memberCount: group.memberCount,
      memberLimit: group.memberLimit, pending: pending,
      pendingIsCapped: pending >= Self.pendingCap, unread: group.unreadJoinRequestCount ?? 0,
      // A status newer than this program is some kind of lock.
      lock: Lock(rawValue: group.lockStatus) ?? .locked,
      lockIsModeration: group.lockStatusModerationOverride,
      link: group.joinLink.map(JoinLink.init))
  }
}

extension ChatBskyConvo.ConvoView {
  /// It is a group, and what would say whether `viewer` owns it can't be read.
  func hidesOwner(from viewer: DID) -> Bool {
    guard case .group = kind else { return false }
    guard let entry = members.first(where: { $0.did == viewer }) else {
      return members.unreadable > 0
    }
    return switch entry.kind {
    case .group(let role, _): role.isEmpty
    case .unknown(let type): type.isEmpty
    case .direct, .pastGroup, nil: false
    }
  }
}

/// The link by which people ask to join a group (`chat.bsky.group.defs#joinLinkView`).
public struct JoinLink: Hashable, Codable, Sendable {
  /// Who may use a link (`chat.bsky.group.defs#joinRule`).
  public enum Rule: RawRepresentable, Hashable, Codable, Sendable {
    case anyone
    case followedByOwner
    /// One newer than this program.
    case other(String)

    /// By its name in the protocol.
    public init(rawValue: String) {
      self =
        switch rawValue {
        case "anyone": .anyone
        case "followedByOwner": .followedByOwner
        case _: .other(rawValue)
        }
    }

    /// Its name in the protocol.
    public var rawValue: String {
      switch self {
      case .anyone: "anyone"
      case .followedByOwner: "followedByOwner"
      case .other(let name): name
      }
    }
  }

  /// The last part of the address.
  public var code: String
  /// People can use it.
  public var enabled: Bool
  /// Whoever uses it waits for the owner; otherwise they are in at once.
  public var requireApproval: Bool
  /// Who may use it.
  public var rule: Rule

  /// A link as it is described.
  public init(code: String, enabled: Bool, requireApproval: Bool, rule: Rule) {
    self.code = code
    self.enabled = enabled
    self.requireApproval = requireApproval
    self.rule = rule
  }

  /// The address that people open.
  public var url: String { "https://bsky.app/chat/\(code)" }
}

extension JoinLink {
  init(_ view: ChatBskyGroup.JoinLinkView) {
    self.init(
      code: view.code, enabled: view.enabledStatus == "enabled",
      requireApproval: view.requireApproval, rule: Rule(rawValue: view.joinRule))
  }
}

/// The groups of an account as the service told of them, and from where its log tells what has
/// changed since. Kept between two commands, it spares the second the whole list.
public struct GroupListing: Equatable, Sendable {
  /// In the service's order as of ``listedAt``.
  public var groups: [Group]
  /// How many more could not be read. Not kept: there is no cursor then, so that all are listed again.
  public var unreadable: Int
  /// All that had happened until here is in the groups; nil where the service gave none.
  public var cursor: String?
  /// When all of them were read at once.
  public var listedAt: Date
  /// When this was last known to be so.
  public var readAt: Date

  /// A listing as it is described.
  public init(
    groups: [Group], unreadable: Int = 0, cursor: String?, listedAt: Date, readAt: Date
  ) {
    self.groups = groups
    self.unreadable = unreadable
    self.cursor = cursor
    self.listedAt = listedAt
    self.readAt = readAt
  }
}
