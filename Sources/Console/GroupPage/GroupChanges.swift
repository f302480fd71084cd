import Config
import Moderation

/// What one key turns over about a group; the same key turns it back.
enum GroupSwitch {
  case link
  case rule
  case approval
  case lock

  func change(of group: Group) -> GroupChange {
    switch self {
    case .link:
      switch group.link?.enabled {
      case true?: .disableLink
      case false?: .enableLink
      // Nobody gets in by a new link whom the owner has not seen.
      case nil: .createLink(.anyone, requireApproval: true)
      }
    case .rule: .editLink(rule: group.link?.rule == .followedByOwner ? .anyone : .followedByOwner)
    case .approval: .editLink(requireApproval: group.link?.requireApproval == false)
    case .lock: group.lock == .unlocked ? .lock : .unlock
    }
  }
}

/// What is asked before a group is opened to more people: who gets in can't be sent back to wait.
struct ChangeQuestion: Equatable, Sendable {
  let group: Group.ID
  let change: GroupChange
}

extension Command {
  static let switchLink = Command("switch-link", "link on/off", "Join link on, or off")
  static let linkRule = Command("link-rule", "who", "Who may ask by the link")
  static let linkApproval = Command("link-approval", "approval", "Have them wait, or let in")
  static let switchLock = Command("switch-lock", "lock", "Lock or unlock the group")
  static let rename = Command("rename", "rename", "Give it another name")
}

extension GroupPageHost {
  static var changeCommands: CommandTable<Self> {
    func turns(_ thing: GroupSwitch) -> CommandEntry<Self> {
      CommandEntry(unless: { $0.changeUnavailable(thing.change) }, perform: { $0.turn(thing) })
    }
    return [
      .switchLink: turns(.link), .linkRule: turns(.rule), .linkApproval: turns(.approval),
      .switchLock: turns(.lock),
      .rename: CommandEntry(
        unless: { $0.changeUnavailable { .rename($0.name) } },
        perform: {
          guard let group = $0.shownGroup else { return [] }
          $0.message = nil
          $0.openNamePrompt(for: group)
          return []
        }),
    ]
  }

  private func changeUnavailable(_ change: (Group) -> GroupChange) -> String? {
    guard let group = shownGroup else { return "No group is open." }
    if let reason = decisionsOff { return reason }
    let change = change(group)
    if groups.changes.change(of: change.subject, in: group.id) != nil {
      return "The \(change.subject.text) is being changed: wait for the answer."
    }
    guard var fault = change.fault(in: group) else { return nil }
    // That nobody can unlock it says more than that it is locked.
    if change.subject == .name, let lock = group.lockFault { fault = lock }
    return "\(fault.message) \(fault.cure)"
  }

  /// Turns something over about the group that is shown. What opens it to more people is asked first;
  /// the rest is not, as the same key turns it back.
  mutating func turn(_ thing: GroupSwitch) -> [Effect] {
    guard let group = shownGroup else { return [] }
    let change = thing.change(of: group)
    guard change.opensWider(group) else { return send(change, to: group) }
    ask(ChangeQuestion(group: group.id, change: change))
    message = nil
    return []
  }

  mutating func confirmChange() -> [Effect] {
    guard let asked = changeQuestion else { return [] }
    closeQuestion()
    guard let group = groups[asked.group] else { return [] }
    // Another device may have changed it meanwhile.
    if let fault = asked.change.fault(in: group) {
      message = Message(fault, .warning)
      return []
    }
    return send(asked.change, to: group)
  }

  private mutating func send(_ change: GroupChange, to group: Group) -> [Effect] {
    message = nil
    groups.changes.begin(change, in: group.id)
    return [.changeGroup(group, change)]
  }

  mutating func groupChanged(
    _ id: Group.ID, _ change: GroupChange, _ result: Result<Group, Fault>
  ) -> [Effect] {
    guard groups.changes.end(change, in: id) else { return [] }
    let name = groups[id]?.name ?? id
    guard session.isRunning else {
      if case .failure(let fault) = result {
        groups.lostChanges.append(LostChange(change: change, groupName: name, fault: fault))
      }
      finishIfSettled()
      return []
    }
    switch result {
    case .success(let answered):
      service.connection = .online
      // The answer knows no better about the rest than what is shown.
      groups.update(id) { $0.take(change.subject, from: answered) }
      requests.snapshotSchedule.isDue = true
      message = done(change, answered, before: name)
      return []
    case .failure(let fault):
      message = Message(fault, .error, after: change.failedText(name))
      return consequences(of: fault, forChangeOf: id)
    }
  }

  private mutating func consequences(
    of fault: Fault, forChangeOf group: Group.ID
  ) -> [Effect] {
    switch fault.category {
    case .group: return [.loadGroups]
    // The group is not as it is shown.
    case .state, .inDoubt, .refused: return [.loadGroup(group)]
    case .tryAgain:
      service.connection = .offline(fault)
      return []
    case .signIn, .input, .journal, .cancelled: return []
    }
  }

  private func done(_ change: GroupChange, _ group: Group, before name: String) -> Message {
    func back(_ command: Command, _ words: String) -> String {
      hint(command) { "; \($0) \(words)" }
    }
    let text =
      switch change {
      case .createLink:
        "The join link is on, and whoever asks waits for you"
          + back(.switchLink, "switches it off")
      case .enableLink: "The join link is on\(back(.switchLink, "switches it off again"))"
      case .disableLink:
        "The join link is off: nobody can ask to join"
          + back(.switchLink, "switches it on again")
      case .editLink(_, requireApproval: true?):
        "Whoever asks waits for you\(back(.linkApproval, "lets people in at once again"))"
      case .editLink(_, requireApproval: false?):
        "Whoever uses the link is in at once\(back(.linkApproval, "has them wait for you again"))"
      case .editLink(.followedByOwner?, nil):
        "Only people you follow may ask\(back(.linkRule, "opens it to anyone again"))"
      case .editLink:
        "Anyone may ask\(back(.linkRule, "narrows it to people you follow again"))"
      case .lock:
        "\(name) is locked: nobody can write or join\(back(.switchLock, "unlocks it"))"
      case .unlock: "\(name) is unlocked\(back(.switchLock, "locks it again"))"
      case .rename: "\(name) is called \(group.name) now"
      }
    let tone: Message.Tone =
      if case .editLink(_, requireApproval: false?) = change { .warning } else { .success }
    return Message("\(text).", tone, while: .unchanged([group], change.subject))
  }

  // MARK: The name

  mutating func keepName(_ name: String, of id: Group.ID) -> [Effect] {
    guard let group = groups[id], name != group.name else { return [] }
    return send(.rename(name), to: group)
  }
}

extension Group {
  /// Another view of the same group says the same about a thing.
  func agrees(with other: Group, on subject: GroupChange.Subject) -> Bool {
    var group = self
    group.take(subject, from: other)
    return group == self
  }

  fileprivate mutating func take(_ subject: GroupChange.Subject, from other: Group) {
    switch subject {
    case .link: link = other.link
    case .lock:
      lock = other.lock
      lockIsModeration = other.lockIsModeration
    case .name: name = other.name
    }
  }
}
