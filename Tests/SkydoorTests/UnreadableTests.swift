import Foundation
import Moderation
import PseudoTerminal
import Simulator
import Testing

/// What could not be read of a list is said, on standard error.
@Suite struct UnreadableTests {
  private static let reject = "chat.bsky.group.rejectJoinRequest"

  /// Three people wait in the first group, and two of them can't be read.
  private func withThree(
    _ body: (CommandLineFixture, SimulatedGroup, _ dids: [String]) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let dids = try ["jo.test", "kim.test", "lou.test"].map { try skydoor.ask($0) }
      for did in dids.dropFirst() { skydoor.simulator.garble(person: did) }
      try await body(skydoor, try skydoor.group(), dids)
    }
  }

  private func sentence(_ count: Int, _ thing: String, _ group: SimulatedGroup) -> String {
    "skydoor: In \"\(group.name)\" \(count) \(thing) could not be read. "
      + "Look for a newer version of skydoor.\n"
  }

  private func line(_ list: String, _ group: SimulatedGroup, _ count: Int) -> String {
    #"{"warning":"unreadable","list":"\#(list)","group":"\#(group.id)","#
      + #""groupName":"\#(group.name)","count":\#(count)}"# + "\n"
  }

  @Test func requests() async throws {
    try await withThree { skydoor, group, dids in
      let table = try await skydoor.run("requests")
      #expect(table.status == 0)
      #expect(table.lines.count == 2)
      #expect(table.errors == sentence(2, "requests", group))
      let json = try await skydoor.run("requests", group.id, "--json")
      #expect(json.status == 0)
      #expect(try json.json().map { $0["member"] as? String } == [dids[0]])
      #expect(json.errors == line("requests", group, 2))
      for did in dids { skydoor.simulator.garble(person: did, false) }
      #expect(try await skydoor.run("requests").errors.isEmpty)
    }
  }

  @Test func nobodyIsSaidToWaitWhereNobodyCanBeRead() async throws {
    try await withThree { skydoor, group, dids in
      skydoor.simulator.garble(person: dids[0])
      let ending = try await skydoor.run("requests")
      #expect(ending.output.isEmpty)
      #expect(ending.errors == sentence(3, "requests", group))
      let filtered = try await skydoor.run("requests", "--where", "jo")
      #expect(filtered.errors == sentence(3, "requests", group))
    }
  }

  @Test func profiles() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 200, body: #"{"profiles":[{"did":7}]}"#),
          on: "app.bsky.actor.getProfiles"))
      let ending = try await skydoor.run("requests", "--where", "followers >= 0")
      #expect(ending.status == 0 && ending.output.isEmpty)
      #expect(ending.errors == sentence(1, "profile", try skydoor.group()))
    }
  }

  @Test func members() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      skydoor.simulator.garble(person: group.members[1])
      let table = try await skydoor.run("members", group.id)
      #expect(table.lines.count == group.members.count)
      #expect(table.errors == sentence(1, "member", group))
      #expect(
        try await skydoor.run("members", group.id, "--json").errors == line("members", group, 1))
    }
  }

  @Test func groups() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let (hidden, shown) = (try skydoor.group(0), try skydoor.group(1))
      skydoor.simulator.garble(group: hidden.id)
      let warning = "skydoor: 1 group could not be read. Look for a newer version of skydoor.\n"
      for command in [
        ["groups"], ["status"], ["requests"], ["door", "shut", "--all", "--dry-run"],
      ] {
        let ending = try await skydoor.run(command)
        #expect(ending.errors.hasPrefix(warning), "\(command): \(ending.errors)")
      }
      let json = try await skydoor.run("groups", "--json")
      #expect(try json.json().map { $0["id"] as? String } == [shown.id])
      #expect(
        json.errors
          == #"{"warning":"unreadable","list":"groups","group":null,"groupName":null,"count":1}"#
          + "\n")
      // The group that is named may be the one.
      let named = try await skydoor.run("requests", hidden.name)
      #expect(named.status == 65)
      #expect(
        named.errors.hasPrefix(
          "skydoor: You own no group called \"\(hidden.name)\". 1 group could not be read."))
      skydoor.simulator.garble(group: shown.id)
      #expect(!(try await skydoor.run("groups").errors.contains("You own no group")))
    }
  }

  /// It may be one of those who can't be read, and the service knows.
  @Test func whoIsNamedByDIDIsDecidedOnUnseen() async throws {
    try await withThree { skydoor, group, dids in
      let ending = try await skydoor.run("reject", group.id, dids[1], "--json")
      #expect(ending.status == 0)
      #expect(
        try ending.json().map { [$0["member"] as? String, $0["outcome"] as? String] }
          == [[dids[1], "done"]])
      #expect(ending.errors == line("requests", group, 2))
      #expect(try skydoor.group().waiting.count == 2)
      // Nobody is said to be gone who may be there.
      let gone = try await skydoor.run("reject", group.id, "did:plc:gone", "--json")
      #expect(gone.status == 1)
      #expect(try gone.json().map { $0["outcome"] as? String } == ["failed"])
    }
  }

  @Test func aHandleThatIsNotFoundMayBeOneOfThem() async throws {
    try await withThree { skydoor, group, _ in
      let ending = try await skydoor.run("reject", group.id, "kim.test")
      #expect(ending.status == 65)
      #expect(
        ending.errors.hasPrefix(
          "skydoor: Nobody called @kim.test is waiting in \"\(group.name)\". "
            + "2 requests could not be read."))
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }

  @Test func aSweepSaysWhomItCouldNotLookAt() async throws {
    try await withThree { skydoor, group, dids in
      try skydoor.configure(
        """
        [[rule]]
        name = "all"
        when = "waiting < 1d"
        suggest = "reject"
        """)
      let ending = try await skydoor.run("sweep", "--rule", "all", "--yes")
      #expect(ending.status == 0)
      #expect(ending.errors == sentence(2, "requests", group))
      #expect(Set(try skydoor.group().waiting) == Set(dids.dropFirst()))
      let json = try await skydoor.run("sweep", "--rule", "all", "--yes", "--json")
      #expect(json.errors == line("requests", group, 2))
    }
  }

  @Test func theConsoleSaysItBesideTheList() async throws {
    try await withThree { skydoor, group, dids in
      let terminal = try skydoor.atTerminal()
      try await terminal.wait { $0.contains("2 could not be read") && $0.contains("@jo.test") }
      for did in dids { skydoor.simulator.garble(person: did, false) }
      terminal.send("r")
      try await terminal.wait { !$0.contains("could not be read") && $0.contains("@lou.test") }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }
}
