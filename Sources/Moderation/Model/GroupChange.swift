/// What the owner can change about a group.
public enum GroupChange: Hashable, Sendable {
  /// A join link, enabled, in the place of a disabled one or none: `chat.bsky.group.createJoinLink`.
  case createLink(JoinLink.Rule, requireApproval: Bool)
  /// Who may use the link, and how; nil leaves it as it is: `chat.bsky.group.editJoinLink`.
  case editLink(rule: JoinLink.Rule? = nil, requireApproval: Bool? = nil)
  /// `chat.bsky.group.enableJoinLink`
  case enableLink
  /// `chat.bsky.group.disableJoinLink`
  case disableLink
  /// `chat.bsky.convo.lockConvo`
  case lock
  /// `chat.bsky.convo.unlockConvo`
  case unlock
  /// `chat.bsky.group.editGroup`. What a name may be says ``Group/nameFault(_:)``.
  case rename(String)

  /// Why it can't be done to a group as that was seen; nil where it can be tried.
  public func fault(in group: Group) -> Fault? {
    switch self {
    case .createLink: group.link?.enabled == true ? .linkExists : nil
    case .editLink, .enableLink, .disableLink: group.link == nil ? .noLink : nil
    case .lock, .unlock: group.lockFault
    case .rename(let name): Group.nameFault(name) ?? (group.lock == .unlocked ? nil : .locked)
    }
  }

  /// Whether it may let more people ask, in or write than the group as it was seen does.
  public func opensWider(_ group: Group) -> Bool {
    switch self {
    case .createLink, .enableLink, .unlock: return true
    case .disableLink, .lock, .rename: return false
    case .editLink(let rule, let requireApproval):
      // What a rule newer than this program lets in nobody knows.
      let isForMore = rule.map { group.link?.rule != .anyone && group.link?.rule != $0 } ?? false
      return isForMore || requireApproval == false && group.link?.requireApproval != false
    }
  }

  /// Whether a group is as this would make it.
  /// - Parameter before: the group as it was before the change was sent.
  func isMade(in group: Group, before: Group) -> Bool {
    switch self {
    case .createLink(let rule, let requireApproval):
      guard let link = group.link, link.enabled, link.code != before.link?.code else {
        return false
      }
      return link.rule == rule && link.requireApproval == requireApproval
    case .editLink(let rule, let requireApproval):
      guard let link = group.link else { return false }
      return link.rule == rule ?? link.rule
        && link.requireApproval == requireApproval ?? link.requireApproval
    case .enableLink: return group.link?.enabled == true
    case .disableLink: return group.link?.enabled == false
    case .lock: return group.lock != .unlocked
    case .unlock: return group.lock == .unlocked
    case .rename(let name): return group.name == name
    }
  }
}

/// What a group allows its owner.
extension Group {
  /// How long a name can be, in characters as people count them
  /// (`chat.bsky.group.editGroup`, `maxGraphemes`).
  public static let nameLimit = 50
  /// How long a name can be in UTF-8 (`maxLength`).
  public static let nameByteLimit = 500

  /// What is wrong with a name for a group; nil where nothing is.
  public static func nameFault(_ name: String) -> Fault? {
    if !name.contains(where: { !$0.isWhitespace }) { return .badName("is empty") }
    if name.contains(where: \.isNewline) { return .badName("has more than one line") }
    if name.count > nameLimit { return .badName("has \(name.count) characters") }
    if name.utf8.count > nameByteLimit { return .badName("has \(name.utf8.count) bytes") }
    return nil
  }

  /// Why the owner can neither lock nor unlock the group; nil where they can.
  public var lockFault: Fault? {
    if lock == .lockedPermanently { return .lockedForGood }
    return lockIsModeration ? .lockedByModeration : nil
  }
}

extension Fault {
  /// - Parameter problem: after "The name".
  fileprivate static func badName(_ problem: String) -> Fault {
    Fault(
      .invalid, "The name \(problem).",
      cure: "Write 1 to \(Group.nameLimit) characters, at most \(Group.nameByteLimit) bytes.")
  }
}
