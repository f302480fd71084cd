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
