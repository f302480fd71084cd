import Foundation
import PseudoTerminal
import Simulator
import TestEnvironment
import Testing

/// `skydoor door`
@Suite struct DoorCommandTests {
  private static let edit = "chat.bsky.group.editJoinLink"
  private static let disable = "chat.bsky.group.disableJoinLink"

  /// Gives every group of the owner's a link that lets anybody in.
  private func open(_ skydoor: CommandLineFixture) -> [String: SimulatedLink] {
    var links: [String: SimulatedLink] = [:]
    for (index, group) in skydoor.simulator.groups.filter(\.isOwned).enumerated() {
      let link = SimulatedLink(code: "abc\(index)", requiresApproval: false)
      skydoor.simulator.setLink(link, group: group.id)
      links[group.id] = link
    }
    return links
  }

  private func links(_ skydoor: CommandLineFixture) -> [String: SimulatedLink] {
    Dictionary(
      uniqueKeysWithValues: skydoor.simulator.groups.filter(\.isOwned).compactMap { group in
        group.link.map { (group.id, $0) }
      })
  }

  private func outcomes(_ ending: Ending) throws -> [String: Int] {
    Dictionary(
      try ending.json().map { ($0["outcome"] as? String ?? "", 1) }, uniquingKeysWith: +)
  }

