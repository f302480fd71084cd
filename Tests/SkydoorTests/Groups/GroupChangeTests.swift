import Foundation
import Simulator
import Testing

/// `skydoor link`, `lock`, `unlock` and `rename`.
@Suite struct GroupChangeTests {
  private static let open = SimulatedLink(code: "abc", requiresApproval: false)

  /// The procedures that changed something, in order.
  private func changes(_ skydoor: CommandLineFixture) -> [String] {
    skydoor.simulator.calls.filter {
      $0.tookEffect && $0.nsid.hasPrefix("chat.") && $0.method == "POST"
    }
    .compactMap { $0.nsid.split(separator: ".").last.map(String.init) }
  }

  @Test func showsTheLink() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      skydoor.simulator.setLink(Self.open, group: group.id)
      let words = try await skydoor.run("link", group.name)
      #expect(words.status == 0)
      #expect(words.output == "https://bsky.app/chat/abc\n")
      #expect(words.errors == "on for anyone, no approval\n")
      let json = try await skydoor.run("link", group.id, "--json")
      #expect(
        json.output == """
          {"group":"\(group.id)","groupName":"\(group.name)",\
          "link":{"url":"https://bsky.app/chat/abc","enabled":true,"requireApproval":false,\
          "rule":"anyone"}}

          """)
      skydoor.simulator.setLink(nil, group: group.id)
      let none = try await skydoor.run("link", group.id)
      #expect(none.status == 0 && none.output.isEmpty)
      #expect(none.errors.contains("Create one with: skydoor link \(group.id) --create"))
      #expect(try await skydoor.run("link", group.id, "--json").output.contains("\"link\":null"))
      #expect(changes(skydoor).isEmpty)
    }
  }

  @Test(
    arguments: [
      (["--create"], nil, SimulatedLink(code: ""), ["createJoinLink"]),
      (
        ["--create", "--rule", "followedByOwner", "--no-approval"],
        SimulatedLink(code: "abc", isEnabled: false),
        SimulatedLink(code: "", requiresApproval: false, isForFollowed: true), ["createJoinLink"]
      ),
      (
        ["--disable"], open, SimulatedLink(code: "abc", isEnabled: false, requiresApproval: false),
        ["disableJoinLink"]
      ),
      (
        ["--rule", "followedByOwner", "--approval"], open,
        SimulatedLink(code: "abc", isForFollowed: true), ["editJoinLink"]
      ),
      // It is not on before it is as it is to be.
      (
        ["--enable", "--approval"],
        SimulatedLink(code: "abc", isEnabled: false, requiresApproval: false),
        SimulatedLink(code: "abc"), ["editJoinLink", "enableJoinLink"]
      ),
      (["--enable", "--no-approval"], open, open, []),
    ] as [([String], SimulatedLink?, SimulatedLink, [String])])
  func changesTheLink(
    _ options: [String], _ before: SimulatedLink?, _ after: SimulatedLink, _ calls: [String]
  ) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      skydoor.simulator.setLink(before, group: group.id)
      let dry = try await skydoor.run(["link", group.id, "--dry-run", "--json"] + options)
      #expect(dry.status == 0)
      #expect(
        try dry.json().map { $0["outcome"] as? String } == [calls.isEmpty ? "unneeded" : "dry-run"])
      #expect(try skydoor.group().link == before)

      let ending = try await skydoor.run(["link", group.id, "--json"] + options)
      #expect(ending.status == 0, "\(ending.errors)")
      let object = try #require(try ending.json().first)
      #expect(object["action"] as? String == "link")
      #expect(object["outcome"] as? String == (calls.isEmpty ? "unneeded" : "done"))
      #expect(object["error"] is NSNull)
      var expected = after
      let link = try #require(try skydoor.group().link)
      if after.code.isEmpty { expected.code = link.code }
      #expect(link == expected)
      #expect(
        (object["link"] as? [String: Any])?["url"] as? String
          == "https://bsky.app/chat/\(link.code)")
      #expect(changes(skydoor) == calls)
    }
  }

  @Test func whatWentWellOffATerminalIsNotSaid() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      skydoor.simulator.setLink(Self.open, group: group.id)
      for arguments in [
        ["link", group.id, "--disable"], ["lock", group.id], ["unlock", group.id],
        ["rename", group.id, "Kiln 2"],
      ] {
        let ending = try await skydoor.run(arguments)
        #expect(ending.status == 0)
        #expect(ending.output.isEmpty && ending.errors.isEmpty)
      }
      #expect(changes(skydoor) == ["disableJoinLink", "lockConvo", "unlockConvo", "editGroup"])
      #expect(try skydoor.group().name == "Kiln 2")
    }
  }

  @Test func onATerminalItIsSaid() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      skydoor.simulator.setLink(Self.open, group: group.id)
      let terminal = try skydoor.shellAtTerminal(
        #"for c in "link \#(group.id) --disable" "lock \#(group.id)" "unlock \#(group.id)" "#
          + #""rename \#(group.id) Kiln"; do "$0" $c; done"#)
      #expect(try await terminal.exit() == .exited(0))
      #expect(
        terminal.screen.lines.filter { !$0.isEmpty } == [
          "The link of \"\(group.name)\": off.", "\"\(group.name)\" is locked.",
          "\"\(group.name)\" is open.", "The group is called \"Kiln\".",
        ])
    }
  }

  @Test func dryRunsSayWhatWouldBeDone() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      skydoor.simulator.setLink(Self.open, group: group.id)
      for (arguments, words) in [
        (
          ["link", "--disable", "--approval"], "switch the link off, then have people wait for you"
        ),
        (["lock"], "lock the group"), (["rename", "Kiln 2"], "call the group \"Kiln 2\""),
      ] {
        let ending = try await skydoor.run(
          [arguments[0], group.id, "--dry-run"] + arguments.dropFirst())
        #expect(ending.status == 0 && ending.output.isEmpty)
        #expect(ending.errors == "Would \(words): \"\(group.name)\".\n")
      }
      #expect(changes(skydoor).isEmpty)
    }
  }

  @Test func locksThatAreNotTheOwnersSayWhy() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      for (lock, isModeration, sentence) in [
        (.locked, true, "moderation has locked this group"),
        (.lockedPermanently, false, "locked for good"),
      ] as [(SimulatedGroup.Lock, Bool, String)] {
        skydoor.simulator.setLock(lock, group: group.id, byModeration: isModeration)
        for command in ["lock", "unlock"] {
          let ending = try await skydoor.run(command, group.id)
          #expect(ending.status == 1)
          #expect(ending.errors.hasPrefix("skydoor: ") && ending.errors.contains(sentence))
          let json = try #require(try await skydoor.run(command, group.id, "--json").json().first)
          #expect(json["outcome"] as? String == "failed")
          #expect((json["error"] as? String)?.contains(sentence) == true)
          #expect(json["lock"] as? String == lock.rawValue)
        }
      }
      #expect(changes(skydoor).isEmpty)
    }
  }

  @Test func whatIsSoAlreadyIsNotSent() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      skydoor.simulator.setLock(.locked, group: group.id)
      let lock = try #require(try await skydoor.run("lock", group.id, "--json").json().first)
      #expect(lock["outcome"] as? String == "unneeded" && lock["lock"] as? String == "locked")
      let rename = try await skydoor.run("rename", group.id, group.name, "--json")
      #expect(try rename.json().map { $0["outcome"] as? String } == ["unneeded"])
      #expect(changes(skydoor).isEmpty)
    }
  }

  @Test func failures() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      skydoor.simulator.setLink(nil, group: group.id)
      let none = try await skydoor.run("link", group.id, "--enable")
      #expect(none.status == 1)
      #expect(none.errors == "skydoor: The group has no join link. Create one first.\n")
      skydoor.simulator.setLink(Self.open, group: group.id)
      let twice = try await skydoor.run("link", group.id, "--create")
      #expect(twice.status == 1 && twice.errors.contains("has a join link already"))
      skydoor.simulator.setLock(.locked, group: group.id)
      let locked = try await skydoor.run("rename", group.id, "Kiln 2")
      #expect(locked.status == 1 && locked.errors.contains("Unlock it first"))
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 400, body: #"{"error":"InsufficientRole"}"#),
          on: "chat.bsky.group.disableJoinLink"))
      #expect(try await skydoor.run("link", group.id, "--disable").status == 77)
      let stranger = try await skydoor.run("lock", "Nowhere")
      #expect(stranger.status == 65 && stranger.errors.contains("You own no group called"))
    }
  }

  @Test(arguments: ["", " ", String(repeating: "é", count: 51), "two\nlines"])
  func namesThatCannotBe(_ name: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let before = skydoor.simulator.calls.count
      let ending = try await skydoor.run("rename", "any", name)
      #expect(ending.status == 65)
      #expect(ending.errors.contains("Write 1 to 50 characters, at most 500 bytes."))
      #expect(skydoor.simulator.calls.count == before)
    }
  }

  @Test(arguments: [
    ["link"], ["link", "a", "--create", "--enable"], ["link", "a", "--enable", "--disable"],
    ["link", "a", "--rule", "nobody"], ["link", "a", "--dry-run"], ["lock"], ["unlock"],
    ["rename", "a"],
  ])
  func incompleteCommandLine(_ arguments: [String]) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run(arguments)
      #expect(ending.status == 64)
    }
  }
}
