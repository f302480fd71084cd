import Moderation

extension Group {
  /// `12/50 · link on`, `50/50 full · locked · no link`: what the groups pane says below the name.
  public func facts(isDoorShut: Bool) -> String {
    var facts = ["\(memberCount)/\(memberLimit)\(isFull ? " full" : "")"]
    if let lock = lockText { facts.append(lock) }
    facts.append(isDoorShut ? "door shut" : linkText)
    return facts.joined(separator: " · ")
  }

  /// `locked`, `locked by moderation`; nil where it is open.
  public var lockText: String? {
    switch lock {
    case .unlocked: nil
    case .locked: lockIsModeration ? "locked by moderation" : "locked"
    case .lockedPermanently: "locked for good"
    }
  }

  /// The same, also where it is open: `open`, `locked by moderation`
  public var lockStateText: String { lockText ?? "open" }

  /// `no link`, `link on`
  public var linkText: String {
    guard let link else { return "no link" }
    return link.enabled ? "link on" : "link off"
  }

  /// How many wait: a lower bound where the service counts no further.
  public var waiting: WaitingCount { WaitingCount(pending, isCapped: pendingIsCapped) }
}

extension JoinLink {
  /// `on for anyone, with approval`, `off`
  public var settingsText: String { enabled ? "on for \(admissionText)" : "off" }

  /// Whom it lets in, and how, when it is on: `people you follow, no approval`
  public var admissionText: String {
    let approval = requireApproval ? "with approval" : "no approval"
    return switch rule {
    case .anyone: "anyone, \(approval)"
    case .followedByOwner: "people you follow, \(approval)"
    case .other(let name): "\(name), \(approval)"
    }
  }
}

extension GroupChange {
  /// `Locking Night Owls`
  public func doingText(_ name: String) -> String {
    switch self {
    case .createLink: "Making a join link for \(name)"
    case .editLink: "Changing the join link of \(name)"
    case .enableLink: "Switching on the join link of \(name)"
    case .disableLink: "Switching off the join link of \(name)"
    case .lock: "Locking \(name)"
    case .unlock: "Unlocking \(name)"
    case .rename: "Renaming \(name)"
    }
  }

  /// `Locking Night Owls did not succeed.`
  public func failedText(_ name: String) -> String { "\(doingText(name)) did not succeed." }

  /// What it does, after "would": `switch the link on`
  public var infinitive: String {
    switch self {
    case .createLink(let rule, let requireApproval):
      let link = JoinLink(code: "", enabled: true, requireApproval: requireApproval, rule: rule)
      return "create a join link (\(link.admissionText))"
    case .editLink(let rule, let requireApproval):
      let parts = [rule.map(Self.text), requireApproval.map(Self.text)]
      return parts.compactMap { $0 }.joined(separator: " and ")
    case .enableLink: return "switch the link on"
    case .disableLink: return "switch the link off"
    case .lock: return "lock the group"
    case .unlock: return "unlock the group"
    case .rename(let name): return "call the group \"\(name)\""
    }
  }

  private static func text(_ rule: JoinLink.Rule) -> String {
    switch rule {
    case .anyone: "let anyone use the link"
    case .followedByOwner: "let only people you follow use the link"
    case .other(let name): "set the link's rule to \(name)"
    }
  }

  private static func text(_ requireApproval: Bool) -> String {
    requireApproval ? "have people wait for you" : "let people in at once"
  }
}

extension GroupMember {
  /// Who added them, or that they came by the link; empty where the service did not say.
  public var addedByText: String {
    if let addedBy { return addedBy.mention }
    return role == .standard ? "by the link" : ""
  }
}

extension GroupMember.Role {
  /// The word that people read. A role newer than this program keeps the service's name.
  public var text: String {
    switch self {
    case .owner: "owner"
    case .standard: "member"
    case .other(let name): name
    }
  }
}

/// A number of people waiting, which may be a lower bound.
public struct WaitingCount: Hashable, Sendable, CustomStringConvertible {
  /// What the service's capped count stands for: it stops at 21, which means "more than 20".
  private static let cap = 20

  /// How many there are at least.
  public let number: Int
  /// There may be more.
  public let isCapped: Bool

  /// A number as the service tells it.
  public init(_ number: Int, isCapped: Bool) {
    self.number = isCapped ? max(Self.cap, number - 1) : number
    self.isCapped = isCapped
  }

  private init(sum: Int, isCapped: Bool) {
    number = sum
    self.isCapped = isCapped
  }

  /// Both together.
  public static func + (a: WaitingCount, b: WaitingCount) -> WaitingCount {
    WaitingCount(sum: a.number + b.number, isCapped: a.isCapped || b.isCapped)
  }

  /// `7`, or `20+`.
  public var description: String { isCapped ? "\(number)+" : "\(number)" }
}
