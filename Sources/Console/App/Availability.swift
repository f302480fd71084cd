import Config
import Moderation

extension Command {
  /// Why the command can't act now, as a sentence; nil when it can.
  public func unavailable(in state: State) -> String? {
    if isAboutPeople(in: state), !state.isListClosed, let reason = state.sightUnavailable {
      return reason
    }
    return switch self {
    case .reject, .approve, .rejectAndBlock: decisionUnavailable(in: state)
    case .remove: removalUnavailable(in: state)
    case .groupPage:
      if state.groupPage != nil || state.selectedGroup != nil {
        nil
      } else {
        state.scope == .all
          ? "This is about one group: select one of them first." : "No group is selected."
      }
    case .switchLink: changeUnavailable(GroupSwitch.link.change, in: state)
    case .linkRule: changeUnavailable(GroupSwitch.rule.change, in: state)
    case .linkApproval: changeUnavailable(GroupSwitch.approval.change, in: state)
    case .switchLock: changeUnavailable(GroupSwitch.lock.change, in: state)
    case .rename: changeUnavailable({ .rename($0.name) }, in: state)
    case .confirm:
      state.modal == nil ? "Nothing is asked." : nil
    case .decline: state.isAsked ? nil : "Nothing is asked."
    case .chooseSelected, .chooseMarked:
      state.question?.selected == nil ? "Nothing is asked." : nil
    case .shutDoor: doorsOff(in: state) ?? shutUnavailable(in: state)
    case .openDoor:
      doorsOff(in: state) ?? (state.doors.items.isEmpty ? "No door is shut." : nil)
    case .everywhere:
      if case .door(let asked)? = state.modal {
        asked.offersAll ? nil : "There are no other doors."
      } else {
        "Nothing is asked."
      }
    case .leftovers: state.interrupted.entries.isEmpty ? "Nothing was interrupted." : nil
    case .drop, .later: state.modal == .interrupted ? nil : "Nothing is asked."
    case .note: state.selectedPerson == nil ? "Nobody is selected." : nil
    case .undo: state.decisions.undoable == nil ? "Nothing to undo: no decision is held." : nil
    case .retry:
      decisionsOff(in: state)
        ?? (state.doors.failures.isEmpty ? retryUnavailable(in: state) : nil)
    case .open where state.history != nil:
      state.history?.selected == nil ? "No decision is selected." : nil
    case .open:
      switch state.focus {
      case .groups: state.scope == nil ? "No group is selected." : nil
      case .requests: state.requests.list.selected == nil ? "No request is selected." : nil
      }
    case .mark, .markRange:
      state.groupPage == nil ? selectionUnavailable(in: state) : memberUnavailable(in: state)
    case .markAll where state.groupPage != nil:
      state.groupPage?.list.rows.contains { state.groupPage?.removable($0) != nil } == true
        ? nil : "Nobody who is shown can be removed."
    case .markAll:
      if state.requests.list.rows.isEmpty {
        "Nobody is shown."
      } else {
        state.requests.list.rows.contains { state.departure(of: $0) == nil }
          ? nil : "Nobody who is shown is waiting any more."
      }
    case .markCluster:
      if let reason = selectionUnavailable(in: state) {
        reason
      } else {
        state.requests.list.selected.flatMap(state.people.bursts.cluster) == nil
          ? "The selected person belongs to no burst." : nil
      }
    case .markRaid:
      state.raidsToMark.isEmpty ? "Nobody who waits came in a raid." : nil
    case .nextMatch, .previousMatch:
      if !state.requests.searched.isActive {
        "Nothing to look for yet: a filter says what."
      } else {
        state.requests.list.rows.isEmpty ? "Nobody is shown." : nil
      }
    case .filter where state.history != nil || state.groupPage != nil: nil
    case .filter, .sort, .reverse: state.scope == nil ? "There are no groups." : nil
    case .showLink, .copyLink:
      if state.link != nil {
        nil
      } else if state.history != nil {
        "No decision is selected."
      } else if state.groupPage != nil {
        "This group has no join link."
      } else if state.screen == .detail || state.focus == .requests {
        "No request is selected."
      } else {
        state.selectedGroup == nil ? "No group is selected." : "This group has no join link."
      }
    case .nextAccount: state.switchingUnavailable
    case .close: state.hasSomethingToClose ? nil : "Nothing is open."
    case .up, .down, .first, .last, .pageUp, .pageDown: moveUnavailable(in: state)
    case .suspend:
      state.settings.canBeSuspended
        ? nil : "There is no shell to suspend to: the console was started in its place."
    default: nil
    }
  }

  private func moveUnavailable(in state: State) -> String? {
    if case .help = state.screen { return nil }
    if let history = state.history {
      return history.list.rows.isEmpty ? "No decision is shown." : nil
    }
    if let page = state.groupPage { return page.list.rows.isEmpty ? "Nobody is shown." : nil }
    return switch state.focus {
    case .groups: state.groups.count == 0 ? "No group is shown." : nil
    case .requests: state.requests.list.rows.isEmpty ? "Nobody is shown." : nil
    }
  }

