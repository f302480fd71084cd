import Foundation

/// `chat.bsky.convo.*`
public enum ChatBskyConvo {
  /// A conversation: `chat.bsky.convo.defs#convoView`.
  public struct ConvoView: Decodable, Sendable {
    public var id: String
    /// Grows with every change; compares as text.
    public var rev: String
    /// For a group only some of the members; the viewer is always among them.
    public var members: LossyArray<ChatBskyActor.ProfileViewBasic>
    public var kind: Kind?

    private enum CodingKeys: String, CodingKey {
      case id, rev, members, kind
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      id = try container.decode(String.self, forKey: .id)
      rev = container.optional(.rev) ?? ""
      members = container.optional(.members) ?? []
      kind = try container.decodeIfPresent(Kind.self, forKey: .kind)
    }
  }

  /// The union `kind` of a convo: `#directConvo`, `#groupConvo` of `chat.bsky.convo.defs`.
  public enum Kind: Decodable, Sendable {
    case direct
    case group(GroupConvo)
    case unknown(type: String)

    private enum CodingKeys: String, CodingKey {
      case type = "$type"
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let type = container.optional(.type, as: String.self) ?? ""
      self =
        switch type {
        case "chat.bsky.convo.defs#directConvo": .direct
        case "chat.bsky.convo.defs#groupConvo": .group(try GroupConvo(from: decoder))
        default: .unknown(type: type)
        }
    }
  }

  /// What a group has beyond any convo: `chat.bsky.convo.defs#groupConvo`.
  public struct GroupConvo: Decodable, Sendable {
    public var name: String
    public var memberCount: Int
    public var memberLimit: Int
    /// `#convoLockStatus`: `unlocked`, `locked`, `locked-permanently`, or newer than this program.
    public var lockStatus: String
    /// The service forces the lock; it is not the owner's setting.
    public var lockStatusModerationOverride: Bool
    public var joinLink: ChatBskyGroup.JoinLinkView?
    /// People waiting, for the owner only. The service counts no further than 21.
    public var joinRequestCount: Int?
    /// Those of them that have not been looked at.
    public var unreadJoinRequestCount: Int?
    public var createdAt: Date?

    private enum CodingKeys: String, CodingKey {
      case name, memberCount, memberLimit, lockStatus, lockStatusModerationOverride, joinLink
      case joinRequestCount, unreadJoinRequestCount, createdAt
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      memberCount = try container.count(.memberCount)
      memberLimit = try container.count(.memberLimit)
      lockStatus = container.optional(.lockStatus) ?? "unlocked"
      lockStatusModerationOverride = container.optional(.lockStatusModerationOverride) ?? false
      joinLink = container.optional(.joinLink)
      joinRequestCount = container.optionalCount(.joinRequestCount)
      unreadJoinRequestCount = container.optionalCount(.unreadJoinRequestCount)
      createdAt = container.date(.createdAt)
    }
  }

  /// A page of the account's convos, newest activity first: `chat.bsky.convo.listConvos`.
  public struct ListConvos: XRPCQuery {
    public struct Output: Decodable, Sendable {
      public var convos: LossyArray<ConvoView>
      /// Asks for the next page; nil on the last.
      public var cursor: String?

      private enum CodingKeys: String, CodingKey {
        case convos, cursor
      }

      public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        convos = try container.decode(LossyArray.self, forKey: .convos)
        cursor = try container.cursor(.cursor)
      }
    }

    public static var nsid: NSID { "chat.bsky.convo.listConvos" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public static var showsProfiles: Bool { true }
    /// `direct` or `group`; nil for both.
    public var kind: String?
    /// 1 to 100.
    public var limit: Int
    public var cursor: String?

    public init(kind: String? = nil, limit: Int = 100, cursor: String? = nil) {
      self.kind = kind
      self.limit = limit
      self.cursor = cursor
    }

    public var parameters: [(name: String, value: String)] {
      var parameters: [(name: String, value: String)] = []
      if let kind { parameters.append(("kind", kind)) }
      parameters.append(("limit", "\(limit)"))
      if let cursor { parameters.append(("cursor", cursor)) }
      return parameters
    }
  }

  /// One convo as it is now: the output of `chat.bsky.convo.getConvo`, `lockConvo` and `unlockConvo`,
  /// and of `chat.bsky.group.editGroup`.
  public struct ConvoAnswer: Decodable, Sendable {
    public var convo: ConvoView
  }

