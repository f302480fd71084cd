import Canvas
import Console
import Foundation
import Moderation
import Terminal

/// The console at work: one loop on one thread owns the state and the screen, and sleeps until a
/// key, an answer or a signal is there.
struct ConsoleApp {
  /// Makes the service layer; it is told where notices go.
  typealias Connect =
    @Sendable (_ notice: @escaping @Sendable (ServiceNotice) -> Void)
    async throws(Fault) -> GroupService

  private let setup: ConsoleSetup
  private let account: String
  private let keeper: LastSeenKeeper?

  /// - Parameter lastSeen: what was on the screen last, and what is left for the next start; nil
  ///   leaves no trace.
  init(_ setup: ConsoleSetup, account: String, lastSeen: LastSeenFile? = nil) {
    self.setup = setup
    self.account = account
    keeper = lastSeen.map(LastSeenKeeper.init)
  }

  /// Opens the console and returns when it is left.
  /// - Parameter connect: called off this thread, after the first paint.
  /// - Returns: the exit status.
  /// - Throws: a ``CommandError`` where there is no terminal to draw on.
  func run(connect: @escaping Connect) throws(CommandError) -> Int32 {
    let mailbox = Mailbox<Action>()
    let terminal = try open()
    let themes = ThemeSwitch(setup.themes, shown: setup.theme.name)
    defer { terminal.close() }
    let runner = EffectRunner(
      service: ServiceProvider { () async throws(Fault) in
        try await connect { mailbox.post(.noticed($0)) }
      },
      keeper: keeper,
      frontEnd: EffectRunner.FrontEnd(
        suspend: { terminal.suspend() }, redraw: { terminal.invalidate() },
        copy: { terminal.copy($0) }, nextTheme: { themes.next(on: terminal) }),
      post: { mailbox.post($0) })
    let store = Store(firstState(on: terminal), runner: runner)

    present(store.state, on: terminal)
    store.send(.opened)
    while store.state.isOpen {
      let (events, actions) = terminal.wait(for: mailbox)
      let now = Date()
      if !events.isEmpty || isWorthTheTime(actions, at: now, in: store.state) {
        store.send(.clock(now))
      }
      for event in events { store.send(self.actions(for: event, in: store.state, terminal)) }
      store.send(actions)
      present(store.state, on: terminal)
    }
    terminal.close()
    if let writing = runner.journaling { waitFor(writing, atMost: .seconds(2)) }
    keeper?.finish()
    return report(store.state)
  }

  /// Ages on the screen follow the clock. When nothing has happened that is worth a few bytes only
  /// once in a while.
  private func isWorthTheTime(_ actions: [Action], at now: Date, in state: State) -> Bool {
    !actions.allSatisfy(\.isUneventful) || now.timeIntervalSince(state.now) >= 60
  }

  private func open() throws(CommandError) -> Terminal {
    do {
      return try Terminal(theme: setup.theme, forceASCII: setup.ascii, mouse: setup.mouse)
    } catch {
      throw CommandError(error)
    }
  }

  private func firstState(on terminal: Terminal) -> State {
    var state = State(
      account: account, settings: setup.settings, now: Date(),
      size: Size(columns: terminal.columns, rows: terminal.rows))
    state.message = warning.map { Message($0, .warning) }
    return state
  }

  /// The last line has room for one.
  private var warning: String? {
    guard setup.warnings.count > 1 else { return setup.warnings.first }
    return "\(setup.warnings.count) mistakes, see skydoor config check. \(setup.warnings[0])"
  }

  private func present(_ state: State, on terminal: Terminal) {
    terminal.present(view(state, repertoire: terminal.repertoire))
  }

  private func actions(for event: TerminalEvent, in state: State, _ terminal: Terminal) -> [Action]
  {
    switch event {
    case .key(.paste) where state.context != .prompt: []
    case .key(let key): [state.action(for: key)]
    case .mouse(let event): [.mouse(event)]
    case .resized, .resumed:
      [.resized(Size(columns: terminal.columns, rows: terminal.rows))]
    case .terminate(let signal): [.terminated(signal: signal)]
    }
  }

  /// Says on stderr what the screen can't say any more.
  private func report(_ state: State) -> Int32 {
    StandardStream.error.tell(setup.warnings)
    for sentence in state.lostSentences {
      StandardStream.error.tell("skydoor: \(sentence)".safeForPeople + "\n")
    }
    if let signal = state.endingSignal { return 128 + signal }
    return state.lostSentences.isEmpty ? EXIT_SUCCESS : ExitStatus.incomplete.rawValue
  }
}
