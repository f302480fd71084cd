import ATProto
import Console
import Foundation
import Moderation
import Terminal

/// Runs the console, one account after another, without giving up the terminal in between.
struct ConsoleApp {
  private let setup: ConsoleSetup
  private let context: CommandContext?

  /// - Parameter context: leads to the other accounts; nil where there are none.
  init(_ setup: ConsoleSetup, in context: CommandContext? = nil) {
    self.setup = setup
    self.context = context
  }

  /// Opens the console and returns when it is left.
  /// - Returns: the exit status.
  /// - Throws: a ``CommandError`` where there is no terminal to draw on.
  func run(_ first: ConsoleAccount) throws(CommandError) -> Int32 {
    let terminal = try open()
    let themes = ThemeSwitch(setup.themes, shown: setup.theme.name)
    defer { terminal.close() }
    var account = first
    var message = warning.map { Message($0, .warning) }
    var lost: [String] = []
    var pending: [ConsoleRun.PendingWrites] = []
    while true {
      let console = ConsoleRun(
        account, setup.settings, message: message, on: terminal, themes: themes, in: context)
      let state = console.run()
      lost += state.lostSentences
      pending.append(console.pendingWrites)
      guard let successor = state.session.successor, let context else {
        terminal.close()
        for writes in pending { writes.finish() }
        return report(lost, endedBy: state.session.endingSignal)
      }
      message = state.lostSentences.first.map { Message($0, .error) }
      do throws(Fault) {
        account = try context.consoleAccount(of: successor)
      } catch {
        message = Message("\(error.message) \(error.cure)", .error)
      }
    }
  }

  private func open() throws(CommandError) -> Terminal {
    do {
      return try Terminal(theme: setup.theme, forceASCII: setup.ascii, mouse: setup.mouse)
    } catch {
      throw CommandError(error)
    }
  }

  /// What the last line says at first. It has room for one mistake.
  private var warning: String? {
    guard let first = setup.warnings.first else { return nil }
    let count = setup.warnings.count
    return "\(count) \(count == 1 ? "mistake" : "mistakes") in the configuration, see: "
      + "\(setup.check). \(first)"
  }

  /// Says on standard error what the closed screen can no longer show.
  private func report(_ lost: [String], endedBy signal: Int32?) -> Int32 {
    StandardStream.error.tell(setup.warnings)
    for sentence in lost {
      StandardStream.error.tell("skydoor: \(sentence)".safeForPeople + "\n")
    }
    if let signal { return 128 + signal }
    return lost.isEmpty ? EXIT_SUCCESS : ExitStatus.incomplete.rawValue
  }
}

/// An account as the console works for it.
struct ConsoleAccount {
  /// Makes the service layer, which sends its notices to the function given.
  typealias Connect =
    @Sendable (_ notice: @escaping @Sendable (ServiceNotice) -> Void)
    async throws(Fault) -> GroupService

  /// The handle, or the DID where there is none, for the title.
  let handle: String
  /// The other accounts signed in here.
  let others: [Account]
  /// Keeps what the screen showed for the next start; nil leaves no trace.
  let snapshot: SnapshotFile?
  /// Called off the thread that owns the screen, after the first paint.
  let connect: Connect

  init(
    handle: String, others: [Account] = [], snapshot: SnapshotFile? = nil,
    connect: @escaping Connect
  ) {
    self.handle = handle
    self.others = others
    self.snapshot = snapshot
    self.connect = connect
  }
}

/// The accounts of this machine at the console.
extension CommandContext {
  /// What the console needs to work for the account of a session. Makes no call.
  func consoleAccount(of session: Session) throws(Fault) -> ConsoleAccount {
    let labelers = accounts.labelersFile(of: session.did)
    let hasHandle = !session.handle.isPlaceholder
    return ConsoleAccount(
      handle: hasHandle ? session.handle.description : session.did.description,
      others: try accounts.others(than: session.did),
      snapshot: accounts.snapshotFile(of: session.did)
    ) { [journals] notice throws(Fault) in
      let journal = Result { () throws(Fault) in try Journal.open(of: session.did, in: journals) }
      return GroupService(
        session: session, journal: journal, labelers: labelers, upkeep: .meanwhile,
        retries: .patient, notice: notice)
    }
  }

  /// The same for an account that is signed in.
  func consoleAccount(of account: Account) throws(Fault) -> ConsoleAccount {
    try consoleAccount(of: accounts.session(account.did.description))
  }

  /// Why the console can't continue as an account; nil where it can.
  func obstacle(toUsing account: Account) async -> Fault? {
    do throws(Fault) {
      try await accounts.check(account.did)
      return nil
    } catch {
      return error
    }
  }
}

extension CommandError {
  init(_ error: TerminalError) {
    let cure =
      switch error {
      case .notATerminal:
        """
        Over SSH ask for one with: ssh -t HOST skydoor. \
        Scripts have: skydoor groups, requests, reject, approve, sweep.
        """
      case .unknownTerminal:
        """
        Try: TERM=xterm-256color skydoor, or over SSH: TERM=xterm-256color ssh -t HOST skydoor. \
        Or install the system's full terminfo package.
        """
      }
    self.init(error.description, cure: cure, .usage)
  }
}
