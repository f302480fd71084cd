import Foundation
import Simulator
import TestEnvironment
import Testing

/// `chat.bsky.convo.getLog`
@Suite struct LogTests {
  private let log = "chat.bsky.convo.getLog"

  private func start(_ caller: Caller) async throws -> String {
    let reply = try await caller.get(log)
    #expect(reply.list("logs").isEmpty)
    return try #require(reply["cursor"] as? String)
  }

  private func types(_ reply: Reply) -> [String] {
    reply.list("logs").compactMap {
      $0.text("$type")?.replacing("chat.bsky.convo.defs#log", with: "")
    }
  }

  @Test func startsNow() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      simulator.ask(group: group.id, handle: "before.example")
      let cursor = try await start(caller)
      let quiet = try await caller.get(log, ["cursor": cursor])
      #expect(quiet.list("logs").isEmpty)
      #expect(quiet["cursor"] as? String == cursor)
      let asked = simulator.ask(group: group.id, handle: "after.example")
      let reply = try await caller.get(log, ["cursor": cursor])
      #expect(types(reply) == ["IncomingJoinRequest"])
      let event = try #require(reply.list("logs").first)
      #expect(event.text("member", "did") == asked)
      #expect(event.text("member", "handle") == "after.example")
      #expect(event.text("convoId") == group.id)
      #expect(event.text("rev") == reply["cursor"] as? String)
    }
  }

  @Test func saysWhatHappensToRequests() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let cursor = try await start(caller)
      simulator.withdraw(group: group.id, member: group.waiting[0])
      for (nsid, member) in [
        ("rejectJoinRequest", group.waiting[1]), ("approveJoinRequest", group.waiting[2]),
      ] {
        _ = try await caller.post(
          "chat.bsky.group.\(nsid)", ["convoId": group.id, "member": member])
      }
      _ = try await caller.post(
        "chat.bsky.group.updateJoinRequestsRead", ["convoId": group.id])
      let reply = try await caller.get(log, ["cursor": cursor])
      #expect(
        types(reply) == [
          "WithdrawIncomingJoinRequest", "RejectJoinRequest", "ApproveJoinRequest", "MemberJoin",
          "ReadJoinRequests",
        ])
      let members = reply.list("logs").prefix(3).compactMap { $0.text("member", "did") }
      #expect(members == Array(group.waiting[0...2]))
      let joined = reply.list("logs")[3]
      #expect(joined.text("message", "data", "member", "did") == group.waiting[2])
      #expect((joined["relatedProfiles"] as? [Any])?.count == 1)
    }
  }

  @Test func decisionsElsewhereAreSeen() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let cursor = try await start(caller)
      #expect(simulator.reject(group: group.id, member: group.waiting[0]))
      #expect(!simulator.reject(group: group.id, member: group.waiting[0]))
      #expect(simulator.approve(group: group.id, member: group.waiting[1]))
      #expect(simulator.setLock(.locked, group: group.id, byModeration: true))
      let reply = try await caller.get(log, ["cursor": cursor])
      #expect(
        types(reply) == ["RejectJoinRequest", "ApproveJoinRequest", "MemberJoin", "LockConvo"])
    }
  }

  @Test func revisionsRiseAtAFixedWidth() async throws {
    try await withSimulator { simulator, caller async throws in
      let cursor = try await start(caller)
      for number in 0..<250 {
        simulator.ask(group: simulator.groups[0].id, handle: "n\(number).example")
      }
      var revs: [String] = []
      var next = cursor
      var sizes: [Int] = []
      repeat {
        let reply = try await caller.get(log, ["cursor": next])
        revs += reply.list("logs").compactMap { $0.text("rev") }
        sizes.append(reply.list("logs").count)
        next = try #require(reply["cursor"] as? String)
      } while sizes.last != 0
      #expect(revs.count == 250)
      #expect(Set(revs.map(\.utf8.count)) == [13])
      #expect(zip([cursor] + revs, revs).allSatisfy { $0 < $1 })
      #expect(sizes.count > 2, "it comes in pages")
    }
  }

  @Test func onlyTheOwnerSeesRequests() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let member = try await Caller(simulator: simulator).signedIn(
        try #require(simulator.credentials(of: group.members[1])))
      let newcomer = try await Caller(simulator: simulator).signedIn(
        try #require(simulator.credentials(of: group.waiting[0])))
      let memberCursor = try await start(member)
      let newcomerCursor = try await start(newcomer)
      simulator.ask(group: group.id, handle: "someone.example")
      simulator.approve(group: group.id, member: group.waiting[0])
      #expect(types(try await member.get(log, ["cursor": memberCursor])) == ["MemberJoin"])
      #expect(types(try await newcomer.get(log, ["cursor": newcomerCursor])) == ["BeginConvo"])
    }
  }

  @Test func newcomersArriveByThemselves() async throws {
    let options = WorldOptions(groups: 2, requests: 4, ratePerMinute: 60_000)
    try await withSimulator(options) { simulator, caller async throws in
      let cursor = try await start(caller)
      try await eventually { simulator.groups.reduce(0) { $0 + $1.waiting.count } > 24 }
      let reply = try await caller.get(log, ["cursor": cursor])
      #expect(types(reply).allSatisfy { $0 == "IncomingJoinRequest" })
      #expect(!types(reply).isEmpty)
    }
  }
}
