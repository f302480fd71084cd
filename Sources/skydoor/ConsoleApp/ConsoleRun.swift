import CNcurses
import Canvas
import Console
import Foundation
import Moderation
import Terminal

/// The console while it works for one account. One loop on one thread owns the state and the screen,
/// and sleeps until there is a key, an answer or a signal. The terminal outlives it.
struct ConsoleRun {
  private let terminal: Terminal
  private let mailbox: Mailbox<Action>
  private let runner: EffectRunner
  private let store: Store
  private let keeper: SnapshotStore?

  /// - Parameters:
  ///   - message: what the status line says at first.
  ///   - context: leads to the other accounts; nil where there are none.
  init(
    _ account: ConsoleAccount, _ settings: Settings, message: Message?, on terminal: Terminal,
    themes: ThemeSwitch, in context: CommandContext?
  ) {
    let mailbox = Mailbox<Action>()
    self.terminal = terminal
    self.mailbox = mailbox
    keeper = account.snapshot.map(SnapshotStore.init)
    runner = EffectRunner(
      service: ServiceProvider { [connect = account.connect] () async throws(Fault) in
        try await connect { mailbox.post(.noticed($0)) }
      },
      keeper: keeper,
      frontEnd: EffectRunner.FrontEnd(
        suspend: { terminal.suspend(saying: $0) }, redraw: { terminal.invalidate() },
        copy: { terminal.copy($0) }, nextTheme: { themes.next(on: terminal) },
        checkAccount: { await context?.obstacle(toUsing: $0) }),
      post: { action in
        mailbox.post(action)
        // The last result of reading a long list, and the one that takes the most memory.
        if case .burstsFound = action { heap_give_back() }
      })
    var state = State(
      account: account.handle, others: account.others, settings: settings, now: Date(),
      size: Size(columns: terminal.columns, rows: terminal.rows))
    state.message = message
    store = Store(state, runner: runner)
  }

  /// Returns when the user quits or switches accounts.
  func run() -> State {
    present()
    store.send(.opened)
    while store.state.session.isOpen {
      let (events, actions) = terminal.wait(for: mailbox, until: mayLeave)
      let now = Date()
      if !events.isEmpty || needsClock(actions, at: now) { store.send(.clock(now)) }
      for event in events { store.send(self.actions(for: event)) }
      store.send(actions)
      present()
    }
    runner.stop()
    return store.state
  }

  /// What this session has still to write once it has ended.
  var pendingWrites: PendingWrites { PendingWrites(journaling: runner.journaling, keeper: keeper) }

  /// Writes that may not have reached the disk yet.
  struct PendingWrites {
    fileprivate let journaling: Task<Void, Never>?
    fileprivate let keeper: SnapshotStore?

    /// Waits for them, but not for long.
    func finish() {
      if let journaling { wait(for: journaling, atMost: .seconds(2)) }
      keeper?.flush()
    }
  }

  /// Whether to set the clock, which makes the ages on the screen change and costs a few bytes: once
  /// a minute when nothing else has happened.
  private func needsClock(_ actions: [Action], at now: Date) -> Bool {
    !actions.allSatisfy(\.isUneventful) || now.timeIntervalSince(store.state.now) >= 60
  }

  private func present() {
    terminal.present(view(store.state, glyphSet: terminal.glyphSet))
  }

  /// Whether the event may give the terminal to the shell: what is typed after it is the shell's.
  private func mayLeave(by event: TerminalEvent) -> Bool {
    switch event {
    case .key(let key): store.state.settings.keymap.mayLeave(by: key)
    case .mouse(let event): event.gesture == .click
    case .resized, .resumed, .terminate: false
    }
  }

  private func actions(for event: TerminalEvent) -> [Action] {
    switch event {
    case .mouse(let event): [.mouse(event)]
    case .key(let key): [store.state.action(for: key)]
    case .resized, .resumed:
      [.resized(Size(columns: terminal.columns, rows: terminal.rows))]
    case .terminate(let signal): [.terminated(signal: signal)]
    }
  }
}

/// Goes through the themes while the console runs. What is in the configuration stays as it is.
final class ThemeSwitch {
  private let themes: ThemeDirectory
  private var shown: String

  init(_ themes: ThemeDirectory, shown name: String) {
    self.themes = themes
    shown = name
  }

  /// Shows the next theme, as its file is now: whoever writes one sees it without starting anew.
  func next(on terminal: Terminal) -> ShownTheme {
    let catalog = themes.catalog
    guard let source = catalog.source(after: shown) else { return ShownTheme(name: shown) }
    let (theme, warnings) = Theme.read(source, in: catalog)
    terminal.adopt(theme)
    shown = theme.name
    return ShownTheme(name: theme.name, warning: catalog.fault ?? warnings.first)
  }
}
