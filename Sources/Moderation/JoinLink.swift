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
