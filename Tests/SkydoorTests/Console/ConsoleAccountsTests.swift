import Foundation
import PseudoTerminal
import Simulator
import Testing

/// Two accounts on two hosts, and one console that goes from one to the other.
@Suite struct ConsoleAccountsTests {
  private static let other = WorldOptions(
    groups: 3, requests: 0, seed: 2, ownerHandle: "olga.example.com")

  /// Mara has two groups, in the first of which Jo waits; Olga, on another host, has three, and Kim
  /// waits in the first of them. Mara is the default account.
  private func signedIn(
    _ body: (_ mara: CommandLineFixture, _ olga: CommandLineFixture) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedOut { mara async throws in
      let simulator = try await Simulator.start(Self.other)
      let olga = CommandLineFixture(simulator: simulator, home: mara.home)
      let result: Result<Void, any Error>
      do {
        for account in [olga, mara] { try #require(try await account.signIn().status == 0) }
        _ = try mara.ask("jo.test")
        _ = try olga.ask("kim.test")
        result = .success(try await body(mara, olga))
      } catch {
        result = .failure(error)
      }
      await simulator.stop()
      try result.get()
    }
  }

  /// The first frame of an account that is there with one person waiting.
  @discardableResult
  private func wait(
    _ terminal: PseudoTerminal, for account: String, _ counts: String = "1 waiting"
  ) async throws -> ScreenEmulator {
    try await terminal.wait { screen in
      screen.lines[0].contains("@\(account).example.com ") && screen.lines[0].contains(counts)
        && !screen.contains("Connecting…")
    }
  }

  private func files(_ path: String, in home: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: home + path)
      .filter { $0.hasPrefix("did:") }.sorted()
  }

