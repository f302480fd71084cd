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
      if doorQuestion != nil { return confirmDoors(everywhere: false) }
      if changeQuestion != nil { return confirmChange() }
      return leftovers.isAsked ? sendLeftovers() : confirm()
    case .everywhere: return confirmDoors(everywhere: true)
    case .chooseSelected: return chooseSelected()
    case .chooseMarked: return confirm()
    case .decline:
      question = nil
      doorQuestion = nil
      changeQuestion = nil
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
    case .sort: return sort(by: sort.next, reversed: isReversed)
    case .reverse: return sort(by: sort, reversed: !isReversed)
    case .showLink: return showLink()
    case .copyLink: return copyLink()
    case .refresh: return refresh()
    case .palette: return openPalette()
    case .help:
      if case .help = overlay { closeHelp() } else { overlay = .help(first: 0) }
      return []
    case .close: return close()
    case .suspend: return [.suspend(saying: suspendedText)]
    case .redraw: return [.redraw]
    case .nextTheme: return [.switchTheme]
    case .nextAccount: return others.first.map { switchAccount(to: $0) } ?? []
    case .quit:
      switching = nil
      return quit(signal: nil)
    default: return []
    }
  }

  /// Moves the selection of the list that has the focus: the rule gets the index, the number of
  /// rows and the rows of a page.
  private mutating func move(_ rule: (Int, Int, Int) -> Int) -> [Effect] {
    if case .help = overlay {
      scrollHelp(rule)
      return []
    }
    if history != nil {
      let page = layout.historyShown - 1
      history?.move(rule, page: page)
      return []
    }
    if groupPage != nil {
      let page = layout.membersShown - 1
      groupPage?.move(rule, page: page)
      return []
    }
    switch focus {
    case .groups:
      let before = scope
      groups.cursor.index = rule(
        groups.cursor.index, groups.count, max(1, layout.groupsShown - 1))
      groups.cursor.clamp(count: groups.count)
      return scopeChanged(from: before)
    case .requests:
      let page = max(1, layout.requestsShown - 1)
      select(row: rule(queue.cursor.index, queue.rows.count, page))
      return removeDeparted()
    }
  }

  /// The same for the first line of the help that is shown.
  mutating func scrollHelp(_ rule: (Int, Int, Int) -> Int) {
    guard case .help(let first) = overlay else { return }
    let last = HelpView(self, first: first).lastFirst(in: layout.body)
    overlay = .help(first: max(0, min(rule(first, last + 1, max(1, layout.body.rows - 2)), last)))
  }

  /// The owner goes to a row; a range that is being marked follows.
  mutating func select(row: Int) {
    queue.cursor.index = row
    queue.cursor.clamp(count: queue.rows.count)
    queue.isTouched = true
    if marks.isExtending {
      let lists = requests
      marks.extend(to: queue.cursor.index, in: queue.rows) {
        lists[$0.group]?.departures[$0.member] == nil
      }
    }
  }

  /// Shows the people before anything is done about them: the key has to be pressed again.
  private mutating func openList(again command: Command) -> [Effect] {
    message = Message("This is the list it is about\(hint(command) { ": press \($0) again" }).")
    return focus(on: .requests)
  }

  mutating func focus(on pane: Pane) -> [Effect] {
    focus = pane
    if pane == .requests { followSelectedPerson() }
    return markReadIfSeen()
  }

  private mutating func open() -> [Effect] {
    guard history == nil else {
      history?.isOpen = true
      return []
    }
    switch focus {
    case .groups: return focus(on: .requests)
    case .requests:
      overlay = .detail
      return []
    }
  }

  /// From now on the selection stays on its person while others come: the owner is looking.
  mutating func followSelectedPerson() {
    if !queue.rows.isEmpty { queue.isTouched = true }
  }

  /// Takes away the topmost thing. What the status line says goes with it.
  private mutating func close() -> [Effect] {
    let hadMessage = message != nil
    message = nil
    if switching != nil, case .running = lifecycle {
      switching = nil
    } else if case .help = overlay {
      closeHelp()
    } else if overlay == .history {
      closeInHistory()
    } else if overlay == .detail {
      overlay = nil
    } else if let index = batches.lastIndex(where: \.canBeStopped),
      let since = batches[index].sendingSince
    {
      batches[index].phase = .stopping(since: since)
      return [.stop(batches[index].id)]
    } else if groupPage != nil {
      closeInGroupPage()
    } else if hasRaidLine {
      // A message goes first.
      if !hadMessage { dismissRaid() }
    } else if marks.isExtending {
      marks.dropRange()
    } else if filter.isActive {
      apply(.none)
    } else if !marks.isEmpty {
      marks.clear()
    } else if !hadMessage {
      focus = .groups
    }
    return []
  }

  private mutating func sort(by order: SortOrder, reversed: Bool) -> [Effect] {
    sort = order
    isReversed = reversed
    queue.isStale = true
    profiles.mayLackSome = true
    return []
  }

  private mutating func refresh() -> [Effect] {
    message = nil
    if history != nil {
      history?.readAgain()
      return []
    }
    if let group = groupPage?.group { return [.loadGroup(group)] + loadMembers(of: group) }
    // Another console or a command may have decided meanwhile.
    return [.recall] + askAgain()
  }

  private mutating func askAgain() -> [Effect] {
    groups.phase = groups.items.isEmpty || groups.asOf != nil ? .loading : groups.phase
    if case .ended = live.phase {
      // Everything is read again once it is known from where the log goes on.
      live = LiveStatus()
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
