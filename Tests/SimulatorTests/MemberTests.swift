import Foundation
import Simulator
import Testing

/// Members, and what a group is called.
@Suite struct MemberTests {
  private let remove = "chat.bsky.group.removeMembers"
  private let edit = "chat.bsky.group.editGroup"
  private let log = "chat.bsky.convo.getLog"

  private func members(_ caller: Caller, _ group: String) async throws -> [[String: Any]] {
    try await caller.all(
      "chat.bsky.convo.getConvoMembers", "members", [("convoId", group), ("limit", "10")])
  }

  @Test func saysWhoAddedWhom() async throws {
    try await withSimulator { simulator, caller async throws in
      let members = try await members(caller, simulator.groups[0].id)
      let adders = members.map { $0.text("kind", "addedBy", "did") }
      #expect(adders[0] == nil)
      #expect(Set(adders) == [nil, simulator.owner.did])
    }
  }

  /// Whatever is damaged about somebody is so wherever they are told of.
  @Test func somebodyWhoIsGarbledHasNoDID() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let cursor = try #require(try await caller.get(log)["cursor"] as? String)
      let jo = try #require(simulator.ask(group: group.id, handle: "jo.test"))
      #expect(simulator.garble(person: jo) && !simulator.garble(person: "did:plc:nobody"))
      let requests = try await caller.get(
        "chat.bsky.group.listJoinRequests", ["convoId": group.id]
      ).list("requests")
      #expect(requests.count { $0.text("requestedBy", "did") == nil } == 1)
      let events = try await caller.get(log, ["cursor": cursor]).list("logs")
      #expect(events.map { $0.text("member", "did") } == [nil])
      #expect(events.map { $0.text("member", "handle") } == ["jo.test"])
      simulator.garble(person: jo, false)
      #expect(
        try await caller.get(log, ["cursor": cursor]).list("logs").map { $0.text("member", "did") }
          == [jo])
      simulator.garble(group: group.id)
      let convos = try await caller.get("chat.bsky.convo.listConvos").list("convos")
      #expect(convos.count { $0.text("id") == nil } == 1)
    }
  }

  /// A handle that has changed hands, and what stands for none.
  @Test func severalCanBeCalledTheSame() async throws {
    try await withSimulator { simulator, _ async throws in
      let group = simulator.groups[0].id
      let first = try #require(simulator.ask(group: group, handle: "jo.test"))
      #expect(simulator.ask(group: group, handle: "jo.test") == nil)
      let second = try #require(
        simulator.ask(group: group, handle: "jo.test", isAnother: true))
      let lost = (0..<2).compactMap { _ in simulator.ask(group: group, handle: "missing.invalid") }
      #expect(Set([first, second] + lost).count == 4)
      #expect(simulator.credentials(of: "missing.invalid") == nil)
    }
  }

  @Test func removesSeveralAndTellsTheOthers() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let gone = Array(group.members[1...2])
      let cursor = try #require(try await caller.get(log)["cursor"] as? String)
      let reply = try await caller.post(remove, ["convoId": group.id, "members": gone])
      #expect(reply.object("convo").number("kind", "memberCount") == group.memberCount - 2)
      let left = try await members(caller, group.id).compactMap { $0.text("did") }
      #expect(left == group.members.filter { !gone.contains($0) })
      let events = try await caller.get(log, ["cursor": cursor]).list("logs")
      #expect(events.map { $0.text("$type") ?? "" }.allSatisfy { $0.hasSuffix("#logRemoveMember") })
      #expect(events.map { $0.text("message", "data", "member", "did") } == gone)
      #expect(
        Set(events.map { $0.text("message", "data", "removedBy", "did") }) == [simulator.owner.did])
      let related = events.compactMap { $0["relatedProfiles"] as? [[String: Any]] }
      #expect(related.map { $0.first?.text("did") } == gone)
    }
  }

  @Test func removesAllOrNone() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      for (members, error) in [
        ([], "InvalidRequest"), ([group.members[1], "nobody"], "InvalidRequest"),
        ([group.members[1], "did:plc:nobody"], "InvalidRequest"),
        ([group.members[1], simulator.owner.did], "InsufficientRole"),
      ] {
        let reply = try await caller.post(remove, ["convoId": group.id, "members": members])
        #expect(reply.error == error)
      }
      let text = try await caller.post(
        remove, ["convoId": group.id, "members": group.members[1]])
      #expect(text.error == "InvalidRequest")
      #expect(simulator.groups[0].members == group.members)
    }
  }

  @Test func membersLeave() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let cursor = try #require(try await caller.get(log)["cursor"] as? String)
      #expect(simulator.leave(group: group.id, member: group.members[1]))
      #expect(!simulator.leave(group: group.id, member: group.members[1]))
      #expect(!simulator.leave(group: group.id, member: group.members[0]))
      let events = try await caller.get(log, ["cursor": cursor]).list("logs")
      #expect(events.map { $0.text("$type") } == ["chat.bsky.convo.defs#logMemberLeave"])
      #expect(events[0].text("message", "data", "member", "did") == group.members[1])
    }
  }

  @Test func onlyTheOwnerMay() async throws {
    try await withSimulator { simulator, caller async throws in
      let foreign = try #require(simulator.groups.first { !$0.isOwned })
      let members = ["convoId": foreign.id, "members": [foreign.members[1]]] as [String: Any]
      #expect(try await caller.post(remove, members).error == "InsufficientRole")
      let name = ["convoId": foreign.id, "name": "Mine"]
      #expect(try await caller.post(edit, name).error == "InsufficientRole")
      for nsid in [remove, edit] {
        let body: [String: Any] = [
          "convoId": "none", nsid == edit ? "name" : "members": nsid == edit ? "A" : ["did:plc:a"],
        ]
        #expect(try await caller.post(nsid, body).error == "InvalidConvo")
      }
    }
  }

  @Test func renames() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let cursor = try #require(try await caller.get(log)["cursor"] as? String)
      let reply = try await caller.post(edit, ["convoId": group.id, "name": "Kiln 2"])
      #expect(reply.object("convo").text("kind", "name") == "Kiln 2")
      #expect(simulator.groups[0].name == "Kiln 2")
      let event = try #require(
        try await caller.get(log, ["cursor": cursor]).list("logs").first)
      #expect(event.text("$type") == "chat.bsky.convo.defs#logEditGroup")
      #expect(event.text("message", "data", "oldName") == group.name)
      #expect(event.text("message", "data", "newName") == "Kiln 2")
    }
  }

  @Test func namesHaveLimits() async throws {
    try await withSimulator { simulator, caller async throws in
      let id = simulator.groups[0].id
      func status(_ name: String) async throws -> Int {
        try await caller.post(edit, ["convoId": id, "name": name]).status
      }
      #expect(try await status("") == 400)
      #expect(try await status(String(repeating: "é", count: 50)) == 200)
      #expect(try await status(String(repeating: "é", count: 51)) == 400)
      // A family is one character to people, and 25 bytes.
      #expect(try await status(String(repeating: "👨‍👩‍👧‍👦", count: 20)) == 200)
      #expect(try await status(String(repeating: "👨‍👩‍👧‍👦", count: 21)) == 400)
    }
  }

  @Test func aLockedGroupKeepsItsName() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      simulator.setLock(.locked, group: group.id)
      let reply = try await caller.post(edit, ["convoId": group.id, "name": "Kiln 2"])
      #expect(reply.error == "ConvoLocked")
      #expect(simulator.groups[0].name == group.name)
    }
  }
}
