import Foundation
import PseudoTerminal
import Simulator
import Testing

/// Many people at once, and people who come and go meanwhile, at a terminal.
@Suite struct ConsoleTriageTests {
  private static let reject = "chat.bsky.group.rejectJoinRequest"

  @Test func allThatAreMarkedAreRejectedOnceEachAfterOneQuestion() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 3, requests: 30)) { skydoor in
      let terminal = try skydoor.console(columns: 120, rows: 40)
      try await terminal.wait(for: "All groups: 30 waiting · 1 of 30")
      terminal.send("*x")
      try await terminal.wait(for: "Reject 30 people in ")
      #expect(skydoor.decisions == [])
      terminal.send("y")
      try await terminal.wait(for: "Rejected 30 of 30.")
      try await terminal.wait(for: "3 groups · 0 waiting")
      #expect(skydoor.decisions.count == 30)
      #expect(Set(skydoor.decisions).count == 30)
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func whereTheGroupsHaveTheScreenTheListIsShownBeforeAKeyDecides() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 2, requests: 6)) { skydoor in
      let terminal = try skydoor.console(columns: 60)
      try await terminal.wait(for: "Your groups")
      terminal.send("l")
      try await terminal.wait(for: "6 waiting · 1 of 6")
      terminal.send("h")
      try await terminal.wait(for: "Your groups")
      terminal.send("x")
      let screen = try await terminal.wait(for: "This is the list it is about: press x again.")
      #expect(screen.contains("6 waiting · 1 of 6"))
      #expect(skydoor.decisions == [])
      terminal.send("x")
      try await terminal.wait(for: "Rejected @")
      #expect(skydoor.decisions.count == 1)
    }
  }

  @Test func aBatchGoesOnByItselfThroughRateLimitsAndLostAnswers() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 24)) { skydoor in
      let terminal = try skydoor.console(columns: 120, rows: 40)
      try await terminal.wait(for: "24 waiting · 1 of 24")
      skydoor.simulator.inject(
        InjectedFault(
          .answer(
            status: 429, body: #"{"error":"RateLimitExceeded"}"#, headers: ["retry-after": "1"]),
          on: Self.reject, times: 2))
      skydoor.simulator.inject(InjectedFault(.dropAfterWork, on: Self.reject, times: 3))
      terminal.send("*xy")
      try await terminal.wait(for: "Rejected 24 of 24.")
      let carriedOut = skydoor.simulator.calls.filter { $0.nsid == Self.reject && $0.tookEffect }
      #expect(carriedOut.count == 24)
      #expect(Set(carriedOut.map(\.body)).count == 24)
      #expect(try skydoor.group().waiting == [])
    }
  }

  @Test func whoComesAndGoesIsShownWithoutAskingAndMovesNothing() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      let jo = try skydoor.ask("jo.test", displayName: "Jo")
      let terminal = try skydoor.console(pollSeconds: 1)
      try await terminal.wait(for: "1 waiting · 1 of 1")
      terminal.send("l")
      _ = try skydoor.ask("kim.test", displayName: "Kim")
      let screen = try await terminal.wait(for: "2 waiting · 1 of 2")
      #expect(screen.lines.contains { $0.contains("▸") && $0.contains("Jo") })
      skydoor.simulator.withdraw(group: group.id, member: jo)
      try await terminal.wait { $0.contains("withdrawn") && $0.contains("1 waiting · 1 of 2") }
      // The key does not hit whoever comes next.
      terminal.send("x")
      try await terminal.wait(for: "@jo.test has taken the request back.")
      terminal.send("j")
      try await terminal.wait(for: "1 waiting · 1 of 1")
      #expect(skydoor.decisions == [])
    }
  }

  @Test func aFilterNarrowsTheListAndAMistakeIsPointedAt() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      for name in ["jo", "kim", "lee"] { _ = try skydoor.ask("\(name).test") }
      let terminal = try skydoor.console()
      try await terminal.wait(for: "3 waiting · 1 of 3")
      terminal.send("/kim")
      try await terminal.wait(for: "1 of 3 match")
      terminal.send(" and folowers < 3")
      let screen = try await terminal.wait(for: "did you mean \"followers\"?")
      #expect(screen.lines.dropLast().last == " Filter: kim and folowers < 3")
      #expect(screen.lines.last?.prefix { $0 == " " }.count == " Filter: kim and ".count)
      terminal.send("\u{15}lee\r")
      try await terminal.wait(for: "1 of 3 match · 1 of 1 · filter: lee")
      terminal.send("\u{1B}")
      try await terminal.wait { $0.contains("3 waiting") && !$0.contains("match") }
    }
  }

  @Test func blockingComesBeforeRejecting() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let terminal = try skydoor.console()
      try await terminal.wait(for: "1 waiting · 1 of 1")
      terminal.send("X")
      try await terminal.wait(for: "Rejected and blocked @jo.test.")
      let made = skydoor.simulator.calls.map(\.nsid).filter {
        $0 == Self.reject || $0 == "com.atproto.repo.createRecord"
      }
      #expect(made == ["com.atproto.repo.createRecord", Self.reject])
    }
  }

  @Test func theOwnersRulesSuggestAndTheirFiltersAreOnAKey() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      for name in ["jo", "kim"] { _ = try skydoor.ask("\(name).test") }
      let terminal = try skydoor.console(
        configuration: """
          [[rule]]
          name = "kims"
          when = "kim"
          suggest = "approve"

          [[filter]]
          name = "jos"
          when = "jo"
          """, columns: 120)
      try await terminal.wait(for: "approve: kims")
      terminal.send("1")
      try await terminal.wait(for: "Filter jos: 1 of 2 match.")
      #expect(skydoor.decisions == [])
    }
  }
}
