import Foundation
import Lexicons
import Testing

@testable import Simulator

/// Holds what the simulator takes, answers and calls things against the official schemas.
@Suite(.enabled(if: Lexicons.areGiven, "\(Lexicons.isMissing)"))
struct LexiconTests {
  private let lexicons: Lexicons

  init() throws { lexicons = try Lexicons.load() }

  @Test(arguments: Endpoint.all.keys.sorted())
  func anEndpointTakesWhatItsLexiconNames(nsid: String) throws {
    let schema = try lexicons.definition(nsid)
    let endpoint = try #require(Endpoint.all[nsid])
    switch endpoint.input {
    case .parameters(let names):
      #expect(schema.type == "query")
      #expect(names == Set((schema.parameters()?.properties ?? [:]).keys))
    case .body(let names):
      #expect(schema.type == "procedure")
      #expect(names == Set((try schema.input()?.properties ?? [:]).keys))
    case .nothing:
      #expect(try schema.type == "procedure" && schema.input() == nil)
    }
  }

  @Test func namesAreThoseOfTheLexicons() throws {
    let logs = try lexicons.definition("chat.bsky.convo.getLog").output()?.property("logs")
    let events = Set(try #require(logs).items().variants().map(\.location))
    for kind in LogEvent.Kind.allCases {
      #expect(events.contains("chat.bsky.convo.defs#\(kind.rawValue)"), "\(kind)")
    }
    let locks: [SimulatedGroup.Lock] = [.unlocked, .locked, .lockedPermanently]
    #expect(
      Set(locks.map(\.rawValue))
        == (try lexicons.values(of: "chat.bsky.convo.defs#convoLockStatus")))
    #expect(JoinLink.rules == (try lexicons.values(of: "chat.bsky.group.defs#joinRule")))
  }

  /// What an answer has wrong, or the error that the lexicon does not declare.
  private func problems(_ nsid: String, _ reply: Reply) throws -> [String] {
    let schema = try lexicons.definition(nsid)
    if let error = reply.error {
      return try lexicons.errors(of: nsid).contains(error) ? [] : ["\(nsid): \(error)"]
    }
    guard let output = try schema.output() else {
      return reply.body.isEmpty ? [] : ["\(nsid) answers something"]
    }
    let value = try JSONDecoder().decode(JSONValue.self, from: reply.body)
    let block = try lexicons.definition("app.bsky.graph.block")
    return try output.problems(in: value, unknown: nsid.hasSuffix("getRecord") ? block : nil)
  }

  @Test func answersAreAsTheLexiconsSay() async throws {
    try await withSimulator(WorldOptions(groups: 4, requests: 60)) {
      simulator, owner async throws in
      var found: Set<String> = []
      func get(_ nsid: String, _ query: KeyValuePairs<String, String> = [:]) async throws -> Reply {
        let reply = try await owner.fitting(nsid).get(nsid, query)
        found.formUnion(try problems(nsid, reply))
        return reply
      }
      func post(_ nsid: String, _ body: [String: Any]) async throws {
        found.formUnion(try problems(nsid, try await owner.fitting(nsid).post(nsid, body)))
      }
      let cursor = try #require(try await get("chat.bsky.convo.getLog")["cursor"] as? String)
      let groups = simulator.groups
      let group = groups[0]
      let (id, did) = (group.id, simulator.owner.did)
      let people = Array(group.waiting.prefix(8))
      // Whatever a view can show: labels, lists, blocks.
      simulator.addLabeler(did: "did:web:l.example.com", handle: "l.example.com", displayName: "L")
      simulator.subscribe(to: ["did:web:l.example.com"])
      simulator.label(people[0], "saint")
      simulator.list(people[1], blocking: nil, muting: "at://\(did)/app.bsky.graph.list/a")
      simulator.blockByList(people[2])
      simulator.block(people[3])
      simulator.blockOwner(by: people[4])

      _ = try await get("chat.bsky.convo.listConvos", ["limit": "100"])
      _ = try await get("chat.bsky.convo.getConvo", ["convoId": id])
      _ = try await get("chat.bsky.convo.getConvo", ["convoId": "nowhere"])
      _ = try await get("chat.bsky.convo.getConvoMembers", ["convoId": id, "limit": "100"])
      _ = try await get("chat.bsky.group.listJoinRequests", ["convoId": id, "limit": "100"])
      for person in people {
        _ = try await get("app.bsky.actor.getProfile", ["actor": person])
      }
      _ = try await get("app.bsky.actor.getProfiles", ["actors": people[0]])
      _ = try await get("app.bsky.actor.getPreferences")
      _ = try await get("app.bsky.labeler.getServices", ["dids": "did:web:l.example.com"])
      _ = try await get("com.atproto.server.getSession")
      _ = try await get("com.atproto.identity.resolveHandle", ["handle": simulator.owner.handle])
      let block = try #require(simulator.blocks.first)
      let collection = "app.bsky.graph.block"
      for key in [block.key, "3jzfcijpj2z2a"] {
        _ = try await get(
          "com.atproto.repo.getRecord", ["repo": did, "collection": collection, "rkey": key])
      }
      try await post(
        "com.atproto.repo.createRecord",
        [
          "repo": did, "collection": collection,
          "record": ["subject": people[5], "createdAt": "2026-01-31T09:05:00.250Z"],
        ])
      try await post(
        "com.atproto.repo.deleteRecord", ["repo": did, "collection": collection, "rkey": block.key])
      try await post(
        "com.atproto.server.createSession",
        ["identifier": simulator.owner.handle, "password": simulator.owner.password])

      try await post("chat.bsky.group.rejectJoinRequest", ["convoId": id, "member": people[6]])
      try await post("chat.bsky.group.approveJoinRequest", ["convoId": id, "member": people[7]])
      try await post(
        "chat.bsky.group.approveJoinRequest",
        ["convoId": groups[1].id, "member": groups[1].waiting[0]])
      try await post("chat.bsky.group.updateJoinRequestsRead", ["convoId": id])
      try await post("chat.bsky.group.removeMembers", ["convoId": id, "members": [people[7]]])
      try await post("chat.bsky.group.editGroup", ["convoId": id, "name": "Another"])
      for nsid in ["disableJoinLink", "enableJoinLink", "enableJoinLink", "editJoinLink"] {
        try await post("chat.bsky.group.\(nsid)", ["convoId": id])
      }
      try await post(
        "chat.bsky.group.createJoinLink", ["convoId": id, "joinRule": "anyone"])
      simulator.setLink(nil, group: id)
      for nsid in ["disableJoinLink", "enableJoinLink", "editJoinLink"] {
        try await post("chat.bsky.group.\(nsid)", ["convoId": id])
      }
      try await post(
        "chat.bsky.group.createJoinLink", ["convoId": id, "joinRule": "followedByOwner"])
      for nsid in ["lockConvo", "lockConvo", "unlockConvo"] {
        try await post("chat.bsky.convo.\(nsid)", ["convoId": id])
      }
      simulator.setLock(.locked, group: id, byModeration: true)
      try await post("chat.bsky.convo.unlockConvo", ["convoId": id])
      try await post("chat.bsky.group.editGroup", ["convoId": id, "name": "A third"])
      simulator.withdraw(group: id, member: people[0])
      simulator.leave(group: id, member: group.members[1])
      let log = try await get("chat.bsky.convo.getLog", ["cursor": cursor])
      #expect(log.list("logs").count > 15)
      #expect(found.isEmpty, "\(found.sorted().joined(separator: "\n"))")
    }
  }
}
