/// A conversation: a group, or the two members of a direct one.
struct Convo {
  struct LastMessage {
    let id: TID
    let sender: Int
    let text: String
  }

  let id: String
  /// Rises with whatever happens in it; the newest comes first in a list.
  var rev: TID
  /// Serial numbers in the order of joining; the first one owns a group.
  var members: [Int]
  /// Who added whom. The others came by the link.
  var adders: [Int: Int] = [:]
  var unread: Int
  let lastMessage: LastMessage
  /// Nil for a direct one.
  var group: GroupConvo?

  func isOwned(by account: Int) -> Bool { group != nil && members.first == account }
}

/// What only a group has.
struct GroupConvo {
  var name: String
  let createdAt: Milliseconds
  let memberLimit: Int
  var lock = SimulatedGroup.Lock.unlocked
  /// The lock is the service's own, not the owner's.
  var lockIsModeration = false
  var link: JoinLink?
  var waiting = WaitingList()
  /// Requests up to here have been looked at.
  var readAt: Milliseconds
}

/// `chat.bsky.group.defs#joinLinkView`
struct JoinLink {
  enum Rule: String, CaseIterable {
    case anyone
    case followedByOwner
  }

  let code: String
  var isEnabled = true
  var requiresApproval: Bool
  var rule: Rule
  let createdAt: Milliseconds

  static let rules = Set(Rule.allCases.map(\.rawValue))
}

/// A group of the simulated world, as it was when it was asked for.
public struct SimulatedGroup: Sendable {
  /// `chat.bsky.convo.defs#convoLockStatus`
  public enum Lock: String, Sendable {
    case unlocked
    case locked
    case lockedPermanently = "locked-permanently"
  }

  /// The convo's id.
  public let id: String
  public let name: String
  /// Whether the signed-in account (``Simulator/owner``) owns it.
  public let isOwned: Bool
  public let memberCount: Int
  public let memberLimit: Int
  public let lock: Lock
  /// Nil where it has none.
  public let link: SimulatedLink?
  /// DIDs of the people waiting, in the order that listJoinRequests gives them (newest first).
  public let waiting: [String]
  /// DIDs of the members, the owner first.
  public let members: [String]
}

/// A group's join link (`chat.bsky.group.defs#joinLinkView`).
public struct SimulatedLink: Hashable, Sendable {
  public var code: String
  public var isEnabled: Bool
  public var requiresApproval: Bool
  /// Only people whom the owner follows may use it; otherwise anyone.
  public var isForFollowed: Bool

  public init(
    code: String, isEnabled: Bool = true, requiresApproval: Bool = true, isForFollowed: Bool = false
  ) {
    self.code = code
    self.isEnabled = isEnabled
    self.requiresApproval = requiresApproval
    self.isForFollowed = isForFollowed
  }
}

extension SimulatedLink {
  init(_ link: JoinLink) {
    self.init(
      code: link.code, isEnabled: link.isEnabled, requiresApproval: link.requiresApproval,
      isForFollowed: link.rule == .followedByOwner)
  }
}

extension JoinLink {
  init(_ link: SimulatedLink, createdAt: Milliseconds) {
    self.init(
      code: link.code, isEnabled: link.isEnabled, requiresApproval: link.requiresApproval,
      rule: link.isForFollowed ? .followedByOwner : .anyone, createdAt: createdAt)
  }
}
