import Canvas
import Foundation
import Moderation

/// What the owner changes about a group that is shown.
extension State {
  /// What a command would change about a group now; nil where it is no such command, or where there
  /// is nothing to change.
  func change(by command: Command, in group: Group) -> GroupChange? {
    switch command {
    case .switchLink:
      switch group.link?.enabled {
      case true?: .disableLink
      case false?: .enableLink
      // Nobody gets in by a new link whom the owner has not seen.
      case nil: .createLink(.anyone, requireApproval: true)
      }
    case .linkRule:
      .editLink(rule: group.link?.rule == .followedByOwner ? .anyone : .followedByOwner)
    case .linkApproval: .editLink(requireApproval: group.link?.requireApproval == false)
    case .switchLock: group.lock == .unlocked ? .lock : .unlock
    case .rename: .rename(group.name)
    case .up, .down, .first, .last, .pageUp, .pageDown, .nextPane, .groupsPane, .requestsPane,
      .open, .reject, .approve, .rejectAndBlock, .remove, .shutDoor, .openDoor, .confirm,
      .everywhere, .decline, .undo, .retry,
      .leftovers, .drop, .later, .mark, .markRange, .markAll, .markCluster, .filter, .nextMatch,
      .previousMatch, .sort, .reverse, .showLink, .copyLink, .note, .history, .groupPage,
      .refresh, .palette, .help, .close, .suspend, .redraw, .nextTheme, .nextAccount, .quit:
      nil
    }
  }

  /// Sends the change that a command stands for. No question is asked: the same key turns it back.
  mutating func change(by command: Command) -> [Effect] {
    guard let group = shownGroup, let change = change(by: command, in: group) else { return [] }
    return send(change, to: group)
  }

  private mutating func send(_ change: GroupChange, to group: Group) -> [Effect] {
    message = nil
    changes.begin(change, in: group.id)
    return [.changeGroup(group, change)]
  }

  mutating func groupChanged(
    _ id: Group.ID, _ change: GroupChange, _ result: Result<Group, Fault>
  ) -> [Effect] {
    guard changes.end(change, in: id) else { return [] }
    let name = groups[id]?.name ?? id
    guard case .running = lifecycle else {
      if case .failure(let fault) = result {
        lostChanges.append(LostChange(change: change, groupName: name, fault: fault))
      }
      finishIfSettled()
      return []
    }
    switch result {
    case .success(let answered):
      connection = .online
      // The answer knows no better about the rest than what is shown.
      groups.update(id) { $0.take(change.subject, from: answered) }
      keeping.isDue = true
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
    switch fault.kind {
    case .notOwner, .groupGone: return [.loadGroups]
    // What is shown is not what is so.
    case .wrongState, .groupFull, .unconfirmed, .refused: return [.loadGroup(group)]
    case .unreachable, .badAnswer, .rateLimited:
      connection = .offline(fault)
      return []
    case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .invalid,
      .noSuchAccount, .sessionFile, .journal, .cancelled:
      return []
    }
  }

  /// What has been done, and how to turn it back.
  private func done(_ change: GroupChange, _ group: Group, before name: String) -> Message {
    func back(_ command: Command, _ words: String) -> String {
      hint(command) { "; \($0) \(words)" }
    }
    switch change {
    case .createLink:
      return Message(
        "The join link is on, and whoever asks waits for you\(back(.switchLink, "switches it off")).",
        .success)
    case .enableLink:
      return Message(
        "The join link is on\(back(.switchLink, "switches it off again")).", .success)
    case .disableLink:
      return Message(
        "The join link is off: nobody can ask to join\(back(.switchLink, "switches it on again")).",
        .success)
    case .editLink(_, requireApproval: true?):
      return Message(
        "Whoever asks waits for you\(back(.linkApproval, "lets people in at once again")).",
        .success)
    case .editLink(_, requireApproval: false?):
      return Message(
        "Whoever uses the link is in at once\(back(.linkApproval, "has them wait for you again")).",
        .warning)
    case .editLink(.followedByOwner?, nil):
      return Message(
        "Only people you follow may ask\(back(.linkRule, "opens it to anyone again")).", .success)
    case .editLink:
      return Message(
        "Anyone may ask\(back(.linkRule, "narrows it to people you follow again")).", .success)
    case .lock:
      return Message(
        "\(name) is locked: nobody can write or join\(back(.switchLock, "unlocks it")).", .success)
    case .unlock:
      return Message(
        "\(name) is unlocked\(back(.switchLock, "locks it again")).", .success)
    case .rename:
      return Message("\(name) is called \(group.name) now.", .success)
    }
  }

  // MARK: The name

  mutating func openNamePrompt() -> [Effect] {
    guard let group = shownGroup else { return [] }
    message = nil
    textPrompt = TextPrompt(.name(of: group.id), group.name)
    return []
  }

  mutating func keepName(_ name: String, of id: Group.ID) -> [Effect] {
    guard let group = groups[id], name != group.name else { return [] }
    return send(.rename(name), to: group)
  }
}

extension Group {
  /// Takes over what another view of the same group says about a thing.
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