  private func decisionsOff(in state: State) -> String? {
    if state.settings.readOnly {
      return "Decisions are off: the console was started with --read-only."
    }
    if let fault = state.decisions.fault {
      return "Decisions are off: \(fault.message) \(fault.cure)"
    }
    if state.session.isRunning { return nil }
    return "The console is closing."
  }

  /// Why no door can be shut or opened.
  func doorsOff(in state: State) -> String? {
    if let reason = decisionsOff(in: state) { return reason }
    return state.doors.work == nil ? nil : "Doors are being shut or opened: wait for the end."
  }

  private func shutUnavailable(in state: State) -> String? {
    let candidates = state.doorCandidates(.shut)
    guard let group = state.selectedGroup else {
      return candidates.isEmpty ? "There is no group whose door is open." : nil
    }
    guard candidates.isEmpty else { return nil }
    if let door = state.doors[group.id] {
      let key = state.hint(.openDoor) { "; \($0) opens it" }
      return
        "The door of \(group.name) is shut since \(door.shutAt.briefText(at: state.now))\(key)."
    }
    guard let link = group.link else {
      return "\(group.name) has no join link, so it has no door."
    }
    return "The door of \(group.name) is shut: its link is \(link.settingsText)."
  }

  private func decisionUnavailable(in state: State) -> String? {
    if let reason = decisionsOff(in: state) { return reason }
    // Several people are asked about; what can't be is said then.
    guard state.requests.list.marks.members.count < 2, case .at(let target) = state.aim(.reject)
    else {
      return nil
    }
    guard let id = target else { return selectionUnavailable(in: state) }
    if let reason = departed(id, in: state) { return reason }
    // Whether a group is full is for the service to say where that is only remembered.
    guard self == .approve, state.groups.asOf == nil, let group = state.groups[id.group],
      group.isFull
    else { return nil }
    return "\(group.name) is full: \(group.memberCount) of \(group.memberLimit) seats are taken."
  }

  private func changeUnavailable(
    _ change: (Group) -> GroupChange, in state: State
  ) -> String? {
    guard let group = state.shownGroup else { return "No group is open." }
    if let reason = decisionsOff(in: state) { return reason }
    let change = change(group)
    if state.groups.changes.change(of: change.subject, in: group.id) != nil {
      return "The \(change.subject.text) is being changed: wait for the answer."
    }
    guard var fault = change.fault(in: group) else { return nil }
    // That nobody can unlock it says more than that it is locked.
    if change.subject == .name, let lock = group.lockFault { fault = lock }
    return "\(fault.message) \(fault.cure)"
  }

  private func removalUnavailable(in state: State) -> String? {
    guard let page = state.groupPage else { return "No group is open." }
    if let reason = decisionsOff(in: state) { return reason }
    guard page.list.marks.members.count < 2, case .at(let target) = state.aim(.remove) else {
      return nil
    }
    return memberUnavailable(target, in: state)
  }

  private func memberUnavailable(in state: State) -> String? {
    memberUnavailable(state.groupPage?.list.selected, in: state)
  }

  private func memberUnavailable(_ id: JoinRequest.ID?, in state: State) -> String? {
    guard let page = state.groupPage, let id, let member = page[id.member] else {
      return "Nobody is selected."
    }
    if page.removable(id) != nil { return nil }
    return member.role == .owner
      ? "The owner of a group can't be removed from it."
      : "\(member.person.mention) is not a member any more."
  }

  private func retryUnavailable(in state: State) -> String? {
    if let page = state.groupPage, !page.failures.isEmpty {
      return page.list.rows.contains { page.failures[$0.member] != nil }
        ? nil : "The filter hides everybody whose removal failed: clear it first."
    }
    if state.groupPage != nil || !state.hasFailures { return "Nothing here has failed." }
    return state.requests.list.rows.contains { state.failure(of: $0) != nil }
      ? nil : "The filter hides everybody whose decision failed: clear it first."
  }

  private func selectionUnavailable(in state: State) -> String? {
    guard let id = state.requests.list.selected else { return "No request is selected." }
    return departed(id, in: state)
  }

  private func departed(_ id: JoinRequest.ID, in state: State) -> String? {
    guard let departure = state.departure(of: id), let request = state.request(id) else {
      return nil
    }
    return departure.cause.sentence(request.person.mention)
  }
}

extension State {
  /// Why the console can't go on as another account.
  var switchingUnavailable: String? {
    if session.isRunning {
      return session.others.isEmpty ? "No other account is signed in; skydoor login adds one." : nil
    }
    return "The console is closing."
  }

  /// A question can be answered with no.
  fileprivate var isAsked: Bool {
    modal != nil && modal != .interrupted
  }

  fileprivate var hasFailures: Bool {
    groupsInScope.contains { !(requests[$0.id]?.failures.isEmpty ?? true) }
  }

  fileprivate var hasSomethingToClose: Bool {
    session.switching != nil || isAsked || screen != .panes || message != nil
      || !doors.failures.isEmpty || focus == .requests || requests.list.filter.isActive
      || !requests.list.marks.isEmpty || hasRaidLine
      || decisions.batches.contains(where: \.canBeStopped)
  }
}
