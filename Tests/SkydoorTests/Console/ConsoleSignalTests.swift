import Foundation
import PseudoTerminal
import Simulator
import Testing

/// Whatever signal comes, the terminal is given back as it was found.
@Suite struct ConsoleSignalTests {
  /// Crashes, and the wish to have one: at once, and of the same signal.
  private static let fatal = [
    SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS,
  ]
  /// The system's own, and what nothing comes of; a stop is refused where nobody could continue.
  private static let harmless = [
    SIGPIPE, SIGXFSZ, SIGCHLD, SIGURG, SIGWINCH, SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU,
  ]
  /// What nobody can handle: the last two are those of the C library.
  private static let untouchable = [SIGKILL, SIGSTOP, 32, 33]
  /// All others ask for an end: SIGTERM, SIGUSR1, SIGALRM, SIGPWR, those without a name.
  private static let ending = (1...64).filter {
    !(fatal + harmless + untouchable).contains($0)
  }

  @Test func everySignalIsOneOfThese() {
    #expect(Self.ending.count == 43)
    #expect(
      Set([SIGHUP, SIGINT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO])
        .isSubset(of: Self.ending))
  }

  @Test(.timeLimit(.minutes(10))) func whatAsksForAnEndSendsWhatIsHeldAndLeavesInOrder()
    async throws
  {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 50)) { skydoor in
      for (index, signal) in Self.ending.enumerated() {
        let terminal = try skydoor.console(undoSeconds: 60)
        try await terminal.wait(for: "1 of ")
        terminal.send("x")
        try await terminal.wait(for: "u to undo")
        terminal.signal(signal)
        #expect(try await terminal.exit() == .exited(128 + signal), "signal \(signal)")
        terminal.expectRestored()
        #expect(skydoor.decisions.count == index + 1, "signal \(signal)")
      }
    }
  }

  @Test func aCrashGivesTheTerminalBack() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 3)) { skydoor in
      for signal in Self.fatal {
        let terminal = try skydoor.console()
        try await terminal.wait(for: "1 of ")
        terminal.signal(signal)
        #expect(try await terminal.exit() == .signalled(signal), "signal \(signal)")
        terminal.expectRestored()
      }
    }
  }

  @Test func theOthersChangeNothing() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 3)) { skydoor in
      let terminal = try skydoor.console()
      try await terminal.wait(for: "1 of ")
      for signal in Self.harmless {
        terminal.signal(signal)
        terminal.send("?")
        try await terminal.wait(for: "Keys for")
        terminal.send("?")
        try await terminal.wait { !$0.contains("Keys for") }
      }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
    }
  }

  /// What the caller has switched off stays so.
  @Test func anIgnoredSignalIsIgnored() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 3)) { skydoor in
      let terminal = try skydoor.shellAtTerminal(#"trap '' USR1; exec "$0""#)
      try await terminal.wait(for: "1 of ")
      terminal.signal(SIGUSR1)
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  // MARK: in the middle of a password

  @Test func whateverEndsItThePromptGivesTheEchoBack() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      for signal in Self.ending + Self.fatal {
        let terminal = try skydoor.atTerminal("login", "jo.test")
        try await terminal.wait(for: "App password:")
        #expect(terminal.modes?.isCooked == false)
        terminal.signal(signal)
        #expect(try await terminal.exit() == .signalled(signal), "signal \(signal)")
        #expect(terminal.modes == terminal.originalModes, "signal \(signal)")
      }
      #expect(skydoor.simulator.calls.isEmpty)
    }
  }

  @Test func thePromptGoesOnAfterTheOthers() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let owner = skydoor.simulator.owner
      let terminal = try skydoor.atTerminal(
        "login", owner.handle, "--service", skydoor.simulator.url)
      try await terminal.wait(for: "App password:")
      for signal in Self.harmless { terminal.signal(signal) }
      try await terminal.wait(for: "There is no shell to suspend to")
      #expect(terminal.modes?.isCooked == false)
      terminal.send(owner.password + "\r")
      #expect(try await terminal.exit() == .exited(0))
      #expect(terminal.modes == terminal.originalModes)
    }
  }
}
