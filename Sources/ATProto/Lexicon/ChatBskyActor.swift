import Foundation

/// `chat.bsky.actor.*`
public enum ChatBskyActor {
  /// An account as the chat service shows it: `chat.bsky.actor.defs#profileViewBasic`.
  public struct ProfileViewBasic: Decodable, Sendable, Equatable {
    public var did: DID
    public var handle: Handle
    public var displayName: String?
    /// The address of the picture.
    public var avatar: String?
    public var viewer: AppBskyActor.ViewerState?
    public var labels: [ComAtprotoLabel.Label]
    public var createdAt: Date?
    public var verification: AppBskyActor.VerificationState?
    /// What the account is in the convo; only in lists of members.
    public var kind: MemberKind?

    private enum CodingKeys: String, CodingKey {
      case did, handle, displayName, avatar, viewer, labels, createdAt, verification, kind
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      did = try container.decode(DID.self, forKey: .did)
      handle = container.handle(.handle)
      displayName = container.optional(.displayName)
      avatar = container.optional(.avatar)
      viewer = container.optional(.viewer)
      labels = container.list(.labels)
      createdAt = container.date(.createdAt)
      verification = container.optional(.verification)
      kind = container.optional(.kind)
    }
  }

  /// The union `kind` of a member: `#directConvoMember`, `#groupConvoMember`,
  /// `#pastGroupConvoMember` of `chat.bsky.actor.defs`.
  public enum MemberKind: Decodable, Sendable, Equatable {
    case direct
    /// `role` (`#memberRole`) is `owner`, `standard`, or newer than this program. `addedBy` is nil for
    /// a member who joined by the link.
    indirect case group(role: String, addedBy: ProfileViewBasic? = nil)
    case pastGroup
    case unknown(type: String)

    private enum CodingKeys: String, CodingKey {
      case type = "$type"
      case role, addedBy
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let type = container.optional(.type, as: String.self) ?? ""
      self =
        switch type {
        case "chat.bsky.actor.defs#directConvoMember": .direct
        case "chat.bsky.actor.defs#groupConvoMember":
          .group(role: container.optional(.role) ?? "", addedBy: container.optional(.addedBy))
        case "chat.bsky.actor.defs#pastGroupConvoMember": .pastGroup
        default: .unknown(type: type)
        }
    }
  }
}
