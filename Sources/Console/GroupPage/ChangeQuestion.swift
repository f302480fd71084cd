import Canvas
import Moderation
import Text
import Words

extension ChangeQuestion {
  /// `Let anyone with the link in at once, without asking you? Whoever gets in can't be un-admitted,
  /// only removed.`
  func text(in groups: GroupList, raid: RaidWarning?, columns: Int) -> String {
    guard let known = groups[group] else { return "" }
    let (name, link) = (known.name, change.link(of: known))
    guard let link, link.enabled || change.subject == .link else {
      let text = "Unlock \(name)? Members can write again."
      return ["\(raid?.long ?? "")\(text)", "\(raid?.short ?? "")\(text)", "Unlock \(name)?"]
        .fitting(columns)
    }
    let (act, briefAct) = acts
    let (who, briefWho) = link.whom
    let when = when(link, known)
    func letting(_ act: String) -> String { act.isEmpty ? "Let" : "\(act) let" }
    guard link.requireApproval else {
      return [
        "\(raid?.long ?? "")\(letting(act)) \(who) in at once\(when), without asking you? "
          + "Whoever gets in can't be un-admitted, only removed.",
        "\(raid?.short ?? "")\(letting(act)) \(who) in at once\(when)? "
          + "Who gets in can't be un-admitted.",
        "\(raid?.short ?? "")\(letting(act)) \(briefWho) in at once? They can't be un-admitted.",
        "\(raid?.brief ?? "")\(letting(briefAct)) \(briefWho) in? They can't be un-admitted.",
      ].fitting(columns)
    }
    return [
      "\(raid?.long ?? "")\(letting(act)) \(who) ask to join\(when)? Whoever asks waits for you.",
      "\(raid?.short ?? "")\(letting(act)) \(briefWho) ask to join? They wait for you.",
      "\(raid?.brief ?? "")\(letting(briefAct)) \(briefWho) ask? They wait for you.",
    ].fitting(columns)
  }

  /// What is done beside that.
  private var acts: (long: String, brief: String) {
    switch change {
    case .createLink: ("Make a join link, and", "New link:")
    case .enableLink: ("Switch the link on, and", "Link on:")
    case .unlock: ("Unlock the group, and", "Unlock:")
    case .editLink, .disableLink, .lock, .rename: ("", "")
    }
  }

  private func when(_ link: JoinLink, _ group: Group) -> String {
    if !link.enabled { return " once it is on" }
    return group.lock != .unlocked && change != .unlock ? " once the group is unlocked" : ""
  }
}

extension GroupChange {
  /// The link of a group after the change; nil where it has none.
  fileprivate func link(of group: Group) -> JoinLink? {
    var link = group.link
    switch self {
    case .createLink(let rule, let requireApproval):
      link = JoinLink(code: "", enabled: true, requireApproval: requireApproval, rule: rule)
    case .editLink(let rule, let requireApproval):
      if let rule { link?.rule = rule }
      if let requireApproval { link?.requireApproval = requireApproval }
    case .enableLink: link?.enabled = true
    case .disableLink: link?.enabled = false
    case .lock, .unlock, .rename: break
    }
    return link
  }
}

extension JoinLink {
  /// Whom it is for, after "let".
  fileprivate var whom: (long: String, brief: String) {
    switch rule {
    case .anyone: ("anyone with the link", "anyone")
    case .followedByOwner: ("people you follow", "people you follow")
    case .other: ("whoever the link is for", "whoever it is for")
    }
  }
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
