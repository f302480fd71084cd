import Foundation

/// `chat.bsky.group.*`
public enum ChatBskyGroup {
  /// The link by which people ask to join: `chat.bsky.group.defs#joinLinkView`.
  public struct JoinLinkView: Decodable, Sendable {
    public var code: String
    /// `#linkEnabledStatus`: `enabled`, `disabled`, or newer than this program.
    public var enabledStatus: String
    public var requireApproval: Bool
    /// `#joinRule`: `anyone`, `followedByOwner`, or newer than this program.
    public var joinRule: String
    public var createdAt: Date?

    private enum CodingKeys: String, CodingKey {
      case code, enabledStatus, requireApproval, joinRule, createdAt
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      code = try container.decode(String.self, forKey: .code)
      enabledStatus = try container.decode(String.self, forKey: .enabledStatus)
      requireApproval = container.optional(.requireApproval) ?? false
      joinRule = container.optional(.joinRule) ?? ""
      createdAt = container.date(.createdAt)
    }
  }

  /// Someone who asks to join, as the owner sees it: `chat.bsky.group.defs#joinRequestView`.
  public struct JoinRequestView: Decodable, Sendable {
    public var requestedBy: ChatBskyActor.ProfileViewBasic
    public var requestedAt: Date?

    private enum CodingKeys: String, CodingKey {
      case requestedBy, requestedAt
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      requestedBy = try container.decode(
        ChatBskyActor.ProfileViewBasic.self, forKey: .requestedBy)
      requestedAt = container.date(.requestedAt)
    }
  }

  /// A page of the people waiting: `chat.bsky.group.listJoinRequests`.
  public struct ListJoinRequests: XRPCQuery {
    public struct Output: Decodable, Sendable {
      public var requests: LossyArray<JoinRequestView>
      /// Asks for the next page; nil on the last.
      public var cursor: String?

      private enum CodingKeys: String, CodingKey {
        case requests, cursor
      }

      public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        requests = try container.decode(LossyArray.self, forKey: .requests)
        cursor = try container.cursor(.cursor)
      }
    }

    public static var nsid: NSID { "chat.bsky.group.listJoinRequests" }
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

  /// Turns a request down, which can't be taken back: `chat.bsky.group.rejectJoinRequest`.
  public struct RejectJoinRequest: XRPCProcedure {
    public typealias Output = Acknowledgement
    public static var nsid: NSID { "chat.bsky.group.rejectJoinRequest" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public var convoId: String
    public var member: DID

    public init(convoId: String, member: DID) {
      self.convoId = convoId
      self.member = member
    }
  }

  /// Lets someone in: `chat.bsky.group.approveJoinRequest`.
  public struct ApproveJoinRequest: XRPCProcedure {
    public struct Output: Decodable, Sendable {
      /// The group with its new member; nil where it can't be read. A 2xx with a JSON object is
      /// enough to know that it was done.
      public var convo: ChatBskyConvo.ConvoView?

      private enum CodingKeys: String, CodingKey {
        case convo
      }

      public init(from decoder: any Decoder) throws {
        convo = try decoder.container(keyedBy: CodingKeys.self).optional(.convo)
      }
    }

    public static var nsid: NSID { "chat.bsky.group.approveJoinRequest" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public static var showsProfiles: Bool { true }
    public var convoId: String
    public var member: DID

    public init(convoId: String, member: DID) {
      self.convoId = convoId
      self.member = member
    }
  }

  /// Marks every request of a group as looked at: `chat.bsky.group.updateJoinRequestsRead`.
  public struct UpdateJoinRequestsRead: XRPCProcedure {
    public typealias Output = Acknowledgement
    public static var nsid: NSID { "chat.bsky.group.updateJoinRequestsRead" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public var convoId: String

    public init(convoId: String) {
      self.convoId = convoId
    }
  }

  /// Gives a group another name: `chat.bsky.group.editGroup`.
  public struct EditGroup: XRPCProcedure {
    public typealias Output = ChatBskyConvo.ConvoAnswer
    public static var nsid: NSID { "chat.bsky.group.editGroup" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public static var showsProfiles: Bool { true }
    public var convoId: String
    /// 1 to 50 graphemes, at most 500 bytes of UTF-8 (`maxGraphemes` and `maxLength` in the lexicon).
    public var name: String

    public init(convoId: String, name: String) {
      self.convoId = convoId
      self.name = name
    }
  }

  /// Ends the membership of people: `chat.bsky.group.removeMembers`. Its output (`convo`) is not
  /// used: a 2xx is enough.
  public struct RemoveMembers: XRPCProcedure {
    public typealias Output = Acknowledgement
    public static var nsid: NSID { "chat.bsky.group.removeMembers" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public static var showsProfiles: Bool { true }
    public var convoId: String
    /// At least one.
    public var members: [DID]

    public init(convoId: String, members: [DID]) {
      self.convoId = convoId
      self.members = members
    }
  }

  /// The join link as it is now: the output of `chat.bsky.group.createJoinLink`, `editJoinLink`,
  /// `enableJoinLink` and `disableJoinLink`.
  public struct JoinLinkAnswer: Decodable, Sendable {
    public var joinLink: JoinLinkView
  }

  /// Makes a join link, enabled: `chat.bsky.group.createJoinLink`.
  public struct CreateJoinLink: XRPCProcedure {
    public typealias Output = JoinLinkAnswer
    public static var nsid: NSID { "chat.bsky.group.createJoinLink" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public var convoId: String
    public var requireApproval: Bool
    /// `anyone` or `followedByOwner`.
    public var joinRule: String

    public init(convoId: String, requireApproval: Bool, joinRule: String) {
      self.convoId = convoId
      self.requireApproval = requireApproval
      self.joinRule = joinRule
    }
  }

  /// Changes who may use the link, and how: `chat.bsky.group.editJoinLink`.
  public struct EditJoinLink: XRPCProcedure {
    public typealias Output = JoinLinkAnswer
    public static var nsid: NSID { "chat.bsky.group.editJoinLink" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public var convoId: String
    /// Nil leaves it as it is.
    public var requireApproval: Bool?
    /// `anyone` or `followedByOwner`; nil leaves it as it is.
    public var joinRule: String?

    public init(convoId: String, requireApproval: Bool? = nil, joinRule: String? = nil) {
      self.convoId = convoId
      self.requireApproval = requireApproval
      self.joinRule = joinRule
    }
  }

  /// Has the link work again: `chat.bsky.group.enableJoinLink`.
  public struct EnableJoinLink: XRPCProcedure {
    public typealias Output = JoinLinkAnswer
    public static var nsid: NSID { "chat.bsky.group.enableJoinLink" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public var convoId: String

    public init(convoId: String) {
      self.convoId = convoId
    }
  }

  /// Has the link lead nowhere: `chat.bsky.group.disableJoinLink`.
  public struct DisableJoinLink: XRPCProcedure {
    public typealias Output = JoinLinkAnswer
    public static var nsid: NSID { "chat.bsky.group.disableJoinLink" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public var convoId: String

    public init(convoId: String) {
      self.convoId = convoId
    }
  }
}
