import Config
import Moderation

extension State {
  mutating func perform(_ command: Command) -> [Effect] {
    if let reason = command.unavailable(in: self) {
      tell(Message(reason, refusing: command))
      return []
    }
    if command.isAboutPeople(in: self), isListClosed { return openList(again: command) }
    switch command {
    case .up: return move { index, _, _ in index - 1 }
    case .down: return move { index, _, _ in index + 1 }
    case .first: return move { _, _, _ in 0 }
    case .last: return move { _, count, _ in count - 1 }
    case .pageUp: return move { index, _, page in index - page }
    case .pageDown: return move { index, _, page in index + page }
    case .nextPane: return focus(on: focus == .groups ? .requests : .groups)
    case .groupsPane: return focus(on: .groups)
    case .requestsPane: return focus(on: .requests)
    case .open: return open()
    case .reject: return decide(.reject)
    case .approve: return decide(.approve)
    case .rejectAndBlock: return decide(.rejectAndBlock)
    case .remove: return decide(.remove)
    case .groupPage: return toggleGroupPage()
    case .switchLink: return turn(.link)
    case .linkRule: return turn(.rule)
    case .linkApproval: return turn(.approval)
    case .switchLock: return turn(.lock)
    case .rename: return openNamePrompt()
    case .shutDoor: return askDoors(.shut)
    case .openDoor: return askDoors(.open)
    case .confirm:
      switch modal {
      case .decision?: return confirm()
      case .door?: return confirmDoors(everywhere: false)
      case .change?: return confirmChange()
      case .interrupted?: return sendLeftovers()
      case nil: return []
      }
    case .everywhere: return confirmDoors(everywhere: true)
    case .chooseSelected: return chooseSelected()
    case .chooseMarked: return confirm()
    case .decline:
      modal = nil
      return []
    case .leftovers: return lookAtLeftovers()
    case .drop: return dropLeftovers()
    case .later: return leaveLeftovers()
    case .note: return openNotePrompt()
    case .undo: return undo()
    case .retry: return doors.failures.isEmpty ? retry() : retryDoors()
    case .mark: return mark()
    case .markRange: return markRange()
    case .markAll: return markAll()
    case .markCluster: return markCluster()
    case .markRaid: return markRaid()
    case .filter: return openPrompt()
    case .history: return toggleHistory()
    case .nextMatch: return search { $0 + 1 }
    case .previousMatch: return search { $0 - 1 }
    case .sort: return sort(by: requests.sort.next, reversed: requests.isReversed)
    case .reverse: return sort(by: requests.sort, reversed: !requests.isReversed)
    case .showLink: return showLink()
    case .copyLink: return copyLink()
    case .refresh: return refresh()
    case .palette: return openPalette()
    case .help:
      if case .help = screen { closeHelp() } else { openHelp() }
      return []
    case .close: return close()
    case .suspend: return [.suspend(saying: suspendedText)]
    case .redraw: return [.redraw]
    case .nextTheme: return [.switchTheme]
    case .nextAccount: return session.others.first.map { switchAccount(to: $0) } ?? []
    case .quit:
      session.switching = nil
      return quit(signal: nil)
    default: return []
    }
  }

  /// Moves the selection of the list that has the focus: the rule gets the index, the number of
  /// rows and the rows of a page.
  private mutating func move(_ rule: Move) -> [Effect] {
    let layout = layout
    switch screen {
    case .help: scrollHelp(rule)
    case .history: history?.move(rule, page: layout.historyShown - 1)
    case .group: groupPage?.move(rule, page: layout.membersShown - 1)
    case .panes where focus == .groups:
      let before = scope
      groups.cursor.index = rule(groups.cursor.index, groups.count, max(1, layout.groupsShown - 1))
      groups.cursor.clamp(count: groups.count)
      return scopeChanged(from: before)
    case .panes, .detail:
      requests.select(row: requests.list.row(after: rule, page: layout.requestsShown - 1))
      return removeDeparted()
    }
    return []
  }

  /// The same for the first line of the help that is shown.
  mutating func scrollHelp(_ rule: Move) {
    guard case .help(let first, let covered) = screen else { return }
    let last = HelpView(self, first: first).lastFirst(in: layout.body)
    let next = rule(first, last + 1, max(1, layout.body.rows - 2))
    screen = .help(first: max(0, min(next, last)), over: covered)
  }

  /// Shows the people before anything is done about them: the key has to be pressed again.
  private mutating func openList(again command: Command) -> [Effect] {
    message = Message("This is the list it is about\(hint(command) { ": press \($0) again" }).")
    return focus(on: .requests)
  }

  mutating func focus(on pane: Pane) -> [Effect] {
    focus = pane
    if pane == .requests { requests.list.followSelected() }
    return markReadIfSeen()
  }

  private mutating func open() -> [Effect] {
    if case .history = screen {
      history?.isOpen = true
      return []
    }
    switch focus {
    case .groups: return focus(on: .requests)
    case .requests:
      screen = .detail
      return []
    }
  }

  /// Takes away the topmost thing. What the status line says goes with it.
  private mutating func close() -> [Effect] {
    let hadMessage = message != nil
    message = nil
    if session.switching != nil, session.isRunning {
      session.switching = nil
      return []
    }
    switch screen {
    case .help: closeHelp()
    case .history: closeInHistory()
    case .detail: screen = .panes
    case .group, .panes:
      if let index = decisions.batches.lastIndex(where: \.canBeStopped),
        let since = decisions.batches[index].sendingSince
      {
        decisions.batches[index].phase = .stopping(since: since)
        return [.stop(decisions.batches[index].id)]
      }
      if groupPage != nil { closeInGroupPage() } else { closeInPanes(hadMessage: hadMessage) }
    }
    return []
  }

  /// A message goes before what can't be had back, and before the focus.
  private mutating func closeInPanes(hadMessage: Bool) {
    if hasRaidLine {
      if !hadMessage { dismissRaid() }
      return
    }
    let filter = requests.list.filter
    if requests.list.widen() {
      if filter != requests.list.filter { people.profiles.mayLackSome = true }
    } else if !hadMessage {
      focus = .groups
    }
  }

  private mutating func sort(by order: SortOrder, reversed: Bool) -> [Effect] {
    requests.sort = order
    requests.isReversed = reversed
    requests.list.isStale = true
    people.profiles.mayLackSome = true
    return []
  }

  private mutating func refresh() -> [Effect] {
    message = nil
    switch screen.uncovered {
    case .history:
      history?.readAgain()
      return []
    case .group(let page): return [.loadGroup(page.group)] + loadMembers(of: page.group)
    case .help, .panes, .detail: break
    }
    // Another console or a command may have decided meanwhile.
    return [.recall] + askAgain()
  }

  private mutating func askAgain() -> [Effect] {
    groups.phase = groups.items.isEmpty || groups.asOf != nil ? .loading : groups.phase
    if case .ended = service.live.phase {
      // Everything is read again once it is known from where the log goes on.
      service.live = LiveStatus()
      return [.followLog(after: nil, wait: .zero)]
    }
    switch scope {
    case .group(let id)?: return [.loadGroups] + load(id)
    case .all?, nil: return readEverythingAgain()
    }
  }
}

extension Batch {
  /// One that is long enough to have something left to call back.
  var canBeStopped: Bool {
    guard total > 1, !unsettled.isEmpty else { return false }
    if case .sending = phase { return true }
    return false
  }
}
