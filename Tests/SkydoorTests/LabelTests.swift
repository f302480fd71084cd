import Foundation
import Simulator
import Testing

/// Whose labels count, from outside.
@Suite struct LabelTests {
  private static let approve = "chat.bsky.group.approveJoinRequest"
  private static let preferences = "app.bsky.actor.getPreferences"
  private static let labeler = "did:web:labels.example.com"
  private static let rules = """
    [[rule]]
    name = "friends"
    when = "label = trusted"
    suggest = "approve"
    """

  private func atWork(
    _ body: (CommandLineFixture, _ person: String) async throws -> Void
  )
    async throws
  {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.configure(Self.rules)
      skydoor.simulator.addLabeler(did: Self.labeler, handle: "labels.example.com")
      try await body(skydoor, try skydoor.ask("jo.test"))
    }
  }

  @Test func onlyALabelerOfTheOwnersLetsSomebodyIn() async throws {
    try await atWork { skydoor, person in
      // Whoever says it of themselves, and whoever is told so by somebody unknown.
      skydoor.simulator.label(person, "trusted")
      skydoor.simulator.label(person, "trusted", by: Self.labeler)
      for _ in 0..<2 {
        let ending = try await skydoor.run("sweep", "--rule", "friends", "--yes", "--json")
        #expect(ending.status == 0 && ending.output.isEmpty && ending.errors.isEmpty)
      }
      #expect(skydoor.calls(Self.approve).isEmpty)
      #expect(try skydoor.group().waiting == [person])

      skydoor.simulator.subscribe(to: [Self.labeler])
      let ending = try await skydoor.run("sweep", "--rule", "friends", "--yes", "--json")
      #expect(try ending.json().map { $0["outcome"] as? String } == ["done"])
      #expect(try skydoor.group().members.contains(person))
    }
  }

  @Test func whatIsSaidIsPrintedByWhoSaysIt() async throws {
    try await atWork { skydoor, person in
      skydoor.simulator.label(person, "trusted")
      skydoor.simulator.label(person, "rude", by: Self.labeler)
      skydoor.simulator.subscribe(to: [Self.labeler])
      let object = try #require(try await skydoor.run("requests", "--json").json().first)
      #expect(object["labels"] as? [String] == ["rude"])
      #expect(object["selfLabels"] as? [String] == ["trusted"])
      let found = try await skydoor.run("requests", "--where", "selflabel:trusted", "--json")
      #expect(found.lines.count == 1)
      #expect(try await skydoor.run("requests", "--where", "label:trusted", "--json").lines == [])
    }
  }

  @Test func aBlockLeavesTheRelationOpen() async throws {
    try await atWork { skydoor, person in
      skydoor.simulator.blockOwner(by: person)
      let object = try #require(try await skydoor.run("requests", "--json").json().first)
      #expect(object["following"] is NSNull && object["followedBy"] is NSNull)
      for expression in ["is:following", "not is:following"] {
        let ending = try await skydoor.run("requests", "--where", expression, "--json")
        #expect(ending.lines == [])
      }
      #expect(try await skydoor.run("requests").output.contains("blocks you"))
    }
  }

  @Test func labelersThatCannotBeReadAreSaid() async throws {
    try await atWork { skydoor, person in
      skydoor.simulator.label(person, "rude", by: Self.labeler)
      skydoor.simulator.subscribe(to: [Self.labeler])
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 403, body: #"{"error":"Odd"}"#), on: Self.preferences, times: nil))
      var ending = try await skydoor.run("requests", "--json")
      #expect(ending.status == 0)
      #expect(try ending.json().first?["labels"] as? [String] == [])
      #expect(ending.errors.contains("only Bluesky's own labels count"))
      skydoor.simulator.clearFaults()
      ending = try await skydoor.run("requests", "--json")
      #expect(try ending.json().first?["labels"] as? [String] == ["rude"])
      #expect(ending.errors.isEmpty)
    }
  }

  @Test func onlyWhoLooksAtLabelsAsksForLabelers() async throws {
    try await atWork { skydoor, person in
      let group = try skydoor.group().id
      _ = try await skydoor.run("groups")
      _ = try await skydoor.run("status")
      _ = try await skydoor.run("status", "--cached")
      _ = try await skydoor.run("lock", group)
      _ = try await skydoor.run("history")
      #expect(skydoor.calls(Self.preferences).isEmpty)
      _ = try await skydoor.run("requests")
      _ = try await skydoor.run("members", group)
      #expect(skydoor.calls(Self.preferences).count == 1)
      let cache = skydoor.home + "/.cache/skydoor"
      let file = "\(cache)/\(skydoor.simulator.owner.did).labelers"
      #expect(FileManager.default.fileExists(atPath: file))
      _ = try await skydoor.run("logout")
      #expect(!FileManager.default.fileExists(atPath: file))
    }
  }

  @Test func aRuleThatTrustsWhatPeopleSayIsNoMistakeButIsTold() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      try skydoor.configure(Self.rules.replacing("label =", with: "selflabel ="))
      var ending = try await skydoor.run("config", "check")
      #expect(ending.status == 0)
      #expect(ending.lines.count == 1)
      #expect(ending.output.contains("config.toml:3:8: The rule 'friends' suggests to approve"))
      #expect(ending.errors.hasSuffix("has no mistake.\n"))
      try skydoor.configure(
        Self.rules.replacing("label =", with: "selflabel =") + "\n[console]\nascii = 1")
      ending = try await skydoor.run("config", "check")
      #expect(ending.status == 78)
      #expect(ending.lines.count == 2)
    }
  }
}
