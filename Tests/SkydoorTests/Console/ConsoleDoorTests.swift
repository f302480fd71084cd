import Foundation
import PseudoTerminal
import Simulator
import TestEnvironment
import Testing

/// Doors, shut and opened by key at a real terminal against the real service.
@Suite(.timeLimit(.minutes(10))) struct ConsoleDoorTests {
  private static let edit = "chat.bsky.group.editJoinLink"

  /// Gives the owner's groups links of every kind.
  private func makeLinks(_ skydoor: CommandLineFixture) -> [String: SimulatedLink] {
    var links: [String: SimulatedLink] = [:]
    for (index, group) in skydoor.simulator.groups.filter(\.isOwned).enumerated() {
      let link = SimulatedLink(
        code: "door\(index)", requiresApproval: index % 2 == 1, isForFollowed: index % 4 == 2)
      skydoor.simulator.setLink(link, group: group.id)
      links[group.id] = link
    }
    return links
  }

  private func links(_ skydoor: CommandLineFixture) -> [String: SimulatedLink] {
    Dictionary(
      skydoor.simulator.groups.filter(\.isOwned).map { ($0.id, $0.link) },
      uniquingKeysWith: { first, _ in first }
    ).compactMapValues { $0 }
  }

  @Test func twentyDoorsOfWhichThreeFailAndTheWayBackAfterAKill() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 20, requests: 0)) { skydoor in
      let before = makeLinks(skydoor)
      skydoor.simulator.inject(
        InjectedFault(
          .answer(
            status: 400, body: #"{"error":"InsufficientRole","message":"Not the owner"}"#),
          on: Self.edit, times: 3))
      let first = try skydoor.console(columns: 120, rows: 40)
      try await first.wait(for: "20 groups · 0 waiting")
      first.send("!")
      try await first.wait(for: "Shut all 20 open doors? Then only people you follow may ask")
      #expect(skydoor.calls(Self.edit).isEmpty)
      first.send("y")
      try await first.wait(for: "17 of 20 doors are shut. 3 failed.")
      let screen = try await first.wait { $0.contains("Not shut: ") && $0.contains("Doors shut") }
      #expect(screen.contains("; . tries again"))

      first.send(".")
      try await first.wait(for: "All 3 doors are shut.")
      #expect(links(skydoor).values.allSatisfy { $0.requiresApproval && $0.isForFollowed })
      #expect(links(skydoor).values.allSatisfy { $0.isEnabled })
      first.signal(SIGKILL)
      _ = try await first.exit()

      let second = try skydoor.console(columns: 120, rows: 40)
      try await second.wait { $0.contains("Doors shut: ") && $0.contains("20 groups") }
      second.send("O")
      try await second.wait(for: "Open all 20 shut doors again?")
      second.send("y")
      let open = try await second.wait(for: "All 20 doors are open.")
      #expect(!open.contains("door shut"))
      #expect(links(skydoor) == before)
      try await second.wait { !$0.contains("Doors shut: ") }
      second.send("q")
      #expect(try await second.exit() == .exited(0))
      second.expectRestored()
    }
  }

  @Test func anotherConsoleSeesItAndOpensIt() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 0)) { skydoor in
      let before = makeLinks(skydoor)
      let consoles = try [
        skydoor.console(pollSeconds: 1, columns: 120),
        skydoor.console(pollSeconds: 1, columns: 120),
      ]
      for console in consoles { try await console.wait(for: "1 group · 0 waiting") }
      consoles[0].send("!y")
      for console in consoles { try await console.wait(for: "Door shut: ") }
      #expect(links(skydoor) != before)
      consoles[1].send("O")
      try await consoles[1].wait(for: "Who gets in at once can't be un-admitted.")
      consoles[1].send("y")
      for console in consoles { try await console.wait { !$0.contains("Door shut: ") } }
      #expect(links(skydoor) == before)
    }
  }

  @Test func aDoorOpensByItselfWhenItsTimeHasCome() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 0)) { skydoor in
      let before = makeLinks(skydoor)
      let console = try skydoor.console(
        configuration: "[door]\nhow = \"disable\"\nfor = \"2s\"", columns: 120)
      try await console.wait(for: "1 group · 0 waiting")
      console.send("!")
      try await console.wait(for: "Then the link is off. Open again after 2s.")
      console.send("y")
      try await console.wait(for: "Door shut: ")
      #expect(links(skydoor).values.allSatisfy { !$0.isEnabled })
      try await console.wait { !$0.contains("Door shut: ") && $0.contains("is open") }
      #expect(links(skydoor) == before)
    }
  }

  /// A door whose time passed while nobody was there is not opened behind the owner's back.
  @Test func theNextStartOffersADoorWhoseTimeHasPassed() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 0)) { skydoor in
      let before = makeLinks(skydoor)
      let ending = try await skydoor.run("door", "shut", "--all", "--for", "1s", "--yes")
      #expect(ending.status == 0, "\(ending.errors)")
      try await eventually("its time has passed") {
        try await skydoor.run("door").output.contains("\tdue\t")
      }
      let console = try skydoor.console(columns: 120)
      // An answer that was on its way would show the link as it was before.
      try await console.wait {
        $0.contains("Was to open at ") && $0.contains("1 group · 0 waiting")
          && !$0.contains("as of")
      }
      #expect(links(skydoor) != before)
      console.send("Oy")
      try await console.wait { !$0.contains("Was to open at ") && $0.contains("is open") }
      #expect(links(skydoor) == before)
    }
  }

  @Test func aReadOnlyConsoleLeavesDoorsAlone() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 0)) { skydoor in
      let console = try skydoor.console("--read-only")
      try await console.wait(for: "1 group · 0 waiting")
      console.send("!")
      try await console.wait(for: "Decisions are off")
      console.send("q")
      #expect(try await console.exit() == .exited(0))
      #expect(skydoor.calls(Self.edit).isEmpty)
    }
  }
}
