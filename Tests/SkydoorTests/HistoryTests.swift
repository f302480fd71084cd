import ATProto
import Foundation
import Simulator
import Testing

@testable import Moderation

/// `skydoor history`, on a journal that is written here.
@Suite struct HistoryTests {
  private static let noon = Date(timeIntervalSince1970: 1_790_000_000)
  private static let keys = [
    "id", "decidedAt", "sentAt", "settledAt", "group", "groupName", "member", "handle",
    "displayName", "action", "outcome", "rule", "note", "error",
  ]

  private func request(
    _ name: String, handle: String? = nil, displayName: String = "", group: String = "g1",
    followers: Int? = nil
  ) -> JoinRequest {
    JoinRequest(
      group: group,
      person: Person(
        did: DID("did:plc:\(name)")!, handle: Handle(handle ?? "\(name).test")!,
        displayName: displayName, createdAt: Self.noon.addingTimeInterval(-3_600)),
      requestedAt: nil)
  }

  @Test func whereNothingWasDecidedNothingIsMade() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let before = skydoor.simulator.calls.count
      let ending = try await skydoor.run("history", "--group", "any")
      #expect(ending.status == 0)
      #expect(ending.output.isEmpty)
      #expect(ending.errors == "Nothing has been decided on this machine yet.\n")
      #expect(!FileManager.default.fileExists(atPath: skydoor.journals))
      #expect(try await skydoor.run("history", "--json").errors.isEmpty)
      #expect(skydoor.simulator.calls.count == before)
    }
  }

  @Test func withoutAnAccountThereIsNoJournal() async throws {
    try await CommandLineFixture.signedOut { skydoor async throws in
      #expect(try await skydoor.run("history").status == 77)
    }
  }

  @Test func asJSONWithoutACallNewestFirst() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try await skydoor.decide { journal async throws in
        let first = DecisionDraft(
          .rejectAndBlock, request("jo", displayName: "Jo \u{1B}[31m"), groupName: "Night Owls",
          rule: "young", note: "again")
        try await journal.record([first], at: Self.noon)
        _ = try await journal.claim(first.decision, at: Self.noon + 1)
        try await journal.settle([SettledDecision(first.decision, .done)], at: Self.noon + 2.5)
        try await journal.record(
          [DecisionDraft(.approve, request("kim"), groupName: "Night Owls")], at: Self.noon + 9)
      }
      let before = skydoor.simulator.calls.count
      let ending = try await skydoor.run("history", "--json")
      #expect(ending.status == 0 && ending.errors.isEmpty)
      let objects = try ending.json()
      #expect(objects.map { $0["member"] as? String } == ["did:plc:kim", "did:plc:jo"])
      #expect(objects.map { $0["outcome"] as? String } == ["held", "done"])
      let line = try #require(ending.lines.last)
      #expect(line.matches(of: /"(\w+)":/).map { String($0.1) } == Self.keys)
      #expect(
        line == #"{"id":1,"decidedAt":"2026-09-21T14:13:20.000Z","#
          + #""sentAt":"2026-09-21T14:13:21.000Z","settledAt":"2026-09-21T14:13:22.500Z","#
          + #""group":"g1","groupName":"Night Owls","member":"did:plc:jo","handle":"jo.test","#
          + #""displayName":"Jo \u001b[31m","action":"reject-and-block","outcome":"done","#
          + #""rule":"young","note":"again","error":null}"#)
      #expect(skydoor.simulator.calls.count == before)
    }
  }

  @Test func asCSV() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try await skydoor.decide { journal async throws in
        try await journal.record(
          [
            DecisionDraft(
              .reject, request("jo", displayName: "=1+1"), groupName: "Owls, \"Night\"",
              note: "two\nlines")
          ], at: Self.noon)
      }
      let ending = try await skydoor.run("history", "--csv")
      #expect(ending.status == 0)
      #expect(
        ending.output == Self.keys.joined(separator: ",") + "\r\n"
          + "1,2026-09-21T14:13:20.000Z,,,g1,\"Owls, \"\"Night\"\"\",did:plc:jo,jo.test,=1+1,"
          + "reject,held,,\"two\nlines\",\r\n")
      let none = try await skydoor.run("history", "--csv", "--where", "nobody")
      #expect(none.output == Self.keys.joined(separator: ",") + "\r\n" && none.errors.isEmpty)
    }
  }

  @Test func aTableForPeopleThatNothingCanDrive() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try await skydoor.decide { journal async throws in
        try await journal.record(
          [
            DecisionDraft(
              .reject, request("jo"), groupName: "\u{1B}[2JOwls\r\n\u{202E}", note: "a note")
          ], at: Self.noon)
      }
      let ending = try await skydoor.run("history")
      #expect(ending.lines.count == 2)
      #expect(ending.lines[0] == "TIME (UTC)\tDECISION\tPERSON\tGROUP\tENDED\tNOTE")
      #expect(ending.lines[1].hasPrefix("2026-09-21 14:13\tReject\t@jo.test\t"))
      #expect(ending.lines[1].hasSuffix("\tnot sent\ta note"))
      for scalar in ending.output.unicodeScalars where !["\n", "\t"].contains(scalar) {
        #expect(scalar.properties.generalCategory != .control && !scalar.properties.isBidiControl)
      }
    }
  }

  @Test func manyPagesAndALimit() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try await skydoor.decide { journal async throws in
        try await journal.record(
          (0..<1_200).map { DecisionDraft(.reject, request("p\($0)"), groupName: "Owls") },
          at: Self.noon)
      }
      func ids(_ arguments: String...) async throws -> [Int] {
        try await skydoor.run(["history", "--json"] + arguments).json()
          .compactMap { $0["id"] as? Int }
      }
      #expect(try await ids() == Array((1...1_200).reversed()))
      #expect(try await ids("--limit", "700") == Array((501...1_200).reversed()))
      #expect(
        try await ids("--limit", "2", "--where", "handle~\"^p1?[01][.]\"") == [12, 11])
      #expect(try await skydoor.run("history", "--limit", "0").status == 64)
      #expect(try await skydoor.run("history", "--json", "--csv").status == 64)
    }
  }

  @Test func ofAGroupAPersonAndATime() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let now = Date()
      try await skydoor.decide { journal async throws in
        func decide(_ request: JoinRequest, _ name: String, daysAgo: Double) async throws {
          let time = now - daysAgo * 86_400
          let draft = DecisionDraft(.reject, request, groupName: name)
          try await journal.record([draft], at: time)
          try await journal.settle([SettledDecision(draft.decision, .done)], at: time)
        }
        try await decide(request("jo", handle: "old.test"), "Night Owls", daysAgo: 30)
        try await decide(request("jo"), "Night Owls by Bo", daysAgo: 8)
        try await decide(request("kim", group: "g2"), "Nightingales", daysAgo: 6)
      }
      func ids(_ arguments: String...) async throws -> [Int] {
        let ending = try await skydoor.run(["history", "--json"] + arguments)
        #expect(ending.status == 0, "\(ending.errors)")
        return try ending.json().compactMap { $0["id"] as? Int }
      }
      #expect(try await ids("--group", "g1") == [2, 1])
      #expect(try await ids("--group", "night owls") == [2, 1])
      #expect(try await ids("--group", "nightin") == [3])
      #expect(try await ids("--member", "@old.test") == [2, 1])
      #expect(try await ids("--member", "did:plc:kim") == [3])
      #expect(try await ids("--member", "did:plc:nobody") == [])
      #expect(try await ids("--since", "7d") == [3])
      #expect(try await ids("--since", "2w") == [3, 2])
      let date = (now - 20 * 86_400).formatted(.iso8601)
      #expect(try await ids("--since", date) == [3, 2])
      #expect(try await ids("--since", String(date.prefix(10)), "--group", "g1") == [2])
    }
  }

  @Test(arguments: [
    (["--group", "night"], "can be any of"), (["--group", "owls"], "There are"),
    (["--group", ""], "There are"), (["--member", "nobody.test"], "anybody called"),
    (["--member", "not a name"], "neither a handle nor a DID"),
    (["--member", "shared.test"], "DID:\n  did:plc:kim"),
    (["--since", "yesterday"], "how long ago (7d)"), (["--since", "2026-13-01"], "is no time"),
    (["--where", "age <"], "column"), (["--where", "asked > 1"], "does not tell"),
  ])
  func whatLeadsNowhere(_ arguments: [String], _ words: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try await skydoor.decide { journal async throws in
        for (name, group) in [("jo", "g1"), ("kim", "g2")] {
          let request = request(name, handle: "shared.test", group: group)
          try await journal.record(
            [DecisionDraft(.reject, request, groupName: "Night \(name)")], at: Self.noon)
        }
      }
      let ending = try await skydoor.run(["history"] + arguments)
      #expect(ending.status == 65)
      #expect(ending.output.isEmpty)
      #expect(ending.errors.contains(words), "\(ending.errors)")
    }
  }

  @Test func theFilterLooksAtWhatWasSeenThen() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try await skydoor.decide { journal async throws in
        let few = Profile(did: DID("did:plc:jo")!, followers: 2, readAt: Self.noon)
        try await journal.record(
          [DecisionDraft(.reject, request("jo"), groupName: "Owls", profile: few)],
          at: Self.noon)
        try await journal.record(
          [DecisionDraft(.reject, request("kim"), groupName: "Owls")],
          at: Self.noon + 86_400 * 30)
      }
      let ending = try await skydoor.run(
        "history", "--json", "--where", "age < 1d and followers < 3 and group:owls")
      #expect(try ending.json().map { $0["member"] as? String } == ["did:plc:jo"])
      let old = try await skydoor.run("history", "--json", "--where", "age > 29d")
      #expect(try old.json().map { $0["member"] as? String } == ["did:plc:kim"])
      #expect(
        try await skydoor.run("history", "--where", "followers > 3").errors
          == "No decision matches.\n")
    }
  }

  @Test(arguments: ["jo.test", "missing.invalid"])
  func aNameThatSeveralHadIsNobodys(_ handle: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      let dids = try ["Jo", "Kim"].map { name in
        try #require(
          skydoor.simulator.ask(
            group: group.id, handle: handle, displayName: name, isAnother: true))
      }
      #expect(try await skydoor.run(["reject", group.id, "--yes"] + dids).status == 0)
      let ending = try await skydoor.run("history", "--member", handle)
      #expect(ending.status == 65)
      #expect(ending.errors.contains("2 people in the journal. Name one of them by DID:"))
      for (did, name) in zip(dids, ["Jo", "Kim"]) {
        #expect(ending.errors.contains("  \(did)  \(name), last decided on 20"))
      }
      let one = try await skydoor.run("history", "--member", dids[0], "--json").json()
      #expect(one.map { $0["member"] as? String } == [dids[0]])
    }
  }
}

extension CommandLineFixture {
  fileprivate var journals: String { home + "/.local/state/skydoor/journals" }

  /// Writes into the owner's journal, as another process.
  fileprivate func decide(_ work: (Journal) async throws -> Void) async throws {
    try await work(
      try Journal.open(of: try #require(DID(simulator.owner.did)), in: journals))
  }
}
