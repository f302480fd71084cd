import Moderation

extension GroupChange {
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

  /// `Locking Night Owls`
  func doingText(_ name: String) -> String {
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
  func failedText(_ name: String) -> String { "\(doingText(name)) did not succeed." }
}

extension GroupChange.Subject {
  /// After "The".
  var text: String {
    switch self {
    case .link: "join link"
    case .lock: "lock"
    case .name: "name"
    }
  }
}