  /// One convo as it is now: `chat.bsky.convo.getConvo`.
  public struct GetConvo: XRPCQuery {
    public typealias Output = ConvoAnswer
    public static var nsid: NSID { "chat.bsky.convo.getConvo" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public static var showsProfiles: Bool { true }
    public var convoId: String

    public init(convoId: String) {
      self.convoId = convoId
    }

    public var parameters: [(name: String, value: String)] { [("convoId", convoId)] }
  }

  /// A page of the members of a convo: `chat.bsky.convo.getConvoMembers`.
  public struct GetConvoMembers: XRPCQuery {
    public struct Output: Decodable, Sendable {
      public var members: LossyArray<ChatBskyActor.ProfileViewBasic>
      /// Asks for the next page; nil on the last.
      public var cursor: String?

      private enum CodingKeys: String, CodingKey {
        case members, cursor
      }

      public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        members = try container.decode(LossyArray.self, forKey: .members)
        cursor = try container.cursor(.cursor)
      }
    }

    public static var nsid: NSID { "chat.bsky.convo.getConvoMembers" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public static var showsProfiles: Bool { true }
    public var convoId: String
    /// 1 to 100.
    public var limit: Int
    public var cursor: String?

    public init(convoId: String, limit: Int = 100, cursor: String? = nil) {
      self.convoId = convoId
      self.limit = limit
      self.cursor = cursor
    }

    public var parameters: [(name: String, value: String)] {
      var parameters = [(name: "convoId", value: convoId), (name: "limit", value: "\(limit)")]
      if let cursor { parameters.append(("cursor", cursor)) }
      return parameters
    }
  }

  /// Closes a group to messages and members: `chat.bsky.convo.lockConvo`.
  public struct LockConvo: XRPCProcedure {
    public typealias Output = ConvoAnswer
    public static var nsid: NSID { "chat.bsky.convo.lockConvo" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public static var showsProfiles: Bool { true }
    public var convoId: String

    public init(convoId: String) {
      self.convoId = convoId
    }
  }

  /// Opens it again: `chat.bsky.convo.unlockConvo`.
  public struct UnlockConvo: XRPCProcedure {
    public typealias Output = ConvoAnswer
    public static var nsid: NSID { "chat.bsky.convo.unlockConvo" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public static var showsProfiles: Bool { true }
    public var convoId: String

    public init(convoId: String) {
      self.convoId = convoId
    }
  }

  /// What has happened to the account's convos since the last look: `chat.bsky.convo.getLog`.
  public struct GetLog: XRPCQuery {
    public struct Output: Decodable, Sendable {
      public var logs: [LogEvent]
      /// Asks for what comes after these.
      public var cursor: String?

      private enum CodingKeys: String, CodingKey {
        case logs, cursor
      }

      public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        logs = try container.decode([LogEvent].self, forKey: .logs)
        cursor = try container.cursor(.cursor)
      }
    }

    public static var nsid: NSID { "chat.bsky.convo.getLog" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public static var showsProfiles: Bool { true }
    /// Nil for what happens from now on.
    public var cursor: String?

    public init(cursor: String? = nil) {
      self.cursor = cursor
    }

    public var parameters: [(name: String, value: String)] {
      cursor.map { [("cursor", $0)] } ?? []
    }
  }

  /// Something that happened to one of the account's convos: one of the union `logs` of
  /// `chat.bsky.convo.getLog`. Reading one never fails, so that a log goes on past whatever is in
  /// it.
  public struct LogEvent: Decodable, Sendable {
    /// What happened; nil where it is newer than this program, or can't be read.
    public var kind: Kind?
    /// Grows with every event; compares as text. Empty where it can't be read.
    public var rev: String
    /// Empty where it can't be read.
    public var convoId: String
    /// Whose request it is about; only in the events of requests.
    public var member: ChatBskyActor.ProfileViewBasic?
    /// Whose membership has ended; only in the events that say so.
    public var formerMember: DID?
    /// Something of it can't be read that every event of its kind has. One that is newer than this
    /// program is not damaged.
    public var isDamaged: Bool

    private enum CodingKeys: String, CodingKey {
      case type = "$type"
      case rev, convoId, member, message
    }

    /// `chat.bsky.convo.defs#systemMessageView` about the end of a membership.
    private struct SystemMessage: Decodable {
      /// `#systemMessageDataRemoveMember` and `#systemMessageDataMemberLeave`.
      struct Content: Decodable {
        /// `#systemMessageReferredUser`
        struct ReferredUser: Decodable { let did: DID }
        let member: ReferredUser
      }
      let data: Content
    }

