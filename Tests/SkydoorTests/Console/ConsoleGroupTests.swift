import Foundation
import PseudoTerminal
import Simulator
import Testing

/// One group on the whole screen, at a terminal.
@Suite struct ConsoleGroupTests {
  /// The calls that change something about groups, oldest first, by the method's last word.
  private func changes(_ skydoor: CommandLineFixture) -> [String] {
    skydoor.simulator.calls.filter { $0.method == "POST" && $0.tookEffect }.compactMap {
      $0.nsid.split(separator: ".").last.map(String.init)
    }.filter { $0.hasSuffix("JoinLink") || $0.hasSuffix("Convo") || $0 == "editGroup" }
  }

  private func removals(_ skydoor: CommandLineFixture) -> [String] {
    skydoor.simulator.calls.filter { $0.nsid.hasSuffix("removeMembers") }.map(\.body)
  }

  private func opened(
    _ arguments: String..., undoSeconds: Double = 0,
    _ body: (CommandLineFixture, PseudoTerminal) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 3)) { skydoor in
      let terminal =
        arguments.isEmpty
        ? try skydoor.console(undoSeconds: undoSeconds, pollSeconds: 1, columns: 120, rows: 40)
        : try skydoor.console(arguments[0], columns: 120, rows: 40)
      try await terminal.wait(for: "3 waiting · 1 of 3")
      terminal.send("L")
      let group = try skydoor.group()
      try await terminal.wait(for: "1 of \(group.memberCount)")
      try await body(skydoor, terminal)
    }
  }

  @Test func theSwitchesAreOneCallEachAndWhatOpensWiderAsks() async throws {
    try await opened { skydoor, terminal in
      terminal.send("i")
      try await terminal.wait { $0.contains("The join link is off") && $0.contains("off  https:") }
      terminal.send("i")
      try await terminal.wait(for: "Switch the link on, and let anyone")
      #expect(changes(skydoor) == ["disableJoinLink"])
      terminal.send("y")
      try await terminal.wait { $0.contains("The join link is on") && $0.contains("on   https:") }
      terminal.send("w")
      try await terminal.wait(for: "Only people you follow may ask; w opens it to anyone again.")
      terminal.send("p")
      try await terminal.wait(for: "Let people you follow in at once")
      terminal.send("n")
      try await terminal.wait { !$0.contains("Let people you follow in at once") }
      terminal.send("py")
      try await terminal.wait(for: "Whoever uses the link is in at once")
      terminal.send("B")
      try await terminal.wait(for: "nobody can write or join; B unlocks it.")
      #expect(
        changes(skydoor) == [
          "disableJoinLink", "enableJoinLink", "editJoinLink", "editJoinLink", "lockConvo",
        ])
      #expect(try skydoor.group().lock == .locked)
    }
  }

  @Test func whatHappensElsewhereIsShown() async throws {
    try await opened { skydoor, terminal in
      let group = try skydoor.group()
      skydoor.simulator.setLock(.locked, group: group.id, byModeration: true)
      skydoor.simulator.remove(group: group.id, member: group.members[1])
      try await terminal.wait {
        $0.contains("locked by moderation: only the service can unlock it")
          && $0.contains("1 of \(group.memberCount - 1)")
      }
      terminal.send("B")
      try await terminal.wait(for: "The service's moderation has locked this group")
      #expect(changes(skydoor) == [])
    }
  }

  @Test func theNameIsTyped() async throws {
    try await opened { skydoor, terminal in
      terminal.send("E")
      try await terminal.wait(for: " Name: ")
      terminal.send("\u{15}")
      try await terminal.wait(for: "The name is empty.")
      terminal.send("Owls of the night\r")
      try await terminal.wait(for: " is called Owls of the night now.")
      try await terminal.wait { $0.lines[1].hasPrefix(" Owls of the night: ") }
      #expect(try skydoor.group().name == "Owls of the night")
      #expect(changes(skydoor) == ["editGroup"])
    }
  }

  @Test func theMarkedAreRemovedAfterOneQuestion() async throws {
    try await opened { skydoor, terminal in
      let group = try skydoor.group()
      terminal.send("j  x")
      try await terminal.wait(for: "Remove 2 people from \(group.name)?")
      #expect(removals(skydoor) == [])
      terminal.send("y")
      try await terminal.wait {
        $0.contains("Removed 2 of 2.") && $0.contains("of \(group.memberCount - 2)")
      }
      #expect(Set(removals(skydoor)).count == 2)
      #expect(removals(skydoor).count == 2)
      #expect(
        try skydoor.group().members == [group.members[0]] + group.members.dropFirst(3))
      // It is remembered as what it was.
      terminal.send("LH")
      try await terminal.wait { $0.contains("2 decisions") && $0.contains(" remove ") }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func oneIsTakenBackBeforeAnythingIsSent() async throws {
    try await opened(undoSeconds: 60) { skydoor, terminal in
      let group = try skydoor.group()
      terminal.send("jx")
      try await terminal.wait(for: ", u to undo")
      terminal.send("u")
      try await terminal.wait(for: " stays a member; nothing was sent.")
      terminal.send("x")
      try await terminal.wait(for: ", u to undo")
      // Leaving sends what is held.
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      #expect(removals(skydoor).count == 1)
      #expect(try skydoor.group().memberCount == group.memberCount - 1)
    }
  }

  @Test func readOnlyShowsItAndChangesNothing() async throws {
    try await opened("--read-only") { skydoor, terminal in
      for key in ["i", "B", "jx"] {
        terminal.send(key)
        try await terminal.wait(for: "Decisions are off: the console was started with --read-only.")
        terminal.send("/")
        try await terminal.wait { !$0.contains("Decisions are off") }
        terminal.send("\u{03}")
        try await terminal.wait { !$0.contains("Filter:") }
      }
      #expect(changes(skydoor) == [])
      #expect(removals(skydoor) == [])
    }
  }
}