  @Test func shutAndOpenedByOtherProcesses() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 3, requests: 0)) { skydoor in
      let before = open(skydoor)
      let group = try skydoor.group()
      let shut = try await skydoor.run("door", "shut", group.name)
      #expect(shut.status == 0 && shut.output.isEmpty && shut.errors.isEmpty)
      #expect(try skydoor.group().link?.isForFollowed == true)
      #expect(skydoor.calls(Self.edit).count == 1)

      let status = try await skydoor.run("door", "--json")
      let door = try #require(try status.json().first)
      #expect(status.lines.count == 1)
      #expect(door["group"] as? String == group.id && door["groupName"] as? String == group.name)
      #expect(door["how"] as? String == "approval" && door["state"] as? String == "shut")
      #expect(door["until"] is NSNull && door["error"] is NSNull)
      #expect((door["before"] as? [String: Any])?["requireApproval"] as? Bool == false)
      let table = try await skydoor.run("door", "status")
      #expect(table.lines.count == 2 && table.lines[1].hasPrefix(group.name))

      let opened = try await skydoor.run("door", "open", group.name, "--json")
      #expect(opened.status == 0)
      #expect(
        opened.output == """
          {"group":"\(group.id)","groupName":"\(group.name)","action":"open","outcome":"done",\
          "error":null,"link":{"url":"https://bsky.app/chat/\(before[group.id]?.code ?? "")","enabled":true,\
          "requireApproval":false,"rule":"anyone"}}

          """)
      #expect(links(skydoor) == before)
      let none = try await skydoor.run("door")
      #expect(none.status == 0 && none.output.isEmpty && none.errors == "No door is shut.\n")
    }
  }

  @Test func twentyOfWhichThreeFailAndARetry() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 20, requests: 0)) { skydoor in
      let before = open(skydoor)
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 400, body: #"{"error":"NotToday","message":"Not today."}"#),
          on: Self.disable, times: 3, every: 4))
      let first = try await skydoor.run(
        "door", "shut", "--all", "--how", "disable", "--yes", "--json")
      #expect(first.status == 1)
      #expect(try outcomes(first) == ["done": 17, "failed": 3])
      let failed = try first.json().filter { $0["outcome"] as? String == "failed" }
        .compactMap { $0["group"] as? String }
      #expect(Set(links(skydoor).filter(\.value.isEnabled).keys) == Set(failed))
      #expect(first.errors.contains("Shut 17 of 20, 3 failed.\n"))
      let retry = "skydoor door shut \(failed.joined(separator: " ")) --how disable"
      #expect(first.errors.hasSuffix("Try again with: \(retry)\n"))
      #expect(try await skydoor.run("door", "--json").lines.count == 17)

      let again = try await skydoor.run(
        retry.split(separator: " ").dropFirst().map(String.init) + ["--yes", "--json"])
      #expect(again.status == 0)
      #expect(try outcomes(again) == ["done": 3])
      #expect(links(skydoor).values.allSatisfy { !$0.isEnabled })

      let opened = try await skydoor.run("door", "open", "--all", "--yes", "--json")
      #expect(opened.status == 0)
      #expect(try outcomes(opened) == ["done": 20])
      #expect(links(skydoor) == before)
    }
  }

  @Test(arguments: [("y\r", 2, 0), ("\r", 0, 1)])
  func severalAreAskedFor(_ answer: String, _ posts: Int, _ status: Int32) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = open(skydoor)
      let names = try [skydoor.group(0).name, skydoor.group(1).name]
      let terminal = try skydoor.atTerminal("door", "shut", "--all", "--for", "2h")
      try await terminal.wait { $0.contains("Shut 2 doors of") && $0.contains("[y/N]") }
      for name in names { #expect(terminal.screen.contains("\"\(name)\"")) }
      #expect(terminal.screen.contains("for 2h? (only people"))
      terminal.send(answer)
      #expect(try await terminal.exit() == .exited(status))
      #expect(skydoor.calls(Self.edit).count == posts)
      #expect(terminal.screen.contains("Shut 2 of 2.") == (posts > 0))
    }
  }

  @Test func severalAreNotMovedUnasked() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = open(skydoor)
      let names = try [skydoor.group(0).id, skydoor.group(1).id]
      for arguments in [["shut", "--all"], ["shut"] + names, ["open", "--all"]] {
        let ending = try await skydoor.run(["door"] + arguments)
        #expect(ending.status == 64)
        #expect(ending.errors.contains("--yes"))
      }
      #expect(skydoor.calls(Self.edit).isEmpty)
    }
  }

  @Test func dryRunsSendNothing() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = open(skydoor)
      let groups = try [skydoor.group(0), skydoor.group(1)]
      skydoor.simulator.setLink(nil, group: groups[1].id)
      let shut = try await skydoor.run("door", "shut", "--all", "--dry-run")
      #expect(shut.status == 0 && shut.output.isEmpty)
      #expect(
        Set(shut.errors.split(separator: "\n")) == [
          "Would shut \"\(groups[0].name)\": only people you follow may ask, and wait for you.",
          "\"\(groups[1].name)\": There is no join link.",
        ])
      let json = try await skydoor.run("door", "shut", "--all", "--dry-run", "--json")
      #expect(try outcomes(json) == ["dry-run": 1, "unneeded": 1])
      #expect(skydoor.calls(Self.edit).isEmpty)
      #expect(try await skydoor.run("door", "--json").output.isEmpty)

      _ = try await skydoor.run("door", "shut", groups[0].id)
      let again = try await skydoor.run("door", "shut", groups[0].id, "--dry-run")
      #expect(again.errors == "\"\(groups[0].name)\": The door was shut already.\n")
      let open = try await skydoor.run("door", "open", "--all", "--dry-run")
      #expect(open.errors == "Would open \"\(groups[0].name)\": on for anyone, no approval.\n")
      #expect(skydoor.calls(Self.edit).count == 1)
    }
  }

  @Test func whatSomebodyHasChangedIsSaid() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = open(skydoor)
      let group = try skydoor.group()
      _ = try await skydoor.run("door", "shut", group.id)
      skydoor.simulator.setLink(SimulatedLink(code: "xyz"), group: group.id)
      let ending = try await skydoor.run("door", "open", group.id)
      #expect(ending.status == 0 && ending.output.isEmpty)
      #expect(
        ending.errors == """
          skydoor: "\(group.name)" is open. Somebody has made another link meanwhile, which was \
          left as it is.

          """)
      #expect(try skydoor.group().link == SimulatedLink(code: "xyz"))
    }
  }

  @Test func doorsThatAreNotShut() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = open(skydoor)
      let groups = try [skydoor.group(0), skydoor.group(1)]
      let ending = try await skydoor.run("door", "open", groups[0].name)
      #expect(ending.status == 65)
      #expect(ending.errors.hasSuffix("is not shut. No door is.\n"))
      _ = try await skydoor.run("door", "shut", groups[1].id)
      let other = try await skydoor.run("door", "open", groups[0].name)
      #expect(other.status == 65)
      #expect(other.errors.contains(groups[1].id))
      let all = try await skydoor.run("door", "shut", "Nowhere")
      #expect(all.status == 65)
    }
  }

  @Test func theConfigurationSaysHowAndForHowLong() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = open(skydoor)
      try skydoor.configure("[door]\nhow = \"disable\"\nfor = \"2h\"")
      let group = try skydoor.group().id
      #expect(try await skydoor.run("door", "shut", group).status == 0)
      var door = try #require(try await skydoor.run("door", "--json").json().first)
      #expect(door["how"] as? String == "disable")
      let until = try #require(door["until"] as? String)
      let date = try Date(
        until, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
      #expect((7_000...7_200).contains(date.timeIntervalSinceNow))
      // The command line goes before it.
      #expect(try await skydoor.run("door", "shut", group, "--for", "ever").status == 0)
      door = try #require(try await skydoor.run("door", "--json").json().first)
      #expect(door["until"] is NSNull)

      try skydoor.configure("[door]\nfor = \"soon\"")
      let mistaken = try await skydoor.run("door", "shut", group)
      #expect(mistaken.status == 78)
      #expect(mistaken.errors.contains("config.toml:2:7: 'for' must be a time from 1s to 52w"))
    }
  }

  // MARK: Time

  @Test(.timeLimit(.minutes(10))) func theWatchOpensWhatIsDue() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let before = open(skydoor)
      let watches = try [skydoor.atTerminal("door", "watch"), skydoor.atTerminal("door", "watch")]
      for watch in watches { try await watch.wait(for: "0 doors are shut.") }
      let shut = try await skydoor.run("door", "shut", "--all", "--for", "1s", "--yes", "--json")
      #expect(try outcomes(shut) == ["done": 2])
      try await eventually("both have been opened") {
        watches.reduce(0) { $0 + $1.screen.lines.count { $0.contains("Opened \"") } } == 2
      }
      for watch in watches {
        watch.signal(SIGTERM)
        #expect(try await watch.exit() == .exited(128 + SIGTERM))
      }
      #expect(links(skydoor) == before)
      #expect(skydoor.calls(Self.edit).count == 4)
      let said = watches.map { $0.screen.lines.count { $0.contains("Opened \"") } }
      #expect(said.reduce(0, +) == 2)
    }
  }

  @Test(.timeLimit(.minutes(10))) func theWatchSaysWhatFailsOnceAndGoesOn() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 0)) { skydoor in
      let before = open(skydoor)
      _ = try await skydoor.run("door", "shut", "--all", "--for", "1s", "--yes")
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 400, body: #"{"error":"NotToday","message":"Not today."}"#),
          on: Self.edit, times: 1))
      let opened = Task {
        defer { _ = FileManager.default.createFile(atPath: skydoor.home + "/over", contents: nil) }
        try await eventually("the door is open") { links(skydoor) == before }
      }
      let ending = try await skydoor.shell(
        """
        "$0" door watch & pid=$!
        until [ -e "$HOME/over" ]; do sleep 0.02; done
        kill -INT $pid; wait $pid
        """)
      try await opened.value
      #expect(ending.status == 130)
      #expect(ending.output.isEmpty)
      #expect(ending.errors.split(separator: "\n").count { $0.contains("Not today.") } == 1)
      #expect(links(skydoor) == before)
    }
  }

  @Test func whatIsDueIsSaid() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = open(skydoor)
      _ = try await skydoor.run("door", "shut", try skydoor.group().id, "--for", "1s")
      try await eventually("its time has passed") {
        try await skydoor.run("door").output.contains("\tdue\t")
      }
      // Nothing opens it but what is there for that.
      #expect(try skydoor.group().link?.isForFollowed == true)
    }
  }

  // MARK: Killed

  @Test func whatIsKilledCanBeCompletedAndOpenedExactly() async throws {
    for round in 0..<5 {
      try await CommandLineFixture.signedIn(
        WorldOptions(groups: 12, requests: 0), latency: .milliseconds(20)
      ) { skydoor in
        let before = open(skydoor)
        let count = round * before.count / 5
        let shut = try skydoor.atTerminal("door", "shut", "--all", "--yes")
        try await eventually("\(count) changes have arrived") {
          skydoor.calls(Self.edit).count >= count || shut.exitStatus != nil
        }
        shut.signal(SIGKILL)
        _ = try await shut.exit()
        let ending = try await skydoor.run("door", "--json")
        // Whatever is not as it was is known.
        let known = Set(try ending.json().compactMap { $0["group"] as? String })
        let moved = links(skydoor).filter { before[$0.key] != $0.value }
        #expect(known.isSuperset(of: moved.keys), "killed after \(count) calls")
        if round.isMultiple(of: 2) {
          let shut = try await skydoor.run("door", "shut", "--all", "--yes")
          #expect(shut.status == 0, "killed after \(count) calls: \(shut.errors)")
          #expect(links(skydoor).values.allSatisfy { $0.requiresApproval && $0.isForFollowed })
        }
        let opened = try await skydoor.run("door", "open", "--all", "--yes")
        #expect(opened.status == 0, "killed after \(count) calls: \(opened.errors)")
        #expect(links(skydoor) == before, "killed after \(count) calls")
        #expect(try await skydoor.run("door", "--json").output.isEmpty)
      }
    }
  }

  @Test(arguments: [
    ["shut"], ["shut", "a", "--all"], ["shut", "a", "--for", "soon"], ["shut", "a", "--for", "0s"],
    ["shut", "a", "--for", "53w"], ["shut", "a", "--how", "firmly"], ["open"],
    ["open", "a", "--all"],
    ["ajar"],
  ])
  func incompleteCommandLine(_ arguments: [String]) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run(["door"] + arguments)
      #expect(ending.status == 64)
    }
  }

  /// The journal has the name that the group had when its door was shut.
  @Test func aDoorIsOpenedByTheNameThatItsGroupHasNow() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 2, requests: 0)) { skydoor in
      _ = open(skydoor)
      let groups = [try skydoor.group(0), try skydoor.group(1)]
      #expect(try await skydoor.run("door", "shut", groups[0].id).status == 0)
      skydoor.simulator.rename(group: groups[0].id, to: "Larks")
      skydoor.simulator.rename(group: groups[1].id, to: groups[0].name)
      let wrong = try await skydoor.run("door", "open", groups[0].name)
      #expect(wrong.status == 65)
      #expect(wrong.errors.contains("The door of \"\(groups[0].name)\" is not shut."))
      #expect(skydoor.calls(Self.edit).count == 1)
      #expect(try await skydoor.run("door", "open", "larks").status == 0)
      #expect(skydoor.calls(Self.edit).count == 2)
    }
  }
}
