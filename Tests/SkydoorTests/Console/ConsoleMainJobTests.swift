import Foundation
import PseudoTerminal
import Simulator
import Testing

/// The main job, as somebody at a terminal does it.
@Suite struct ConsoleMainJobTests {
  @Test func rejectIsOneCallAndThenALookAtTheService() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      let members = [
        "jo": try skydoor.ask("jo.test", displayName: "Jo"),
        "kim": try skydoor.ask("kim.test", displayName: "Kim"),
      ]
      let terminal = try skydoor.console()
      @Sendable func isSelected(_ name: String, on screen: ScreenEmulator) -> Bool {
        screen.lines.contains { $0.contains("│▸") && $0.contains("@\(name).test") }
      }
      // A screen can be seen half drawn: the heading is there before the row.
      let before = try await terminal.wait { screen in
        screen.contains("2 waiting · 1 of 2")
          && (isSelected("jo", on: screen) || isSelected("kim", on: screen))
      }
      // They asked within the same second, so the order is the service's.
      let isJo = isSelected("jo", on: before)
      let (first, second) = isJo ? ("jo", "kim") : ("kim", "jo")
      terminal.send("lx")
      try await terminal.wait(for: "Rejected @\(first).test.")
      let screen = try await terminal.wait(for: "1 waiting · 1 of 1")
      #expect(!screen.lines.dropLast().contains { $0.contains("@\(first).test") })
      #expect(screen.contains("@\(second).test"))

      let calls = skydoor.simulator.calls
      let reject = try #require(calls.lastIndex { $0.nsid.hasSuffix("rejectJoinRequest") })
      #expect(skydoor.decisions.count == 1)
      #expect(
        try JSONDecoder().decode([String: String].self, from: Data(calls[reject].body.utf8))
          == ["convoId": group.id, "member": members[first]])
      #expect(calls[reject].headers["atproto-proxy"] == "did:web:api.bsky.chat#bsky_chat")
      #expect(calls[reject].headers["content-type"] == "application/json")
      #expect(calls[(reject + 1)...].contains { $0.nsid.hasSuffix("listJoinRequests") })
      #expect(try skydoor.group().waiting.count == 1)

      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
    }
  }

  @Test func approveLetsThePersonIn() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let member = try skydoor.ask("jo.test")
      let terminal = try skydoor.console()
      try await terminal.wait(for: "1 waiting · 1 of 1")
      terminal.send("a")
      try await terminal.wait(for: "Approved @jo.test.")
      try await terminal.wait(for: "Nobody is waiting.")
      let group = try skydoor.group()
      #expect(group.members.contains(member))
    }
  }

  @Test func aHeldDecisionIsUndoneWithoutACall() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let terminal = try skydoor.console(undoSeconds: 60)
      try await terminal.wait(for: "1 waiting · 1 of 1")
      terminal.send("x")
      try await terminal.wait { $0.lines.last == " Rejecting @jo.test, u to undo" }
      terminal.send("u")
      try await terminal.wait(for: "@jo.test is back on the list")
      try await terminal.wait(for: "1 waiting · 1 of 1")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      #expect(skydoor.decisions == [])
    }
  }

  @Test func quittingSendsWhatIsHeld() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let terminal = try skydoor.console(undoSeconds: 60)
      try await terminal.wait(for: "1 waiting · 1 of 1")
      terminal.send("xq")
      #expect(try await terminal.exit() == .exited(0))
      #expect(skydoor.decisions.count == 1)
      #expect(try skydoor.group().waiting == [])
    }
  }

  @Test func readOnlySendsNothing() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let terminal = try skydoor.console("--read-only")
      try await terminal.wait(for: "1 waiting · 1 of 1")
      terminal.send("lxa")
      try await terminal.wait(for: "Decisions are off")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      #expect(
        skydoor.simulator.calls.allSatisfy { $0.method == "GET" || $0.nsid.hasSuffix("Session") })
    }
  }

  @Test func somebodyWhoIsNotSignedInIsAskedAndThenSeesTheConsole() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try await skydoor.run("logout")
      let terminal = try skydoor.console()
      try await terminal.wait(for: "Handle")
      terminal.send("\u{03}")
      #expect(try await terminal.exit() != .exited(0))
      terminal.expectRestored()
    }
  }

  @Test func fiveThousandPeopleLoadAndScroll() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 5_000)) { skydoor in
      let terminal = try skydoor.console(columns: 120, rows: 40)
      try await terminal.wait(for: "5000 waiting · 1 of 5000")
      terminal.send("lG")
      try await terminal.wait(for: "5000 of 5000")
      terminal.send("gj")
      try await terminal.wait(for: "2 of 5000")
    }
  }

  @Test func theDemoIsTheSameConsole() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let terminal = try skydoor.console("demo", "--groups", "2", "--requests", "20")
      try await terminal.wait(for: "waiting · 1 of")
      terminal.send("x")
      try await terminal.wait(for: "Rejected @")
      try await terminal.wait(for: "2 groups · 19 waiting")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
    }
  }
}