  @Test func thePaletteGoesFromOneToTheOtherOnTheSameTerminal() async throws {
    try await signedIn { mara, olga async throws in
      let terminal = try mara.console("--theme", "mono", columns: 120)
      try await wait(terminal, for: "mara", "2 groups · 1 waiting")
      terminal.send(":olga\r")
      try await wait(terminal, for: "olga", "3 groups · 1 waiting")
      try await terminal.wait(for: "1 of 1")
      #expect(terminal.screen.isAlternate)
      terminal.send("lx")
      try await terminal.wait(for: "Rejected @kim.test.")
      #expect(olga.decisions.count == 1)
      #expect(mara.decisions.isEmpty)
      terminal.send(":next-account\r")
      try await wait(terminal, for: "mara", "2 groups · 1 waiting")
      try await terminal.wait(for: "@jo.test")
      terminal.send("lx")
      try await terminal.wait(for: "Rejected @jo.test.")
      #expect(mara.decisions.count == 1)
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
      // The shell was never in sight.
      let left = String(decoding: terminal.output, as: UTF8.self).components(
        separatedBy: "\u{1B}[?1049l")
      #expect(left.count == 2)

      let dids = [mara, olga].map(\.simulator.owner.did).sorted()
      #expect(
        try files("/.cache/skydoor", in: mara.home)
          == dids.flatMap { [$0 + ".labelers", $0 + ".seen"] })
      #expect(
        try files("/.local/state/skydoor/sessions", in: mara.home).filter { $0.hasSuffix(".json") }
          == dids.map { $0 + ".json" })
      #expect(
        try files("/.local/state/skydoor/journals", in: mara.home).filter {
          $0.hasSuffix(".sqlite")
        }
          == dids.map { $0 + ".sqlite" })
      for (account, handle) in [("mara", "jo.test"), ("olga", "kim.test")] {
        let history = try await mara.run("history", "--json", "--account", "\(account).example.com")
        #expect(try history.json().map { $0["handle"] as? String } == [handle])
        let groups = try await mara.run("groups", "--json", "--account", "\(account).example.com")
        #expect(try groups.json().count == (account == "mara" ? 2 : 3))
      }
    }
  }

  @Test func theAccountIsNamedOnTheCommandLine() async throws {
    try await signedIn { mara, olga async throws in
      let terminal = try mara.console("--account", "olga.example.com", "--read-only", columns: 120)
      try await wait(terminal, for: "olga", "3 groups · 1 waiting")
      terminal.send(":mara\r")
      let screen = try await wait(terminal, for: "mara", "2 groups · 1 waiting")
      // What was asked for on the command line holds for every account.
      #expect(screen.lines[0].contains("read-only"))
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      let status = try await mara.run("status", "--account", "olga.example.com")
      #expect(status.output == "3 groups · 1 waiting · 1 new\n")
      #expect(try await mara.run("status").output == "2 groups · 1 waiting · 1 new\n")
      // Nothing has changed about which account is used where none is named.
      let accounts = try await mara.run("accounts", "--json").json()
      #expect(
        accounts.first { $0["default"] as? Bool == true }?["handle"] as? String
          == "mara.example.com")
      #expect(olga.calls("chat.bsky.group.updateJoinRequestsRead").isEmpty)
    }
  }

  @Test func whatIsHeldIsSentBeforeTheSwitch() async throws {
    try await signedIn { mara, _ async throws in
      let terminal = try mara.console(undoSeconds: 60, columns: 120)
      try await terminal.wait { $0.contains("2 groups · 1 waiting") && $0.contains("@jo.test") }
      terminal.send("lx")
      try await terminal.wait(for: "Rejecting @jo.test")
      #expect(mara.decisions.isEmpty)
      terminal.send(":olga\r")
      try await wait(terminal, for: "olga", "3 groups · 1 waiting")
      #expect(mara.decisions.count == 1)
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      let history = try await mara.run("history", "--json")
      #expect(try history.json().map { $0["outcome"] as? String } == ["done"])
    }
  }

  @Test func whatCouldNotBeConfirmedIsSaidThereAndAtTheEnd() async throws {
    try await signedIn { mara, olga async throws in
      let terminal = try mara.console(undoSeconds: 60, columns: 120)
      try await terminal.wait { $0.contains("2 groups · 1 waiting") && $0.contains("@jo.test") }
      terminal.send("lx")
      try await terminal.wait(for: "Rejecting @jo.test")
      mara.simulator.inject(
        InjectedFault(
          .answer(status: 400, body: #"{"error":"InsufficientRole"}"#),
          on: "chat.bsky.group.rejectJoinRequest"))
      terminal.send(":olga\r")
      try await wait(terminal, for: "olga")
      try await terminal.wait { $0.lines[23].contains("Rejecting @jo.test in") }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(1))
      #expect(terminal.screen.contains("Rejecting @jo.test in"))
      #expect(olga.decisions.isEmpty)
    }
  }

  @Test func aSessionThatHasEndedKeepsTheAccountWhereItIs() async throws {
    try await signedIn { mara, olga async throws in
      let terminal = try mara.console(columns: 120)
      try await wait(terminal, for: "mara", "2 groups · 1 waiting")
      olga.simulator.revokeSessions()
      terminal.send(":olga\r")
      try await terminal.wait { $0.lines[23].contains("You are still @mara.example.com.") }
      #expect(terminal.screen.lines[0].contains("@mara.example.com"))
      #expect(terminal.screen.lines[23].contains("skydoor login olga.example.com"))
      // Signed out on this machine meanwhile.
      _ = try await mara.run("logout", "olga.example.com")
      terminal.send("\u{1B}")
      try await terminal.wait { !$0.lines[23].contains("You are still") }
      terminal.send(":olga\r")
      try await terminal.wait { $0.lines[23].contains("is not signed in") }
      terminal.send("lx")
      try await terminal.wait(for: "Rejected @jo.test.")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      #expect(mara.decisions.count == 1)
    }
  }

  /// A host that is down says nothing about the session: what was seen last is shown.
  @Test func aHostThatIsDownIsGoneOnToAllTheSame() async throws {
    try await signedIn { mara, olga async throws in
      let terminal = try mara.console("--account", "olga.example.com", columns: 120)
      try await wait(terminal, for: "olga", "3 groups · 1 waiting")
      terminal.send(":mara\r")
      try await wait(terminal, for: "mara", "2 groups · 1 waiting")
      await olga.simulator.stop()
      terminal.send(":olga\r")
      try await terminal.wait { screen in
        screen.lines[0].contains("@olga.example.com") && screen.lines[0].contains("as of")
          && screen.lines[23].contains("No connection to")
      }
      terminal.send(":mara\r")
      try await wait(terminal, for: "mara", "2 groups · 1 waiting")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func theAccountThatWasLeftIsNotAskedAnyMore() async throws {
    try await signedIn { mara, olga async throws in
      let terminal = try mara.console(pollSeconds: 1, columns: 120)
      try await wait(terminal, for: "mara", "2 groups · 1 waiting")
      terminal.send(":olga\r")
      try await wait(terminal, for: "olga", "3 groups · 1 waiting")
      let calls = mara.simulator.calls.count
      // Two looks of the other's are time enough for one.
      let looks = olga.calls("chat.bsky.convo.getLog").count
      try await terminal.wait { _ in
        olga.calls("chat.bsky.convo.getLog").count >= looks + 2
      }
      #expect(mara.simulator.calls.count == calls)
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func theThemeOfTheMomentIsKept() async throws {
    try await signedIn { mara, _ async throws in
      let terminal = try mara.console(columns: 120)
      try await wait(terminal, for: "mara", "2 groups · 1 waiting")
      terminal.send("T")
      try await terminal.wait(for: "Theme mono")
      terminal.send(":olga\r")
      try await wait(terminal, for: "olga", "3 groups · 1 waiting")
      terminal.send("T")
      try await terminal.wait(for: "Theme high-contrast")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }
}
