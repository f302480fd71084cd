import Moderation

extension Group {
  /// `12/50 · link open`, `50/50 full · locked · no link`: what the groups pane says below the name.
  var facts: String {
    var facts = ["\(memberCount)/\(memberLimit)\(isFull ? " full" : "")"]
    if let lock = lockText { facts.append(lock) }
    facts.append(linkText)
    return facts.joined(separator: " · ")
  }

  var lockText: String? {
    switch lock {
    case .unlocked: nil
    case .locked: lockIsModeration ? "locked by moderation" : "locked"
    case .lockedPermanently: "locked for good"
    }
  }

  /// The same, also where it is open: `open`, `locked by moderation`
  public var lockStateText: String { lockText ?? "open" }

  var linkText: String {
    guard let link else { return "no link" }
    return link.enabled ? "link on" : "link off"
  }
}
