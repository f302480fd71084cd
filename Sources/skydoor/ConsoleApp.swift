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
  private let keymap = Keymap.standard

  init(_ setup: ConsoleSetup, account: String) {
    self.setup = setup
    self.account = account
  }

  /// Opens the console and returns when it is left.
  /// - Parameter connect: called off this thread, after the first paint.
  /// - Returns: the exit status.
  /// - Throws: a ``CommandError`` where there is no terminal to draw on.
  func run(connect: @escaping Connect) throws(CommandError) -> Int32 {
    let mailbox = Mailbox<Action>()
    let terminal = try open()
    defer { terminal.close() }
    let store = Store(
      firstState(on: terminal),
      runner: EffectRunner(
        service: ServiceProvider { () async throws(Fault) in
          try await connect { mailbox.post(.noticed($0)) }
        },
        post: { mailbox.post($0) }, suspend: { terminal.suspend() },
        redraw: { terminal.invalidate() }))

    present(store.state, on: terminal)
    store.send(.opened)
    while store.state.isOpen {
      let (events, actions) = terminal.wait(for: mailbox)
      store.send(.clock(Date()))
      for event in events {
        for action in self.actions(for: event, in: store.state, terminal) { store.send(action) }
      }
      for action in actions { store.send(action) }
      present(store.state, on: terminal)
    }
    terminal.close()
    return report(store.state)
  }

  private func open() throws(CommandError) -> Terminal {
    do {
      return try Terminal(theme: setup.theme, forceASCII: setup.ascii)
    } catch {
      throw CommandError(error)
    }
  }

  private func firstState(on terminal: Terminal) -> State {
    var state = State(
      account: account, readOnly: setup.readOnly, undoDelay: setup.undoDelay, now: Date(),
      size: Size(columns: terminal.columns, rows: terminal.rows))
    state.message = setup.warnings.first.map { Message($0, .warning) }
    return state
  }

  private func present(_ state: State, on terminal: Terminal) {
    terminal.present(view(state, keymap: keymap, repertoire: terminal.repertoire))
  }

  private func actions(for event: TerminalEvent, in state: State, _ terminal: Terminal) -> [Action]
  {
    switch event {
    case .key(.paste): []
    case .key(let key):
      [
        keymap.command(for: key, in: state.context).map(Action.command)
          ?? .unboundKey(key.description)
      ]
    case .resized, .resumed:
      [.resized(Size(columns: terminal.columns, rows: terminal.rows))]
    case .terminate(let signal): [.terminated(signal: signal)]
    }
  }

  /// Says on stderr what the screen can't say any more.
  private func report(_ state: State) -> Int32 {
    for warning in setup.warnings {
      StandardStream.error.tell("skydoor: \(warning)".safeForPeople + "\n")
    }
    for lost in state.lost {
      StandardStream.error.tell("skydoor: \(lost.sentence)".safeForPeople + "\n")
    }
    if let signal = state.endingSignal { return 128 + signal }
    return state.lost.isEmpty ? EXIT_SUCCESS : ExitStatus.incomplete.rawValue
  }
}
