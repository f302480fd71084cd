import CNcurses
import Canvas
import Console
import Foundation
import Moderation
import Terminal

/// One account's time at the console: a store, a session and a journal of its own, on a terminal
/// that was there before and may go on after it.
struct ConsoleVisit {
  private let terminal: Terminal
  private let mailbox: Mailbox<Action>
  private let runner: EffectRunner
  private let store: Store
  private let keeper: SnapshotStore?

  /// - Parameters:
  ///   - message: what the status line says at first.
  ///   - context: where the other accounts are; nil where there are none.
  init(
    _ seat: ConsoleSeat, _ settings: Settings, message: Message?, on terminal: Terminal,
    themes: ThemeSwitch, in context: Context?
  ) {
    let mailbox = Mailbox<Action>()
    self.terminal = terminal
    self.mailbox = mailbox
    keeper = seat.snapshot.map(SnapshotStore.init)
    runner = EffectRunner(
      service: ServiceProvider { [connect = seat.connect] () async throws(Fault) in
        try await connect { mailbox.post(.noticed($0)) }
      },
      keeper: keeper,
      frontEnd: EffectRunner.FrontEnd(
        suspend: { terminal.suspend(saying: $0) }, redraw: { terminal.invalidate() },
        copy: { terminal.copy($0) }, nextTheme: { themes.next(on: terminal) },
        checkAccount: { await context?.whyNot($0) }),
      post: { action in
        mailbox.post(action)
        // The last of what a long list is read for, and the one that takes most.
        if case .burstsFound = action { heap_give_back() }
      })
    var state = State(
      account: seat.account, others: seat.others, settings: settings, now: Date(),
      size: Size(columns: terminal.columns, rows: terminal.rows))
    state.message = message
    store = Store(state, runner: runner)
  }

  /// Returns when the account's time is over.
  func run() -> State {
    present()
    store.send(.opened)
    while store.state.session.isOpen {
      let (events, actions) = terminal.wait(for: mailbox, until: mayLeave)
      let now = Date()
      if !events.isEmpty || isWorthTheTime(actions, at: now) { store.send(.clock(now)) }
      for event in events { store.send(self.actions(for: event)) }
      store.send(actions)
      present()
    }
    runner.stop()
    return store.state
  }

  /// What is left of it when it has ended.
  var remainder: Remainder { Remainder(journaling: runner.journaling, keeper: keeper) }

  /// What may not be on the disk yet.
  struct Remainder {
    fileprivate let journaling: Task<Void, Never>?
    fileprivate let keeper: SnapshotStore?

    /// Waits for it; not for long.
    func finish() {
      if let journaling { waitFor(journaling, atMost: .seconds(2)) }
      keeper?.finish()
    }
  }

  /// Ages on the screen follow the clock. When nothing has happened that is worth a few bytes only
  /// once in a while.
  private func isWorthTheTime(_ actions: [Action], at now: Date) -> Bool {
    !actions.allSatisfy(\.isUneventful) || now.timeIntervalSince(store.state.now) >= 60
  }

  private func present() {
    terminal.present(view(store.state, glyphSet: terminal.glyphSet))
  }

  /// Whether the shell may have the terminal after it: what is typed then is the shell's.
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
