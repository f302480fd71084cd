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
    /// `unlocked`, `locked`, `locked-permanently`, or newer than this program.
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

  /// The answer of a method that gives one convo as it is now.
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
}
