import Foundation
import Fuzzing
import PseudoTerminal
import ScriptedHTTP
import Simulator
import Synchronization
import Testing

/// Anything at all is typed, in windows of any size, on terminals of any kind, while the service
/// fails. The console goes on, and gives the terminal back.
@Suite struct ConsoleFuzzTests {
  private static let types = ["xterm-256color", "tmux-256color", "screen", "linux", "vt100"]
  private static let world = WorldOptions(groups: 4, requests: 60)

  @Test func whateverIsTypedTheConsoleLivesAndLeavesInOrder() async throws {
    try await Fuzz.rounds("typing", 4, of: "bytes") { random in
      var typed = 0
      let shared = random
      try await CommandLineFixture.signedIn(Self.world) { skydoor in
        var random = shared
        Self.breakSomething(in: skydoor.simulator, &random)
        let terminal = try skydoor.console(
          undoSeconds: random.pick([0, 1]), pollSeconds: 1, type: random.pick(Self.types),
          locale: random.pick(["C.UTF-8", "C.UTF-8", "C"]))
        try await terminal.wait(for: "skydoor")
        typed = try await Self.type(60, on: terminal, &random)
        try await Self.expectOrder(on: terminal)
      }
      return typed
    }
  }

  /// The demo, in the foreground of a shell that takes it up again whenever it is suspended.
  @Test func whateverIsTypedTheDemoIsSuspendedAndGoesOn() async throws {
    try await Fuzz.rounds("demo", 1, of: "bytes") { random in
      var typed = 0
      let shared = random
      try await CommandLineFixture.signedOut { skydoor in
        var random = shared
        // Line by line: shells leave a loop in which something is suspended.
        let terminal = try skydoor.shellAtTerminal(
          """
          trap : INT QUIT
          set -m
          "$0" demo --requests 500 --rate 600 --latency 5
          \(String(repeating: "fg > /dev/null\n", count: 100))
          echo all over
          """)
        try await terminal.wait(for: "1 of ")
        typed = try await Self.type(40, suspending: true, on: terminal, &random)
        terminal.resize(columns: 80, rows: 24)
        for _ in 0..<40 where terminal.exitStatus == nil {
          // A paste ends, what is open closes, ^C leaves; the second time at once.
          terminal.send("\u{1B}[201~\u{3}\u{1B}\u{1B}\u{1B}\u{1B}")
          _ = try? await terminal.wait(limit: .seconds(1)) { $0.contains("all over") }
        }
        try #require(try await terminal.exit() == .exited(0))
        terminal.expectRestored()
      }
      return typed
    }
  }

  /// The answers are changed on their way to the console, while somebody types.
  @Test func whateverTheServiceAnswersTheConsoleLives() async throws {
    try await Fuzz.rounds("hostile service", 2, of: "bytes") { random in
      var typed = 0
      let shared = random
      try await CommandLineFixture.signedOut(Self.world) { skydoor in
        var random = shared
        let answers = Mutex(SplitMix(seed: random.next()))
        let isTrue = Mutex(true)
        typed = try await ScriptedServer.run(before: skydoor.simulator.url) { _, original in
          if isTrue.withLock({ $0 }) { return original.reply }
          return answers.withLock { HostileReply.made(of: original, using: &$0) }
        } _: { server in
          let login = try await skydoor.signIn(through: "http://127.0.0.1:\(server.port)")
          try #require(login.status == 0, "\(login.errors)")
          isTrue.withLock { $0 = false }
          let terminal = try skydoor.console(
            undoSeconds: 0, pollSeconds: 1, type: random.pick(Self.types))
          try await terminal.wait(for: "skydoor")
          let typed = try await Self.type(40, on: terminal, &random)
          try await Self.expectOrder(on: terminal)
          return typed
        }
      }
      return typed
    }
  }

  // MARK: the typing

  private static func breakSomething(in simulator: Simulator, _ random: inout SplitMix) {
    let effects: [InjectedFault.Disruption] = [
      .answer(status: 502, body: "<html>"), .answer(status: 200, body: "[]"), .dropBeforeWork,
      .dropAfterWork, .answer(status: 429, body: "{}", headers: ["Retry-After": "1"]),
      .delay(.milliseconds(50)), .answer(status: 400, body: #"{"error":"InvalidConvo"}"#),
    ]
    for _ in 0..<random.below(4) {
      simulator.inject(
        InjectedFault(random.pick(effects), times: nil, every: 2 + random.below(8)))
    }
  }

  /// - Returns: how many bytes were typed.
  private static func type(
    _ times: Int, suspending: Bool = false, on terminal: PseudoTerminal, _ random: inout SplitMix
  ) async throws -> Int {
    var count = 0
    for _ in 0..<times where terminal.exitStatus == nil {
      let bytes = RandomTyping.bytes(using: &random)
      count += bytes.count
      terminal.send(bytes)
      switch random.below(8) {
      case 0: terminal.resize(columns: 1 + random.size(upTo: 499), rows: 1 + random.size(upTo: 199))
      case 1: if suspending { terminal.send("\u{1A}") }
      case 2:
        if !suspending {
          terminal.signal(SIGSTOP)
          terminal.signal(SIGCONT)
        }
      case 3: _ = try? await terminal.waitForQuiet(.milliseconds(30), limit: .seconds(1))
      case _: break
      }
    }
    return count
  }

  /// The console still answers, its screen is what it believes, and it leaves as it should. Where one
  /// of the keys has had it leave before, that has to have been in order, too.
  private static func expectOrder(on terminal: PseudoTerminal) async throws {
    do {
      try await answer(on: terminal)
      terminal.signal(SIGTERM)
    } catch PseudoTerminalError.ended {}
    // 1 where something was on its way that could not be confirmed. Once the terminal is given back
    // the keys that end a program do so again, and may find its own handlers still there.
    let orderly = [0, 1, 128 + SIGTERM, 128 + SIGINT, 128 + SIGQUIT].map(ExitStatus.exited)
    let status = try await terminal.exit()
    try #require((orderly + [SIGINT, SIGQUIT].map(ExitStatus.signalled)).contains(status))
    terminal.expectRestored()
  }

  private static func answer(on terminal: PseudoTerminal) async throws {
    terminal.resize(columns: 100, rows: 30)
    // Ends a paste that was begun.
    terminal.send("\u{1B}[201~")
    // What is open closes, one after the other. A slow machine reads Escape and the next key as one.
    for look in 0..<40 where !terminal.screen.contains("Keys for") {
      terminal.send("\u{1B}")
      try await terminal.waitForQuiet(.milliseconds(60 + 20 * look))
      terminal.send("?")
      try await terminal.waitForQuiet(.milliseconds(60 + 20 * look))
    }
    try await terminal.wait(for: "Keys for")
    try await expectSameWhenDrawnAgain(terminal)
  }

  /// Nothing but what the console has drawn is on the screen. The world goes on meanwhile, so that
  /// one of a few looks has to agree.
  private static func expectSameWhenDrawnAgain(_ terminal: PseudoTerminal) async throws {
    for _ in 0..<20 {
      try await terminal.waitForQuiet(.milliseconds(60))
      let before = terminal.screen.shown
      terminal.send("\u{0C}")
      try await terminal.waitForQuiet(.milliseconds(60))
      if terminal.screen.shown == before { return }
    }
    Issue.record("The screen differs from what is drawn anew:\n\(terminal.screen.text)")
  }
}

extension CommandLineFixture {
  fileprivate func signIn(through service: String) async throws -> Ending {
    try await run(
      "login", simulator.owner.handle, "--service", service, "--password-stdin",
      input: simulator.owner.password + "\n")
  }
}
