import Foundation
import PseudoTerminal
import Simulator
import TestEnvironment
import Testing

@Suite struct PromptTests {
  private static let reject = "chat.bsky.group.rejectJoinRequest"

  @Test func signingInAsksForWhatIsMissing() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let owner = skydoor.simulator.owner
      let terminal = try skydoor.atTerminal("login", "--service", skydoor.simulator.url)
      try await terminal.wait { $0.contains("Handle:") }
      terminal.send(owner.handle + "\r")
      try await terminal.wait { $0.contains("App password:") }
      terminal.send(owner.password + "\r")
      #expect(try await terminal.exit() == .exited(0))
      #expect(terminal.screen.contains("Signed in as @\(owner.handle)"))
      #expect(!String(decoding: terminal.output, as: UTF8.self).contains(owner.password))
      #expect(try await skydoor.run("groups").status == 0)
    }
  }

  @Test func interruptedPasswordLeavesTheTerminalAsItWas() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      // The shell keeps the terminal open, so that what the program left can be seen.
      let terminal = try skydoor.shellAtTerminal(
        #"trap : INT; "$0" login jo.test; echo "ended with $?"; read -r line"#)
      try await terminal.wait { $0.contains("App password:") }
      #expect(terminal.modes?.isCooked == false)
      terminal.send("half a pass\u{03}")
      try await terminal.wait { $0.contains("ended with 130") }
      #expect(terminal.modes == terminal.originalModes)
      #expect(!terminal.screen.contains("half"))
      #expect(skydoor.simulator.calls.isEmpty)
    }
  }

  @Test func mailedCodeIsAskedFor() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let owner = skydoor.simulator.owner
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 401, body: #"{"error":"AuthFactorTokenRequired","message":"Mailed."}"#),
          on: "com.atproto.server.createSession", times: 2))
      let terminal = try skydoor.atTerminal(
        "login", owner.handle, "--service", skydoor.simulator.url)
      try await terminal.wait { $0.contains("App password:") }
      terminal.send(owner.password + "\r")
      try await terminal.wait { $0.contains("Code:") }
      terminal.send("WRONG-CODE0\r")
      try await terminal.wait { $0.lines.contains("Code:") && $0.contains("Code: WRONG-CODE0") }
      terminal.send("RIGHT-CODE0\r")
      #expect(try await terminal.exit() == .exited(0))
      let bodies = skydoor.calls("com.atproto.server.createSession").map(\.body)
      #expect(bodies.count == 3)
      #expect(bodies.last?.contains("RIGHT-CODE0") == true)
    }
  }

  @Test(arguments: [("y\r", 2, 0), ("\r", 0, 1), ("no\r", 0, 1)])
  func severalAreAskedFor(_ answer: String, _ posts: Int, _ status: Int32) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      _ = try skydoor.ask("kim.test")
      let group = try skydoor.group()
      let terminal = try skydoor.atTerminal("reject", group.id, "jo.test", "kim.test")
      try await terminal.wait { $0.contains(#"Reject 2 people in "\#(group.name)"? [y/N]"#) }
      #expect(skydoor.calls(Self.reject).isEmpty)
      terminal.send(answer)
      #expect(try await terminal.exit() == .exited(status))
      #expect(skydoor.calls(Self.reject).count == posts)
      #expect(terminal.screen.contains("Rejected @jo.test.") == (posts > 0))
    }
  }

  @Test func onePersonNeedsNoQuestion() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      _ = try skydoor.ask("stays.test")
      let group = try skydoor.group()
      let terminal = try skydoor.atTerminal("approve", group.id, "jo.test")
      #expect(try await terminal.exit() == .exited(0))
      #expect(terminal.screen.contains("Approved @jo.test."))
      #expect(terminal.screen.contains("Approved 1."))
      #expect(terminal.screen.contains(#"1 still waiting in "\#(group.name)"."#))
      // Looked up afterwards: what others did meanwhile counts too.
      let order = skydoor.simulator.calls.map(\.nsid)
      let refresh = try #require(order.lastIndex(of: "chat.bsky.convo.getConvo"))
      let approval = try #require(order.lastIndex(of: "chat.bsky.group.approveJoinRequest"))
      #expect(approval < refresh)
    }
  }

  @Test func interruptedBatchSendsNothingMore() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 60)) { skydoor in
      skydoor.simulator.inject(InjectedFault(.hold, on: Self.reject, times: nil))
      let group = try skydoor.group()
      let terminal = try skydoor.atTerminal("reject", group.id, "--stdin", "--yes")
      terminal.send(group.waiting.joined(separator: "\n") + "\n\u{04}")
      try await eventually("a call is sent") { !skydoor.calls(Self.reject).isEmpty }
      terminal.send("\u{03}")
      try await terminal.wait(for: "Stopping.")
      skydoor.simulator.clearFaults()
      #expect(try await terminal.exit() == .exited(130))
      let sent = skydoor.calls(Self.reject).count
      #expect(sent < 60)
      // What had been sent was settled, and none of it twice.
      let waiting = try skydoor.group().waiting.count
      #expect(waiting == 60 - sent)
      let words = terminal.screen.text.replacing("\n", with: "")
      #expect(words.contains("Rejected \(sent), \(60 - sent) not sent."))
      #expect(words.contains("Not sent: @"))
      #expect(words.contains(" and \(60 - sent - 10) more in \"\(group.name)\"."))
    }
  }

  /// Batch systems warn in many ways before they kill.
  @Test(arguments: [SIGUSR1, SIGXCPU, SIGALRM, SIGPWR, 40])
  func whatElseAsksForAnEndStopsABatchInOrder(_ signal: Int32) async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 60)) { skydoor in
      skydoor.simulator.inject(InjectedFault(.hold, on: Self.reject, times: nil))
      let group = try skydoor.group()
      let terminal = try skydoor.atTerminal("reject", group.id, "--stdin", "--yes")
      terminal.send(group.waiting.joined(separator: "\n") + "\n\u{04}")
      try await eventually("a call is sent") { !skydoor.calls(Self.reject).isEmpty }
      terminal.signal(signal)
      try await terminal.wait(for: "Stopping.")
      skydoor.simulator.clearFaults()
      #expect(try await terminal.exit() == .exited(128 + signal))
      let sent = skydoor.calls(Self.reject).count
      #expect(sent < 60)
      #expect(try skydoor.group().waiting.count == 60 - sent)
    }
  }

  @Test func whatIsIgnoredStopsNothing() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 12)) { skydoor in
      skydoor.simulator.inject(
        InjectedFault(.delay(.milliseconds(50)), on: Self.reject, times: nil))
      let group = try skydoor.group()
      let terminal = try skydoor.shellAtTerminal(
        #"trap '' HUP; exec "$0" reject \#(group.id) --stdin --yes"#)
      terminal.send(group.waiting.joined(separator: "\n") + "\n\u{04}")
      try await terminal.wait { $0.contains(" of 12") }
      terminal.signal(SIGHUP)
      #expect(try await terminal.exit() == .exited(0))
      #expect(skydoor.calls(Self.reject).count == 12)
    }
  }

  /// A program that ended without a word has left the terminal so.
  @Test func aPasteInBracketsIsThePasswordAlone() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let owner = skydoor.simulator.owner
      let terminal = try skydoor.atTerminal(
        "login", owner.handle, "--service", skydoor.simulator.url)
      try await terminal.wait { $0.contains("App password:") }
      terminal.paste(owner.password)
      terminal.send("\r")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func withoutASessionTheConsoleAsksFirst() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let terminal = try skydoor.atTerminal()
      try await terminal.wait { $0.contains("Handle:") }
      terminal.send("\u{04}")
      #expect(try await terminal.exit() == .exited(64))
      #expect(terminal.screen.contains("No handle was typed."))
    }
  }
}
