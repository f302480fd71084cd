import Foundation
import PseudoTerminal
import Simulator
import Testing

/// `^z` gives the terminal to the shell from wherever the owner is, and what is typed then is the
/// shell's.
@Suite struct ConsoleSuspendTests {
  private static let stop = "\u{1A}"
  private static let requests = 10

  private func suspended(
    _ keys: String, _ shown: String, stop: String = Self.stop, then: String? = nil,
    _ body: (CommandLineFixture, PseudoTerminal) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedIn(
      WorldOptions(groups: 1, requests: Self.requests)
    ) { skydoor in
      try skydoor.configure(
        "[console]\nundo_seconds = 0\n[keys.all]\n\"F9\" = \"suspend\"\n\"z z\" = \"refresh\"\n")
      let terminal = try skydoor.underJobControl()
      try await terminal.wait(for: "1 of \(Self.requests)")
      if !keys.isEmpty { terminal.send(keys) }
      try await terminal.wait(for: shown)
      // At once, as somebody types who does not wait for the shell.
      terminal.send(stop + "y\n")
      try await terminal.wait(for: "shell got <y>")
      #expect(!terminal.screen.isAlternate)
      #expect(terminal.modes?.isCooked == true)
      #expect(skydoor.decisions == [])
      terminal.send("\n")
      try await terminal.wait { $0.isAlternate && $0.contains(then ?? shown) }
      try await body(skydoor, terminal)
      #expect(skydoor.decisions == [])
      terminal.send("q")
      try await terminal.wait(for: "left with 0")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func fromTheList() async throws {
    try await suspended("", "1 of \(Self.requests)") { _, _ in }
  }

  /// What is there is there again.
  @Test(arguments: [
    ("*x", "Reject 10 people in", "n"), ("!", "Shut the door", "n"),
    ("/fo", "Filter: fo", "\u{1b}"),
    ("eabc", "abc", "\u{1b}"), (":rej", "Command: rej", "\u{1b}"), ("?", "Keys for", "?"),
    ("LE", "Name:", "\u{1b}"),
  ])
  func fromWhereKeysAreTakenForSomethingElse(
    keys: String, shown: String, back: String
  )
    async throws
  {
    try await suspended(keys, shown) { _, terminal in
      terminal.send(back)
      try await terminal.wait { !$0.contains(shown) }
    }
  }

  @Test func fromAChord() async throws {
    try await suspended("z", "1 of \(Self.requests)") { _, terminal in
      // It has ended: the key begins another.
      terminal.send("z")
      try await terminal.wait(for: "z …")
      terminal.send("\u{1b}")
      try await terminal.wait { !$0.contains("z …") }
    }
  }

  @Test(arguments: [("*x", "Reject 10 people in", "n"), ("/fo", "Filter: fo", "\u{1b}")])
  func withAnotherKey(keys: String, shown: String, back: String) async throws {
    try await suspended(keys, shown, stop: "\u{1b}[20~") { _, terminal in
      terminal.send(back)
      try await terminal.wait { !$0.contains(shown) }
    }
  }

  @Test func fromThePalette() async throws {
    // It has done what it was for, and is gone.
    try await suspended(
      ":suspend", "Command: suspend", stop: "\r", then: "1 of \(Self.requests)"
    ) { _, terminal in
      try await terminal.wait { !$0.contains("Command:") }
    }
  }

  /// It waits, and goes on: nothing is sent twice.
  @Test(.timeLimit(.minutes(10))) func inTheMiddleOfABatch() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 40)) { skydoor in
      skydoor.simulator.inject(
        InjectedFault(.hold, on: "chat.bsky.group.rejectJoinRequest", times: nil))
      try skydoor.configure("[console]\nundo_seconds = 0\n")
      let terminal = try skydoor.underJobControl()
      try await terminal.wait(for: "1 of 40")
      terminal.send("*x")
      try await terminal.wait(for: "Reject 40 people in")
      terminal.send("y")
      try await terminal.wait { $0.contains("Rejecting ") && $0.contains("/40") }
      terminal.send(Self.stop)
      try await terminal.wait(for: "stopped")
      #expect(terminal.screen.contains("skydoor is suspended with "))
      #expect(terminal.screen.contains(" on the way; fg goes on."))
      let sent = skydoor.decisions.count
      #expect(sent < 40)
      skydoor.simulator.clearFaults()
      terminal.send("y\n\n")
      try await terminal.wait(for: "Rejected 40 of 40.")
      #expect(skydoor.decisions.count == 40)
      #expect(Set(skydoor.decisions).count == 40)
      terminal.send("q")
      try await terminal.wait(for: "left with 0")
    }
  }

  /// What a crash restores is restored already, and the screen is the shell's.
  @Test func aCrashWhileSuspendedWritesNothingToTheTerminal() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 10)) { skydoor in
      let terminal = try skydoor.shellAtTerminal(
        #"set -m; "$0"; echo stopped; kill -ABRT %1; fg >/dev/null; echo "left with $?""#)
      try await terminal.wait(for: "1 of 10")
      terminal.send(Self.stop)
      try await terminal.wait(for: "left with 134")
      let output = String(decoding: terminal.output, as: UTF8.self)
      #expect(output.components(separatedBy: "\u{1b}[?1049l").count == 2)
    }
  }

  /// As sshd and tmux start it: alone, or under a shell that has nothing else to do.
  @Test(arguments: [#"exec "$0""#, #""$0"; exit $?"#])
  func withoutAShellThereIsNothingToSuspendTo(_ script: String) async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 10)) { skydoor in
      let terminal = try skydoor.shellAtTerminal(script)
      try await terminal.wait(for: "1 of 10")
      for (keys, shown) in [("", "1 of 10"), ("/", "Filter:"), ("\u{07}*x", "Reject 10 people")] {
        terminal.send(keys)
        try await terminal.wait(for: shown)
        terminal.send(Self.stop)
        try await terminal.wait(for: "There is no shell to suspend to")
        #expect(terminal.screen.isAlternate)
      }
      terminal.send("n")
      try await terminal.wait { !$0.contains("There is no shell to suspend to") }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      #expect(skydoor.decisions == [])
      terminal.expectRestored()
    }
  }

  // MARK: outside of the screen

  @Test(arguments: [("", "Handle:"), ("HANDLE", "App password:")])
  func atThePromptsOfTheSignIn(_ argument: String, _ question: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let owner = skydoor.simulator.owner
      let handle = argument.isEmpty ? "" : owner.handle
      let terminal = try skydoor.underJobControl(
        "login \(handle) --service \(skydoor.simulator.url)")
      try await terminal.wait(for: question)
      let modes = terminal.modes
      #expect(modes?.isCooked == argument.isEmpty)
      terminal.send("half" + Self.stop)
      try await terminal.wait(for: "stopped")
      #expect(terminal.modes?.isCooked == true)
      // The shell shows what is typed into it.
      terminal.send("a word\n")
      try await terminal.wait(for: "shell got <a word>")
      if !argument.isEmpty { #expect(!terminal.screen.contains("half")) }
      terminal.send("\n")
      try await terminal.wait { screen in
        screen.lines.count { $0.hasPrefix(question) } == 2
      }
      #expect(terminal.modes == modes)
      if argument.isEmpty {
        terminal.send(owner.handle + "\r")
        try await terminal.wait(for: "App password:")
      }
      terminal.send(owner.password + "\r")
      try await terminal.wait(for: "left with 0")
      #expect(try await terminal.exit() == .exited(0))
      #expect(terminal.modes == terminal.originalModes)
      #expect(!String(decoding: terminal.output, as: UTF8.self).contains(owner.password))
      let bodies = skydoor.calls("com.atproto.server.createSession").map(\.body)
      #expect(bodies.count == 1)
    }
  }

  @Test func atTheQuestionOfACommand() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      _ = try skydoor.ask("kim.test")
      let group = try skydoor.group()
      let terminal = try skydoor.underJobControl("reject \(group.id) jo.test kim.test")
      try await terminal.wait(for: "[y/N]")
      terminal.send("y" + Self.stop)
      try await terminal.wait(for: "stopped")
      terminal.send("y\n")
      try await terminal.wait(for: "shell got <y>")
      #expect(skydoor.decisions == [])
      terminal.send("\n")
      try await terminal.wait { $0.lines.count { $0.contains("[y/N]") } == 2 }
      #expect(skydoor.decisions == [])
      terminal.send("n\r")
      try await terminal.wait(for: "left with 1")
      #expect(skydoor.decisions == [])
    }
  }

  @Test func withoutAShellThePromptSaysSoAndGoesOn() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let owner = skydoor.simulator.owner
      let terminal = try skydoor.atTerminal(
        "login", owner.handle, "--service", skydoor.simulator.url)
      try await terminal.wait(for: "App password:")
      terminal.send("half" + Self.stop)
      try await terminal.wait { screen in
        screen.contains("There is no shell to suspend to")
          && screen.lines.count { $0.hasPrefix("App password:") } == 2
      }
      #expect(terminal.modes?.isCooked == false)
      terminal.send(owner.password + "\r")
      #expect(try await terminal.exit() == .exited(0))
      #expect(terminal.screen.contains("Signed in as @\(owner.handle)"))
    }
  }
}
