import Canvas

/// What happens next: changes the state and answers what is to be done outside of it. Pure: no
/// clock, no input or output.
public func reduce(_ state: inout State, _ action: Action) -> [Effect] {
  reduce(&state, [action])
}

/// The same for several things that have happened, oldest first. The rows shown are put together
/// once for all of them where that makes no difference.
public func reduce(_ state: inout State, _ actions: [Action]) -> [Effect] {
  var effects: [Effect] = []
  for action in actions {
    if action.isAboutRows { state.freshenRows() }
    if action.isKey { (state.status.chord, state.status.aside) = (nil, nil) }
    effects += state.reduce(action)
  }
  state.freshenRows()
  state.watchForRaids()
  state.tidy()
  return effects + state.lookAround()
}

extension State {
  /// Says something about the last key, where it can be seen now.
  mutating func tell(_ words: Message) {
    if isTyping || modal != nil { status.aside = words } else { message = words }
  }

  /// A key for the line that is being typed.
  private mutating func typed(_ key: Key) -> [Effect] {
    switch input {
    case .filter(let prompt)?: typed(key, in: prompt)
    case .text(let prompt)?: typed(key, in: prompt)
    case .palette(let palette)?: typed(key, in: palette)
    case nil: []
    }
  }

  fileprivate mutating func reduce(_ action: Action) -> [Effect] {
    switch action {
    case .clock(let date):
      now = date
      return []
    case .opened:
      let recovery = settings.readOnly ? [] : [Effect.recover(after: .zero)]
      return [
        .readSnapshot, .followLog(after: nil, wait: .zero), .recall, .readDoors(known: []),
      ] + recovery
    case .resized(let size):
      self.size = size
      return []
    case .command(let command): return perform(command)
    case .typed(let key): return typed(key)
    case .mouse(let event): return mouse(event)
    case .filterChosen(let filter): return choose(filter)
    case .unboundKey(let name):
      let help = hint(.help) { "; \($0) shows the keys" }
      tell(Message("\(name) does nothing here\(help).", .plain))
      return []
    case .chordBegun(let begun):
      message = nil
      status.chord = PendingChord(chord: begun, context: context)
      return []
    case .chordDropped: return []
    case .snapshotRead(let seen): return snapshotRead(seen)
    case .groupsAnswered(let result, let unreadable):
      return groupsAnswered(result, unreadable: unreadable)
    case .groupAnswered(let id, let result): return groupAnswered(id, result)
    case .requestsArrived(let group, let load, let page, let unreadable):
      return requestsArrived(group, load: load, page, unreadable: unreadable)
    case .requestsEnded(let group, let load, let fault):
      return requestsEnded(group, load: load, fault)
    case .logAnswered(let result): return logAnswered(result)
    case .profilesAnswered(let members, let result, let unreadable):
      return profilesAnswered(members, result, unreadable: unreadable)
    case .burstsFound(let found):
      people.bursts.replace(with: found)
      return []
    case .historyAnswered(let query, let result): return historyAnswered(query, result)
    case .membersArrived(let group, let load, let page, let unreadable):
      return membersArrived(group, load: load, page, unreadable: unreadable)
    case .membersEnded(let group, let load, let fault):
      return membersEnded(group, load: load, fault)
    case .groupChanged(let group, let change, let result):
      return groupChanged(group, change, result)
    case .markedRead(let group, let fault): return markedRead(group, fault)
    case .recovered(let result, let othersAreAtWork):
      return recovered(result, othersAreAtWork: othersAreAtWork)
    case .recalled(let result): return recalled(result)
    case .doorsRead(let result): return doorsRead(result)
    case .doorSettled(let work, let door): return doorSettled(work, door)
    case .doorsDue: return doorsDue()
    case .noteKept(let fault): return noteKept(fault)
    case .noticed(let notice): return noticed(notice)
    case .copied(let text, let isDone): return copied(text, isDone)
    case .themeSwitched(let theme):
      message = theme.message
      return []
    case .holdElapsed(let id): return holdElapsed(id)
    case .decisionSettled(let batch, let request, let outcome):
      return decisionSettled(batch, request, outcome)
    case .lingerElapsed: return lingerElapsed()
    case .accountChecked(let account, let fault): return accountChecked(account, fault)
    case .terminated(let signal): return terminated(signal: signal)
    case .quitDeadlinePassed: return finish()
    }
  }

  /// Keeps the selected rows on the screen, whatever has happened to the lists or to the screen,
  /// closes the details of somebody who is not there any more, and says nothing that is no longer so.
  fileprivate mutating func tidy() {
    if screen == .detail, requests.list.selected == nil { screen = .panes }
    leaveForeignGroupPage()
    endCatchingUp()
    dropOutdatedMessage()
    if status.chord?.context != context { status.chord = nil }
    let layout = layout
    groups.cursor.scroll(count: groups.count, height: layout.groupsShown)
    requests.list.scroll(height: layout.requestsShown)
    history?.scroll(height: layout.historyShown)
    groupPage?.list.scroll(height: layout.membersShown)
    if palette != nil {
      let count = paletteEntries.count
      palette?.cursor.clamp(count: count)
      palette?.cursor.scroll(count: count, height: layout.paletteShown)
    }
  }

  /// What more is worth knowing about what is shown now, and whether it is worth keeping.
  fileprivate mutating func lookAround() -> [Effect] {
    switch session.lifecycle {
    case .running: hydrate() + lookForBursts() + readHistory() + saveSnapshotIfDue()
    case .quitting: []
    case .finished: saveFinalSnapshot()
    }
  }

  // MARK: What the status line says

  /// Takes the message away where what it says is no longer so.
  mutating func dropOutdatedMessage() {
    guard let shown = message, let condition = shown.condition else { return }
    // A message is something that can be closed, so it must not be there when that is asked.
    message = nil
    if holds(condition, shown.text) { message = shown }
  }

  private func holds(_ condition: Message.Condition, _ text: String) -> Bool {
    switch condition {
    case .refused(let command): command.unavailable(in: self) == text
    case .matching(let count, let waiting):
      requests.list.filter.isActive && requests.list.rows.count == count
        && waitingInScope == waiting
    case .unchanged(let known, let subject):
      known.allSatisfy { groups[$0.id]?.agrees(with: $0, on: subject) == true }
    case .doorsFailed(let groups): doors.failures.map(\.group) == groups
    }
  }
}
