import Canvas
import Config
import Moderation

extension Command {
  static let confirm = Command("confirm", "yes", "Yes, do it")
  static let decline = Command("decline", "no", "No, change nothing")
  static let suspend = Command("suspend", "suspend", "Suspend; fg comes back", leaving: .suspend)
  static let redraw = Command("redraw", "redraw", "Draw the screen again")
  static let nextTheme = Command("next-theme", "theme", "Show the next theme")
  static let quit = Command("quit", "quit", "Quit; held is sent first", leaving: .quit)

  static let all = Keymap.standard.commands

  /// Why the command can't act now, as a sentence; nil when it can.
  func unavailable(in state: State) -> String? { state.unavailable(self) }
}

// MARK: What a command does

extension State {
  /// What a command does now. Doors that could not be moved come first, then what it means on the screen
  /// in front, then what it means everywhere.
  private func entry(for command: Command) -> CommandEntry<State>? {
    (doors.failures.isEmpty ? nil : Self.whereDoorsFailed[command])
      ?? Self.table(on: screen)[command] ?? Self.table(on: screen.uncovered)[command]
      ?? Self.commands[command]
  }

  private static func table(on screen: Screen) -> CommandTable<State> {
    switch screen {
    case .history: onHistory
    case .group: onGroupPage
    case .help: onHelp
    case .panes, .detail: [:]
    }
  }

  private static let whereDoorsFailed = commandsWhereDoorsFailed
  private static let onHistory = commandsInHistory
  private static let onGroupPage = commandsInGroupPage
  private static let onHelp = commandsInHelp

  /// The commands of the features, and those that join several.
  static let commands = [
    groupsCommands, requestsCommands, filterCommands, decisionsCommands, doorsCommands,
    groupPageCommands, historyCommands, notesCommands, interruptedCommands, accountsCommands,
    paletteCommands, helpCommands, linkCommands, generalCommands,
  ].reduce(into: CommandTable<State>()) { all, some in all.merge(some) { _, joined in joined } }

  func unavailable(_ command: Command) -> String? {
    guard let entry = entry(for: command) else { return nil }
    if entry.isAboutPeople, !isListClosed, let reason = sightUnavailable { return reason }
    return entry.unavailable(self)
  }

  mutating func perform(_ command: Command) -> [Effect] {
    if let reason = unavailable(command) {
      tell(Message(reason, refusing: command))
      return []
    }
    guard let entry = entry(for: command) else { return [] }
    guard entry.isAboutPeople, isListClosed else { return entry.perform(&self) }
    // The people are shown before anything is done about them: the key has to be pressed again.
    message = Message("This is the list it is about\(hint(command) { ": press \($0) again" }).")
    return focus(on: .requests)
  }

  // MARK: Whom it is about

  /// Whoever a key would be about is in the list, and this is not on the screen: it has to be opened
  /// first.
  private var isListClosed: Bool { screen == .panes && layout.requests == nil }

  /// Why nobody sees whom a key would be about, whatever is opened; nil where they can.
  private var sightUnavailable: String? {
    let isSeen =
      switch screen {
      case .detail: layout.body.rows > 0
      case .group: layout.membersInSight > 0
      case .help, .history: false
      case .panes: layout.requestsInSight > 0
      }
    return isSeen
      ? nil : "The screen is too short to show whom this is about: make it taller."
  }
}

// MARK: What joins several features

extension State {
  private static let generalCommands: CommandTable<State> = [
    .open: CommandEntry(unless: \.openUnavailable) { $0.open() },
    .close: CommandEntry(
      unless: { $0.hasSomethingToClose ? nil : "Nothing is open." },
      perform: {
        $0.close()
      }),
    .refresh: CommandEntry { $0.refresh() },
    .confirm: CommandEntry(
      unless: { $0.modal == nil ? "Nothing is asked." : nil },
      perform: {
        switch $0.modal {
        case .decision?: $0.confirmDecision()
        case .door?: $0.confirmDoors(everywhere: false)
        case .change?: $0.confirmChange()
        case .interrupted?: $0.sendInterrupted()
        case nil: []
        }
      }),
    .decline: CommandEntry(
      unless: { $0.isAsked ? nil : "Nothing is asked." },
      perform: {
        $0.modal = nil
        return []
      }),
    .suspend: CommandEntry(
      unless: {
        $0.settings.canBeSuspended
          ? nil : "There is no shell to suspend to: the console was started in its place."
      }, perform: { [.suspend(saying: $0.suspendedText)] }),
    .redraw: CommandEntry { _ in [.redraw] },
    .nextTheme: CommandEntry { _ in [.switchTheme] },
    .quit: CommandEntry {
      $0.session.switching = nil
      return $0.quit(signal: nil)
    },
  ].withMoves(unless: \.moveUnavailable) { state, move in
    state.focus == .groups && state.screen == .panes
      ? state.moveGroups(move) : state.moveRequests(move)
  }

  private var moveUnavailable: String? {
    focus == .groups
      ? groups.count == 0 ? "No group is shown." : nil
      : requests.list.rows.isEmpty ? "Nobody is shown." : nil
  }

  private var openUnavailable: String? {
    focus == .groups
      ? scope == nil ? "No group is selected." : nil
      : requests.list.selected == nil ? "No request is selected." : nil
  }

  private mutating func open() -> [Effect] {
    if focus == .groups { return focus(on: .requests) }
    screen = .detail
    return []
  }

  private var isAsked: Bool { modal != nil && modal != .interrupted }

  private var hasSomethingToClose: Bool {
    session.switching != nil || isAsked || screen != .panes || message != nil
      || !doors.failures.isEmpty || focus == .requests || requests.list.filter.isActive
      || !requests.list.marks.isEmpty || hasRaidLine
      || decisions.batches.contains(where: \.canBeStopped)
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

  private mutating func refresh() -> [Effect] {
    message = nil
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

extension Command {
  static let showLink = Command("show-link", "link", "Show the link")
  static let copyLink = Command("copy-link", "copy link", "Copy the link")
}

extension State {
  static let linkCommands: CommandTable<State> = [
    .showLink: CommandEntry(unless: \.linkUnavailable) { $0.showLink() },
    .copyLink: CommandEntry(unless: \.linkUnavailable) { $0.copyLink() },
  ]

  private var linkUnavailable: String? {
    if link != nil { return nil }
    switch screen.uncovered {
    case .history: return "No decision is selected."
    case .group: return "This group has no join link."
    case .panes where focus == .groups:
      return selectedGroup == nil ? "No group is selected." : "This group has no join link."
    case .panes, .detail, .help: return "No request is selected."
    }
  }

  /// The address to look at: a person's profile, or a group's join link.
  var link: String? {
    switch screen.uncovered {
    case .history(let history): history.selected?.subject.person.profileURL
    case .group: shownGroup?.link?.url
    case .panes where focus == .groups: selectedGroup?.link?.url
    case .panes, .detail, .help: selectedRequest?.person.profileURL
    }
  }

  private mutating func showLink() -> [Effect] {
    message = link.map { Message($0, link: Link($0)) }
    return []
  }

  private func copyLink() -> [Effect] { link.map { [.copy($0)] } ?? [] }

  mutating func copied(_ text: String, _ isDone: Bool) -> [Effect] {
    message =
      isDone
      ? Message("Handed to the terminal's clipboard: \(text)", .success)
      : Message("This terminal is not known to copy; here it is: \(text)", .warning)
    return []
  }
}
