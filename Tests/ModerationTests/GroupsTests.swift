import ATProto
import Foundation
import Simulator
import Testing

@testable import Moderation

@Suite struct GroupsTests {
  @Test func onlyGroupsThatTheAccountOwnsAreListed() async throws {
    try await withFixture { fixture async throws in
      let all = fixture.simulator.groups
      #expect(all.contains { !$0.isOwned })
      let groups = try await fixture.service.groups()
      #expect(groups.map(\.id) == all.filter(\.isOwned).map(\.id))
      #expect(groups.map(\.name) == all.filter(\.isOwned).map(\.name))
      let call = try #require(fixture.calls(Fixture.convos).first)
      #expect(call.query == ["kind": "group", "limit": "100"])
      #expect(call.headers["atproto-proxy"] == "did:web:api.bsky.chat#bsky_chat")
    }
  }

  @Test func theNumberOfRequestsIsCapped() async throws {
    let world = WorldOptions(groups: 3, requests: 31)
    try await withFixture(.init(world: world)) { fixture async throws in
      let groups = try await fixture.service.groups()
      #expect(fixture.simulator.groups.filter(\.isOwned).map(\.waiting.count) == [24, 7, 0])
      #expect(groups.map(\.pending) == [21, 7, 0])
      #expect(groups.map(\.pendingIsCapped) == [true, false, false])
      #expect(groups[1].isFull)
    }
  }

  @Test func everyPageIsReadAndNoGroupComesTwice() async throws {
    try await withFixture { fixture async throws in
      let pages = [(["3a", "3b"], "1"), ([], "2"), (["3b", "3c"], nil)]
      for (ids, cursor) in pages {
        let convos = ids.map { Self.convo($0, viewer: fixture.session.did) }
        let tail = cursor.map { #","cursor":"\#($0)""# } ?? ""
        fixture.simulator.inject(
          InjectedFault(
            .answer(
              status: 200, body: #"{"convos":[\#(convos.joined(separator: ","))]\#(tail)}"#)))
      }
      #expect(try await fixture.service.groups().map(\.id) == ["3a", "3b", "3c"])
      #expect(fixture.calls(Fixture.convos).map { $0.query["cursor"] } == [nil, "1", "2"])
    }
  }

  @Test func aCursorThatRepeatsEndsTheList() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 200, body: #"{"convos":[],"cursor":"again"}"#), on: Fixture.convos,
          times: nil))
      #expect(try await fixture.service.groups() == [])
      #expect(fixture.calls(Fixture.convos).count == 2)
    }
  }

  @Test func aLockNewerThanThisProgramIsALock() async throws {
    try await withFixture { fixture async throws in
      let convo = Self.convo(viewer: fixture.session.did, lock: "sealed-by-wax")
      fixture.simulator.inject(
        InjectedFault(.answer(status: 200, body: #"{"convo":\#(convo)}"#)))
      let group = try await fixture.service.group("3group")
      #expect(group.lock == .locked)
      #expect(group.lockIsModeration)
      #expect(group.pending == 0)
      #expect(!group.pendingIsCapped)
      #expect(group.link?.url == "https://bsky.app/chat/abc1234")
      #expect(group.link?.enabled == false)
    }
  }

  @Test(arguments: ["standard", "admin"])
  func aGroupThatIsNotOwnedAnyMoreIsRefused(role: String) async throws {
    try await withFixture { fixture async throws in
      let convo = Self.convo(viewer: fixture.session.did, role: role)
      fixture.simulator.inject(
        InjectedFault(.answer(status: 200, body: #"{"convo":\#(convo)}"#)))
      let fault = await #expect(throws: Fault.self) { try await fixture.service.group("3group") }
      #expect(fault?.kind == .notOwner)
    }
  }

  @Test func aGroupOfAnotherAccountIsRefused() async throws {
    try await withFixture { fixture async throws in
      let foreign = try #require(fixture.simulator.groups.first { !$0.isOwned })
      let fault = await #expect(throws: Fault.self) {
        try await fixture.service.group(foreign.id)
      }
      #expect(fault?.kind == .notOwner)
    }
  }

  @Test func aGroupThatIsNotThereIsGone() async throws {
    try await withFixture { fixture async throws in
      let fault = await #expect(throws: Fault.self) {
        try await fixture.service.group("3aaaaaaaaaaaa")
      }
      #expect(fault?.kind == .groupGone)
    }
  }

  @Test func readRequestsAreRead() async throws {
    try await withFixture { fixture async throws in
      let id = try fixture.group.id
      fixture.simulator.ask(group: id, handle: "new.example")
      #expect(try await fixture.service.group(id).unread > 0)
      try await fixture.service.markRead(id)
      #expect(try await fixture.service.group(id).unread == 0)
    }
  }

  private static func convo(
    _ id: String = "3group", viewer: DID, role: String = "owner", lock: String = "unlocked"
  ) -> String {
    """
    {"id":"\(id)","rev":"1","muted":false,"unreadCount":0,
      "members":[
        {"did":"did:plc:z72i7hdynmk6r22z27h6tvur","handle":"a.example",
         "kind":{"$type":"chat.bsky.actor.defs#groupConvoMember","role":"owner"}},
        {"did":"\(viewer)","handle":"b.example",
         "kind":{"$type":"chat.bsky.actor.defs#groupConvoMember","role":"\(role)"}}],
      "kind":{"$type":"chat.bsky.convo.defs#groupConvo","name":"Ours","memberCount":3,
        "memberLimit":50,"lockStatus":"\(lock)","lockStatusModerationOverride":true,
        "createdAt":"2025-01-01T00:00:00Z",
        "joinLink":{"code":"abc1234","enabledStatus":"disabled","requireApproval":true,
          "joinRule":"anyone","createdAt":"2025-01-01T00:00:00Z"}}}
    """
  }
}
