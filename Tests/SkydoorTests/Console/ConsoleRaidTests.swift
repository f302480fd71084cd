import Foundation
import PseudoTerminal
import Simulator
import Testing

/// People who come faster than the owner expects, at a terminal.
@Suite struct ConsoleRaidTests {
  @Test func aRaidIsSaidAndTakenAwayAndNothingIsDoneAboutIt() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 0)) {
      skydoor async throws in
      let group = try skydoor.group()
      for number in 0..<3 { _ = try skydoor.ask("early\(number).test") }
      let terminal = try skydoor.console(
        pollSeconds: 1, configuration: "raid = \"5 in 10m\"", columns: 120)
      try await terminal.wait { $0.contains("3 waiting") && !$0.contains("Connecting…") }
      #expect(!terminal.screen.contains("Raid?"))
      let message = terminal.screen.lines[23]
      for number in 0..<2 { _ = try skydoor.ask("late\(number).test") }
      try await terminal.wait { screen in
        screen.lines[1]
          == " Raid? 5 people asked \(group.name) in 10 min: ! shuts the door, M marks them"
      }
      #expect(terminal.screen.lines[23] == message)
      terminal.send("\u{1B}")
      try await terminal.wait { !$0.contains("Raid?") }
      // More of the same are no other raid.
      _ = try skydoor.ask("later.test")
      try await terminal.wait(for: "6 waiting")
      #expect(!terminal.screen.contains("Raid?"))
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      #expect(skydoor.decisions.isEmpty)
    }
  }

  @Test func itsDoorIsShutAndWhoCameInItIsMarkedAndRejected() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 0)) {
      skydoor async throws in
      for number in 0..<5 { _ = try skydoor.ask("early\(number).test") }
      let terminal = try skydoor.console(
        pollSeconds: 1, configuration: "raid = \"5 in 10m\"", columns: 120)
      try await terminal.wait { $0.lines[1].contains("! shuts the door, M marks them") }
      terminal.send("!y")
      try await terminal.wait {
        $0.lines[1].contains(". 5 came in this raid: M marks them; O opens")
          && !$0.contains("! shuts")
      }
      terminal.send("Mx")
      try await terminal.wait { $0.lines[23].hasPrefix(" Reject 5 people in ") }
      terminal.send("y")
      try await terminal.wait {
        $0.contains("Rejected 5 of 5.") && !$0.contains("came in this raid")
      }
      #expect(terminal.screen.lines[1].hasPrefix(" Door shut: "))
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      #expect(skydoor.decisions.count == 5)
    }
  }

  @Test func theDemoShowsOne() async throws {
    try await CommandLineFixture.signedOut { skydoor async throws in
      let terminal = try skydoor.console(
        "demo", "--groups", "1", "--requests", "0", "--rate", "6000", pollSeconds: 1)
      try await terminal.wait { $0.lines[1].contains("people asked Kiln & Clay Collective in 10") }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }
}
