import Foundation
import Simulator
import Testing

/// Listing join requests and deciding on them.
@Suite struct RequestTests {
  private let list = "chat.bsky.group.listJoinRequests"
  private let reject = "chat.bsky.group.rejectJoinRequest"
  private let approve = "chat.bsky.group.approveJoinRequest"

  private func dids(_ requests: [[String: Any]]) -> [String] {
    requests.compactMap { $0.text("requestedBy", "did") }
  }

  @Test(arguments: [1, 7, 100])
  func pagesNewestFirst(limit: Int) async throws {
    try await withSimulator(WorldOptions(groups: 1, requests: 23)) {
      simulator, caller async throws in
      let group = simulator.groups[0]
      let requests = try await caller.all(
        list, "requests", [("convoId", group.id), ("limit", "\(limit)")])
      #expect(dids(requests) == group.waiting)
      let times = requests.compactMap { $0.text("requestedAt") }
      #expect(times.count == 23)
      #expect(times == times.sorted(by: >))
      #expect(requests.allSatisfy { $0.text("convoId") == group.id })
      let pages = simulator.calls.filter { $0.nsid == list }.count
      #expect(pages == (23 + limit - 1) / limit)
    }
  }

  @Test func fiftyAPageUnlessAsked() async throws {
    try await withSimulator(WorldOptions(groups: 1, requests: 120)) {
      simulator, caller async throws in
      let reply = try await caller.get(list, ["convoId": simulator.groups[0].id])
      #expect(reply.list("requests").count == 50)
      #expect(reply["cursor"] is String)
    }
  }

  /// What is decided between two pages neither hides nor repeats anybody.
  @Test func pagesStayTrueUnderRemovals() async throws {
    try await withSimulator(WorldOptions(groups: 1, requests: 40)) {
      simulator, caller async throws in
      let group = simulator.groups[0]
      let first = try await caller.get(list, ["convoId": group.id, "limit": "10"])
      let cursor = try #require(first["cursor"] as? String)
      for member in group.waiting[5..<15] {
        #expect(
          try await caller.post(reject, ["convoId": group.id, "member": member]).status == 200)
      }
      simulator.ask(group: group.id, handle: "late.example")
      let rest = try await caller.get(
        list, ["convoId": group.id, "limit": "100", "cursor": cursor])
      #expect(dids(rest.list("requests")) == Array(group.waiting[15...]))
      #expect(rest["cursor"] == nil)
    }
  }

  @Test func rejects() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let body = ["convoId": group.id, "member": group.waiting[3]]
      let reply = try await caller.post(reject, body)
      #expect(reply.status == 200)
      #expect(reply.names.isEmpty)
      var left = group.waiting
      left.remove(at: 3)
      #expect(simulator.groups[0].waiting == left)
      let again = try await caller.post(reject, body)
      #expect(again.status == 400)
      #expect(again.message == "join request not found")
      #expect(simulator.calls.suffix(2).map(\.tookEffect) == [true, false])
      #expect(simulator.calls.suffix(2).map(\.status) == [200, 400])
    }
  }

  @Test func approves() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let member = group.waiting[0]
      let reply = try await caller.post(approve, ["convoId": group.id, "member": member])
      let kind = reply.object("convo")["kind"] as? [String: Any]
      #expect(kind?.number("memberCount") == group.memberCount + 1)
      let after = simulator.groups[0]
      #expect(after.id == group.id)
      #expect(after.members.last == member)
      #expect(!after.waiting.contains(member))
      let members = try await caller.all(
        "chat.bsky.convo.getConvoMembers", "members", [("convoId", group.id)])
      #expect(members.compactMap { $0.text("did") } == after.members)
    }
  }

  @Test func approvesNobodyIntoAFullGroup() async throws {
    try await withSimulator { simulator, caller async throws in
      let full = try #require(simulator.groups.first { $0.memberCount == $0.memberLimit })
      let reply = try await caller.post(
        approve, ["convoId": full.id, "member": full.waiting[0]])
      #expect(reply.status == 400)
      #expect(reply.error == "MemberLimitReached")
      let after = try #require(simulator.groups.first { $0.id == full.id })
      #expect(after.waiting == full.waiting)
    }
  }

  @Test func countsStopAtTwentyOneAndVanishAtNone() async throws {
    try await withSimulator(WorldOptions(groups: 1, requests: 23)) {
      simulator, caller async throws in
      let group = simulator.groups[0]
      var counts: [Int?] = []
      for member in group.waiting {
        counts.append(try await count(caller, group.id))
        simulator.withdraw(group: group.id, member: member)
      }
      #expect(counts == [21, 21] + (1...21).reversed())
      #expect(try await count(caller, group.id) == nil)
    }
  }

  private func count(_ caller: Caller, _ group: String) async throws -> Int? {
    let convo = try await caller.get("chat.bsky.convo.getConvo", ["convoId": group])
    return convo.object("convo").number("kind", "joinRequestCount")
  }

  @Test func marksRead() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let unread = { () async throws in
        try await caller.get("chat.bsky.convo.getConvo", ["convoId": group.id])
          .object("convo").number("kind", "unreadJoinRequestCount")
      }
      #expect(try await unread() ?? 0 > 0)
      let reply = try await caller.post(
        "chat.bsky.group.updateJoinRequestsRead", ["convoId": group.id])
      #expect(reply.status == 200)
      #expect(try await unread() == nil)
      simulator.ask(group: group.id, handle: "new.example")
      #expect(try await unread() == 1)
    }
  }

  @Test func peopleAskAndWithdrawForThemselves() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let outsider = try #require(simulator.groups[1].waiting.first)
      let asking = try await Caller(simulator: simulator).signedIn(
        try #require(simulator.credentials(of: outsider)))
      let code = try #require(group.link).code
      let reply = try await asking.post("chat.bsky.group.requestJoin", ["code": code])
      #expect(reply["status"] as? String == "pending")
      #expect(simulator.groups[0].waiting.first == outsider)
      let body = ["convoId": group.id]
      #expect(try await asking.post("chat.bsky.group.withdrawJoinRequest", body).status == 200)
      #expect(!simulator.groups[0].waiting.contains(outsider))
      let again = try await asking.post("chat.bsky.group.withdrawJoinRequest", body)
      #expect(again.error == "InvalidJoinRequest")
      #expect(
        try await asking.post("chat.bsky.group.requestJoin", ["code": "nope"]).error
          == "InvalidCode")
      #expect(try await asking.get(list, ["convoId": group.id]).error == "InvalidConvo")
    }
  }
}