    public init(from decoder: any Decoder) {
      let container = try? decoder.container(keyedBy: CodingKeys.self)
      let type = container?.optional(.type, as: String.self)
      kind = type.flatMap(Kind.init(rawValue:))
      rev = container?.optional(.rev) ?? ""
      convoId = container?.optional(.convoId) ?? ""
      member = container?.optional(.member)
      formerMember =
        kind == .removeMember || kind == .memberLeave
        ? container?.optional(.message, as: SystemMessage.self)?.data.member.did : nil
      isDamaged =
        type == nil || kind != nil && convoId.isEmpty
        || kind?.namesMember == true && member == nil
    }
  }
}

extension ChatBskyConvo.LogEvent {
  /// The members of the union: `#logBeginConvo` and so on of `chat.bsky.convo.defs`.
  public enum Kind: String, Sendable, CaseIterable {
    case beginConvo = "chat.bsky.convo.defs#logBeginConvo"
    case acceptConvo = "chat.bsky.convo.defs#logAcceptConvo"
    case leaveConvo = "chat.bsky.convo.defs#logLeaveConvo"
    case muteConvo = "chat.bsky.convo.defs#logMuteConvo"
    case unmuteConvo = "chat.bsky.convo.defs#logUnmuteConvo"
    case createMessage = "chat.bsky.convo.defs#logCreateMessage"
    case deleteMessage = "chat.bsky.convo.defs#logDeleteMessage"
    case readMessage = "chat.bsky.convo.defs#logReadMessage"
    case addReaction = "chat.bsky.convo.defs#logAddReaction"
    case removeReaction = "chat.bsky.convo.defs#logRemoveReaction"
    case readConvo = "chat.bsky.convo.defs#logReadConvo"
    case addMember = "chat.bsky.convo.defs#logAddMember"
    case removeMember = "chat.bsky.convo.defs#logRemoveMember"
    case memberJoin = "chat.bsky.convo.defs#logMemberJoin"
    case memberLeave = "chat.bsky.convo.defs#logMemberLeave"
    case lockConvo = "chat.bsky.convo.defs#logLockConvo"
    case unlockConvo = "chat.bsky.convo.defs#logUnlockConvo"
    case lockConvoPermanently = "chat.bsky.convo.defs#logLockConvoPermanently"
    case editGroup = "chat.bsky.convo.defs#logEditGroup"
    case createJoinLink = "chat.bsky.convo.defs#logCreateJoinLink"
    case editJoinLink = "chat.bsky.convo.defs#logEditJoinLink"
    case enableJoinLink = "chat.bsky.convo.defs#logEnableJoinLink"
    case disableJoinLink = "chat.bsky.convo.defs#logDisableJoinLink"
    case incomingJoinRequest = "chat.bsky.convo.defs#logIncomingJoinRequest"
    case approveJoinRequest = "chat.bsky.convo.defs#logApproveJoinRequest"
    case rejectJoinRequest = "chat.bsky.convo.defs#logRejectJoinRequest"
    case outgoingJoinRequest = "chat.bsky.convo.defs#logOutgoingJoinRequest"
    case withdrawIncomingJoinRequest = "chat.bsky.convo.defs#logWithdrawIncomingJoinRequest"
    case withdrawOutgoingJoinRequest = "chat.bsky.convo.defs#logWithdrawOutgoingJoinRequest"
    case readJoinRequests = "chat.bsky.convo.defs#logReadJoinRequests"

    /// It is about the request of somebody.
    fileprivate var namesMember: Bool {
      switch self {
      case .incomingJoinRequest, .approveJoinRequest, .rejectJoinRequest,
        .withdrawIncomingJoinRequest:
        true
      case .beginConvo, .acceptConvo, .leaveConvo, .muteConvo, .unmuteConvo, .createMessage,
        .deleteMessage, .readMessage, .addReaction, .removeReaction, .readConvo, .addMember,
        .removeMember, .memberJoin, .memberLeave, .lockConvo, .unlockConvo, .lockConvoPermanently,
        .editGroup, .createJoinLink, .editJoinLink, .enableJoinLink, .disableJoinLink,
        .outgoingJoinRequest, .withdrawOutgoingJoinRequest, .readJoinRequests:
        false
      }
    }
  }
}
