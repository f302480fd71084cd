extension ChatBskyConvo {
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
}
