import Foundation
import Simulator
import Testing

@Suite struct LabelTests {
  private static let own = "did:plc:ar7c4by46qjdydhdevvrndac"
  private static let other = "did:web:labels.example.com"
  private static let profile = "app.bsky.actor.getProfile"

  /// `value by source` of the labels on somebody.
  private func labels(_ caller: Caller, on did: String) async throws -> [String] {
    let reply = try await caller.fitting("app.").get(Self.profile, ["actor": did])
    return reply.list("labels").map { "\($0.text("val") ?? "") by \($0.text("src") ?? "")" }
  }

  @Test func labelsAreOfThoseAskedAndOfTheAccountItself() async throws {
    try await withSimulator { simulator, caller async throws in
      let person = simulator.groups[0].members[1]
      simulator.addLabeler(did: Self.other, handle: "labels.example.com", displayName: "Friends")
      simulator.label(person, "trusted", by: Self.other)
      simulator.label(person, "rude", by: Self.own)
      simulator.label(person, "saint")
      var caller = caller.fitting("app.")
      let natural = try await labels(caller, on: person)
      #expect(natural.contains("saint by \(person)") && natural.contains("rude by \(Self.own)"))
      #expect(!natural.contains("trusted by \(Self.other)"))
      caller.labelers = "\(Self.other), did:web:nobody.example.com;redact"
      #expect(
        try await labels(caller, on: person)
          == ["trusted by \(Self.other)", "saint by \(person)"])
      let reply = try await caller.get(Self.profile, ["actor": person])
      #expect(reply.labelers == Self.other)
      caller.labelers = "\(Self.own);redact,\(Self.other)"
      #expect(
        try await caller.get(Self.profile, ["actor": person]).labelers
          == "\(Self.own);redact,\(Self.other)")
      for wrong in [
        "nobody", "\(Self.own);loud",
        (0...20).map { "did:web:l\($0).example.com" }.joined(separator: ","),
      ] {
        caller.labelers = wrong
        #expect(try await caller.get(Self.profile, ["actor": person]).error == "InvalidRequest")
      }
    }
  }

  @Test func subscriptionsAndNames() async throws {
    try await withSimulator { simulator, caller async throws in
      simulator.addLabeler(did: Self.other, handle: "labels.example.com", displayName: "Friends")
      simulator.subscribe(to: [Self.other])
      let caller = caller.fitting("app.")
      let preferences = try await caller.get("app.bsky.actor.getPreferences").list("preferences")
      let labelers = try #require(
        preferences.first { $0.text("$type") == "app.bsky.actor.defs#labelersPref" })
      #expect((labelers["labelers"] as? [[String: String]]) == [["did": Self.other]])
      let views = try await caller.get(
        "app.bsky.labeler.getServices", ["dids": Self.other, "dids": "did:web:nobody.example.com"]
      ).list("views")
      #expect(views.map { $0.text("creator", "displayName") } == ["Friends"])
      #expect(try await caller.get("app.bsky.labeler.getServices").error == "InvalidRequest")
    }
  }

  @Test func aBlockHidesWhoFollowsWhom() async throws {
    try await withSimulator { simulator, caller async throws in
      let list = "at://did:plc:list/app.bsky.graph.list/1"
      func viewer(_ did: String) async throws -> [String: Any] {
        try await caller.fitting("app.").get(Self.profile, ["actor": did]).object("viewer")
      }
      var followers: [String] = []
      for person in simulator.groups[0].members.dropFirst() where followers.count < 2 {
        if try await viewer(person).text("followedBy") != nil { followers.append(person) }
      }
      try #require(followers.count == 2)
      simulator.list(followers[0], blocking: list, muting: list)
      simulator.blockOwner(by: followers[1])
      let listed = try await viewer(followers[0])
      #expect(listed.text("blocking") == list && listed.text("blockingByList", "uri") == list)
      #expect(listed.text("mutedByList", "uri") == list && listed["muted"] as? Bool == true)
      #expect(listed["followedBy"] == nil && listed["blockedBy"] as? Bool == false)
      let blocker = try await viewer(followers[1])
      #expect(blocker["blockedBy"] as? Bool == true)
      #expect(blocker["followedBy"] == nil && blocker["blocking"] == nil)
      // Of a record and a list the record's address is told, and the list beside it.
      simulator.block(followers[0])
      let both = try await viewer(followers[0])
      #expect(both.text("blocking")?.contains("app.bsky.graph.block") == true)
      #expect(both.text("blockingByList", "uri") == list)
      simulator.list(followers[0], blocking: nil)
      #expect(try await viewer(followers[0])["muted"] as? Bool == false)
    }
  }
}
