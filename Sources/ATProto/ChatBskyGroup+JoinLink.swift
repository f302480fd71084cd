extension ChatBskyGroup {
  /// The answer of every method that changes a join link: the link as it is now.
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
