/// What shutting and opening make of a link.
extension Door {
  /// What of a link can be set.
  public enum Part: Hashable, Sendable, CaseIterable {
    /// Whether people can use it.
    case enabled
    /// Whether they wait for the owner.
    case approval
    /// Who may use it.
    case rule
  }

  /// What opening makes of the link as it is now. What the door has changed, and nobody since, goes
  /// back to what it was; what somebody has set meanwhile stays.
  func restoration(of link: JoinLink) -> JoinLink {
    // Where nothing was sent there is nothing to undo; whoever made another link meant it to be so.
    guard status != .held, link.code == before.code else { return link }
    var restored = link
    func restore<Value: Equatable>(_ value: WritableKeyPath<JoinLink, Value>) {
      guard link[keyPath: value] == after[keyPath: value] else { return }
      restored[keyPath: value] = before[keyPath: value]
    }
    restore(\.enabled)
    restore(\.requireApproval)
    restore(\.rule)
    return restored
  }
}

extension Door.Measure {
  /// Why there is nothing to do to shut the door of a group as it was seen; nil where there is.
  public func reason(toLeave group: Group) -> DoorOutcome.Reason? {
    guard let link = group.link else { return .noLink }
    guard link.enabled else { return .linkDisabled }
    return applied(to: link) == link ? .approvalAlready : nil
  }

  /// The link with its door shut. One that is off is shut already.
  func applied(to link: JoinLink) -> JoinLink {
    guard link.enabled else { return link }
    var link = link
    switch self {
    case .approval:
      link.requireApproval = true
      link.rule = .followedByOwner
    case .disable: link.enabled = false
    }
    return link
  }
}

extension JoinLink {
  /// What is set otherwise than in another link.
  func parts(unlike other: JoinLink) -> Set<Door.Part> {
    var parts: Set<Door.Part> = []
    if enabled != other.enabled { parts.insert(.enabled) }
    if requireApproval != other.requireApproval { parts.insert(.approval) }
    if rule != other.rule { parts.insert(.rule) }
    return parts
  }

  /// What makes this link into another one of the same code, in an order in which it is never on with
  /// other settings than those of the two.
  public func changes(to link: JoinLink) -> [GroupChange] {
    var changes: [GroupChange] = []
    if enabled, !link.enabled { changes.append(.disableLink) }
    if link.rule != rule || link.requireApproval != requireApproval {
      changes.append(
        .editLink(
          rule: link.rule == rule ? nil : link.rule,
          requireApproval: link.requireApproval == requireApproval ? nil : link.requireApproval))
    }
    if !enabled, link.enabled { changes.append(.enableLink) }
    return changes
  }
}
