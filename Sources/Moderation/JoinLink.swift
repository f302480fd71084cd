/// The link by which people ask to join a group (`chat.bsky.group.defs#joinLinkView`).
public struct JoinLink: Hashable, Sendable {
  /// The last part of the address.
  public var code: String
  /// People can use it.
  public var enabled: Bool
  /// Whoever uses it waits for the owner; otherwise they are in at once.
  public var requireApproval: Bool
  /// Who may use it: `anyone`, `followedByOwner`, or a rule newer than this program.
  public var rule: String

  /// A link as it is described.
  public init(code: String, enabled: Bool, requireApproval: Bool, rule: String) {
    self.code = code
    self.enabled = enabled
    self.requireApproval = requireApproval
    self.rule = rule
  }

  /// The address that people open.
  public var url: String { "https://bsky.app/chat/\(code)" }
}
