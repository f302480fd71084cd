/// The link by which people ask to join a group (`chat.bsky.group.defs#joinLinkView`).
public struct JoinLink: Hashable, Sendable {
  public var code: String
  public var enabled: Bool
  public var requireApproval: Bool
  /// Who may use it: `anyone`, `followedByOwner`, or a rule newer than this program.
  public var rule: String

  public init(code: String, enabled: Bool, requireApproval: Bool, rule: String) {
    self.code = code
    self.enabled = enabled
    self.requireApproval = requireApproval
    self.rule = rule
  }

  /// The address that people open.
  public var url: String { "https://bsky.app/chat/\(code)" }
}
