import Foundation
import PseudoTerminal
import Simulator
import Testing

/// Approving more people than there are seats.
@Suite struct SeatTests {
  private static let approve = "chat.bsky.group.approveJoinRequest"
  private static let people = ["ana.test", "bo.test", "cleo.test", "dora.test"]

  /// A group with two seats left, and four people who ask one after the other.
  private func withTwoSeats(
    _ body: (CommandLineFixture, _ people: [String]) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 300)) { skydoor in
      let group = try skydoor.group()
      let seats = group.memberLimit - group.memberCount - 2
      for (index, member) in group.waiting.enumerated() {
        if index < seats {
          skydoor.simulator.approve(group: group.id, member: member)
        } else {
          skydoor.simulator.reject(group: group.id, member: member)
        }
      }
      try #require(try skydoor.group().memberCount == group.memberLimit - 2)
      var people: [String] = []
      for name in Self.people {
        // No two at the same time, which the service tells in milliseconds.
        try await Task.sleep(for: .milliseconds(2))
        people.append(try skydoor.ask(name))
      }
      try await body(skydoor, people)
    }
  }

  /// The first calls take the longest.
  private func delay(_ skydoor: CommandLineFixture) {
    for time in [50, 35, 20, 0] {
      skydoor.simulator.inject(
        InjectedFault(.delay(.milliseconds(time)), on: Self.approve))
    }
  }

  private func seated(_ people: [String], _ skydoor: CommandLineFixture) throws -> [Bool] {
    let members = try Set(skydoor.group().members)
    return people.map(members.contains)
  }

  @Test func theyGoInTheOrderGiven() async throws {
    try await withTwoSeats { skydoor, people in
      delay(skydoor)
      let group = try skydoor.group()
      let ending = try await skydoor.run(
        ["approve", group.id] + Self.people.reversed() + ["--yes", "--json"])
      #expect(ending.status == 1)
      #expect(ending.errors.hasPrefix("Too few seats: 2 left in \(group.name).\n"))
      #expect(try seated(people, skydoor) == [false, false, true, true])
      #expect(
        try ending.json().map { $0["outcome"] as? String } == ["done", "done", "failed", "failed"])
    }
  }

  @Test func inASweepTheyGoToWhoHasWaitedLongest() async throws {
    try await withTwoSeats { skydoor, people in
      try skydoor.configure(
        "[[rule]]\nname = \"all\"\nwhen = \"handle:test\"\nsuggest = \"approve\"\n")
      delay(skydoor)
      let dry = try await skydoor.run("sweep", "--rule", "all", "--dry-run", "--json")
      #expect(dry.status == 0)
      #expect(dry.errors == "Too few seats: 2 left in \(try skydoor.group().name).\n")
      #expect(try dry.json().map { $0["member"] as? String } == people)
      let ending = try await skydoor.run("sweep", "--rule", "all", "--yes", "--json")
      #expect(ending.status == 1)
      #expect(try seated(people, skydoor) == [true, true, false, false])
    }
  }

  @Test func whoeverIsAskedIsWarned() async throws {
    try await withTwoSeats { skydoor, people in
      let group = try skydoor.group()
      let terminal = try skydoor.atTerminal("approve", group.id, people[0], people[1], people[2])
      try await terminal.wait {
        $0.contains("Too few seats: 2 left in \(group.name).") && $0.contains("Approve 3 people in")
      }
      terminal.send("n\r")
      #expect(try await terminal.exit() == .exited(1))
      let enough = try await skydoor.run(
        "approve", group.id, people[0], people[1], "--dry-run", "--json")
      #expect(enough.errors.isEmpty)
    }
  }

  @Test func inTheConsoleTheyGoToWhoHasWaitedLongest() async throws {
    try await withTwoSeats { skydoor, people in
      let terminal = try skydoor.console(undoSeconds: 0)
      try await terminal.wait(for: "4 waiting · 1 of 4")
      // By handle, the other way round.
      terminal.send("lsssS*a")
      try await terminal.wait {
        $0.contains("Approve 4 people in ") && $0.contains("Too few seats: 2 left in ")
      }
      terminal.send("y")
      try await terminal.wait(for: "Approved 2 of 4; 2 failed and are on the list.")
      #expect(try seated(people, skydoor) == [true, true, false, false])
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }
}
