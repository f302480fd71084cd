import ATProto
import Foundation
import Simulator
import Testing

@testable import Moderation

@Suite struct LiveTests {
  private static let log = "chat.bsky.convo.getLog"

  @Test func theFirstLookStartsNow() async throws {
    try await withFixture(.init(followsLog: false)) { fixture async throws in
      fixture.simulator.ask(group: try fixture.group.id, handle: "before.example")
      let page = try await fixture.service.live(after: nil)
      #expect(page.events == [])
      #expect(page.cursor != nil)
      #expect(fixture.calls(Self.log).map { $0.query["cursor"] } == [nil])
      let quiet = try await fixture.service.live(after: page.cursor)
      #expect(quiet == LivePage(events: [], cursor: page.cursor, hasMore: false))
    }
  }

  @Test func whatHappensToRequestsIsTold() async throws {
    try await withFixture { fixture async throws in
      let group = try fixture.group
      let start = try await fixture.service.live(after: nil).cursor
      let newcomer = try #require(
        fixture.simulator.ask(group: group.id, handle: "new.example", displayName: "New"))
      fixture.simulator.withdraw(group: group.id, member: group.waiting[0])
      fixture.simulator.reject(group: group.id, member: group.waiting[1])
      fixture.simulator.approve(group: group.id, member: group.waiting[2])
      try await fixture.service.markRead(group.id)
      let now = fixture.clock.timekeeper.now()
      let page = try await fixture.service.live(after: start)
      #expect(page.hasMore)
      guard case .asked(let request) = page.events.first else {
        Issue.record("Not what happened first: \(page.events)")
        return
      }
      #expect(request.id == (try Self.request(newcomer, group)))
      #expect(request.person.displayName == "New")
      #expect(request.requestedAt.map { $0 >= now } == true)
      func ended(_ position: Int, _ ending: LiveEvent.Resolution) throws -> LiveEvent {
        .ended(try Self.request(group.waiting[position], group), ending)
      }
      let later: [LiveEvent] = [
        try ended(0, .withdrawn), try ended(1, .rejected), try ended(2, .approved),
        .changed(group.id), .read(group.id),
      ]
      #expect(Array(page.events.dropFirst()) == later)
      let last = try await fixture.service.live(after: page.cursor)
      #expect(last.events == [] && !last.hasMore && last.cursor == page.cursor)
    }
  }

  @Test func aRequestIsInAPageOnceWithItsLastEvent() async throws {
    try await withFixture { fixture async throws in
      let (group, start) = (try fixture.group, try await fixture.service.live(after: nil).cursor)
      let member = try #require(fixture.simulator.ask(group: group.id, handle: "fickle.example"))
      fixture.simulator.ask(group: group.id, handle: "steady.example")
      fixture.simulator.withdraw(group: group.id, member: member)
      var events = try await fixture.service.live(after: start).events
      #expect(events.count == 2)
      #expect(events.last == .ended(try Self.request(member, group), .withdrawn))
      fixture.simulator.ask(group: group.id, handle: "fickle.example")
      events = try await fixture.service.live(after: start).events
      #expect(events.count == 2)
      guard case .asked(let request) = events.last else {
        Issue.record("Asked again, and the page says: \(events)")
        return
      }
      #expect(request.person.did.description == member)
    }
  }

  @Test func aLongLogComesInPages() async throws {
    try await withFixture { fixture async throws in
      let group = try fixture.group
      var page = try await fixture.service.live(after: nil)
      for number in 0..<250 {
        fixture.simulator.ask(group: group.id, handle: "n\(number).example")
      }
      var handles: [String] = []
      repeat {
        page = try await fixture.service.live(after: page.cursor)
        handles += page.events.compactMap { event in
          if case .asked(let request) = event { request.person.handle.description } else { nil }
        }
      } while page.hasMore
      #expect(handles == (0..<250).map { "n\($0).example" })
    }
  }

  @Test func changesAreToldOnceAGroupAndThePage() async throws {
    try await withFixture { fixture async throws in
      let types = [
        "LockConvo", "UnlockConvo", "LockConvoPermanently", "EditGroup", "CreateJoinLink",
        "EditJoinLink", "EnableJoinLink", "DisableJoinLink", "AddMember", "RemoveMember",
        "MemberJoin", "MemberLeave",
      ]
      for type in types {
        let events = [("1", "x", type), ("2", "y", type), ("3", "x", type)]
        #expect(
          try await Self.events(events, in: fixture) == [.changed("y"), .changed("x")], "\(type)")
      }
      for type in ["BeginConvo", "LeaveConvo", "AcceptConvo"] {
        let events = [("1", "x", type), ("2", "y", type)]
        #expect(try await Self.events(events, in: fixture) == [.groupsChanged], "\(type)")
      }
      for type in ["MuteConvo", "CreateMessage", "OutgoingJoinRequest", "Someday"] {
        #expect(try await Self.events([("1", "x", type)], in: fixture) == [], "\(type)")
      }
    }
  }

  @Test func eventsAreInTheOrderOfTheirRevisions() async throws {
    try await withFixture { fixture async throws in
      let events = [
        ("3m", "late", "EditGroup"), ("3b", "early", "LockConvo"),
        ("3c", "mid", "ReadJoinRequests"),
      ]
      #expect(
        try await Self.events(events, in: fixture)
          == [.changed("early"), .read("mid"), .changed("late")])
    }
  }

  /// It may have been about anything; where it says in which group, about that.
  @Test func whatCantBeReadIsTold() async throws {
    try await withFixture { fixture async throws in
      let type = "chat.bsky.convo.defs#log"
      let nonsense = [
        "null", "17", #""x""#, "{}", #"{"$type":7}"#, #"{"$type":"\#(type)EditGroup"}"#,
        #"{"$type":"\#(type)IncomingJoinRequest","rev":"1","convoId":"x"}"#,
        #"{"$type":"\#(type)RejectJoinRequest","rev":"1","convoId":"x","member":{"did":"?"}}"#,
      ]
      Self.inject("[\(nonsense.joined(separator: ","))]", cursor: #""next""#, in: fixture)
      let page = try await fixture.service.live(after: "last")
      #expect(
        page
          == LivePage(
            events: [.unreadable(nil), .unreadable("x")], cursor: "next", hasMore: true))
    }
  }

  @Test(arguments: [nil, "null", #""""#, #""last""#])
  func withoutANewCursorTheOldOneStays(cursor: String?) async throws {
    try await withFixture { fixture async throws in
      let event = #"[{"$type":"chat.bsky.convo.defs#logBeginConvo","rev":"1","convoId":"x"}]"#
      Self.inject(event, cursor: cursor, in: fixture)
      let page = try await fixture.service.live(after: "last")
      #expect(page == LivePage(events: [.groupsChanged], cursor: "last", hasMore: false))
    }
  }

  @Test func aFailureIsToldAtOnce() async throws {
    try await withFixture(.init(followsLog: false)) { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 429, body: "", headers: ["retry-after": "7"]), on: Self.log))
      let fault = await #expect(throws: Fault.self) { try await fixture.service.live(after: nil) }
      #expect(fault?.kind == .rateLimited)
      #expect(fault?.retryAt != nil)
      #expect(fixture.calls(Self.log).count == 1)
      #expect(fixture.clock.waits == [] && fixture.notices.values == [])
    }
  }

  @Test func aSlowLookIsTold() async throws {
    try await withFixture(.init(patience: .milliseconds(20), followsLog: false)) {
      fixture async throws in
      fixture.simulator.inject(InjectedFault(.delay(.milliseconds(50)), on: Self.log))
      _ = try await fixture.service.live(after: nil)
      #expect(fixture.notices.values.count == 2)
      #expect(fixture.notices.values.last == .answering)
    }
  }

  private static func request(
    _ member: String, _ group: SimulatedGroup
  ) throws -> JoinRequest.ID {
    JoinRequest.ID(group: group.id, member: try #require(DID(member)))
  }

  /// What a log of such events (revision, convo, type) is read as.
  private static func events(
    _ events: [(String, String, String)], in fixture: Fixture
  ) async throws -> [LiveEvent] {
    let list = events.map { rev, convo, type in
      #"{"$type":"chat.bsky.convo.defs#log\#(type)","rev":"\#(rev)","convoId":"\#(convo)"}"#
    }
    inject("[\(list.joined(separator: ","))]", cursor: nil, in: fixture)
    return try await fixture.service.live(after: "last").events
  }

  private static func inject(_ logs: String, cursor: String?, in fixture: Fixture) {
    let tail = cursor.map { #","cursor":\#($0)"# } ?? ""
    fixture.simulator.inject(
      InjectedFault(.answer(status: 200, body: #"{"logs":\#(logs)\#(tail)}"#), on: log))
  }
}
