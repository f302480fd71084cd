import ATProto
import Foundation
import Simulator
import TestEnvironment
import Testing

@testable import Moderation

@Suite struct RequestsTests {
  private let crowd = Fixture.Options(world: WorldOptions(groups: 1, requests: 350))

  @Test func everybodyIsListedInPages() async throws {
    try await withFixture(crowd) { fixture async throws in
      let group = try fixture.group
      var pages: [[JoinRequest]] = []
      for try await page in fixture.service.requests(in: group.id) { pages.append(page.elements) }
      #expect(pages.map(\.count) == [100, 100, 100, 50])
      #expect(pages.joined().map(\.person.did.description) == group.waiting)
      #expect(pages.joined().allSatisfy { $0.group == group.id && $0.requestedAt != nil })
      #expect(fixture.calls(Fixture.list).allSatisfy { $0.query["limit"] == "100" })
    }
  }

  @Test func aConsumerThatStopsStopsThePaging() async throws {
    try await withFixture(crowd) { fixture async throws in
      for try await page in fixture.service.requests(in: try fixture.group.id) {
        #expect(page.count == 100)
        break
      }
      // The service is still of use, and no page was asked for meanwhile.
      _ = try await fixture.service.groups()
      #expect(fixture.calls(Fixture.list).count == 1)
    }
  }

  @Test func aConsumerThatIsCancelledStopsThePaging() async throws {
    try await withFixture(crowd) { fixture async throws in
      let id = try fixture.group.id
      fixture.simulator.inject(InjectedFault(.hang, on: Fixture.list, times: nil))
      let reader = Task {
        for try await _ in fixture.service.requests(in: id) {}
      }
      try await eventually { !fixture.calls(Fixture.list).isEmpty }
      reader.cancel()
      _ = await reader.result
      #expect(fixture.calls(Fixture.list).count == 1)
    }
  }

  @Test func someoneOnTwoPagesComesOnce() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(Self.page(["a", "b"], cursor: "1"))
      fixture.simulator.inject(Self.page(["b", "c"], cursor: nil))
      let people = try await Self.all(fixture.service.requests(in: "3group"))
      #expect(people.map(\.person.handle.description) == ["a.example", "b.example", "c.example"])
    }
  }

  @Test func anEmptyPageIsNotTheEnd() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(Self.page([], cursor: "1"))
      fixture.simulator.inject(Self.page(["a"], cursor: "2"))
      fixture.simulator.inject(Self.page([], cursor: nil))
      let people = try await Self.all(fixture.service.requests(in: "3group"))
      #expect(people.count == 1)
      #expect(fixture.calls(Fixture.list).map { $0.query["cursor"] } == [nil, "1", "2"])
    }
  }

  @Test func aListThatGoesInCirclesIsNotTakenForTheWholeOne() async throws {
    try await withFixture { fixture async throws in
      for _ in 0..<3 { fixture.simulator.inject(Self.page(["a"], cursor: "again")) }
      let fault = await #expect(throws: Fault.self) {
        try await Self.all(fixture.service.requests(in: "3group"))
      }
      #expect(fault?.kind == .badAnswer)
      #expect(fixture.calls(Fixture.list).count == 2)
    }
  }

  @Test func aListOfAnotherAccountsGroupIsRefused() async throws {
    try await withFixture { fixture async throws in
      let foreign = try #require(fixture.simulator.groups.first { !$0.isOwned })
      let fault = await #expect(throws: Fault.self) {
        try await Self.all(fixture.service.requests(in: foreign.id))
      }
      #expect(fault?.kind == .notOwner)
    }
  }

  @Test func aPageThatFailsForAWhileIsAskedForAgain() async throws {
    try await withFixture(crowd) { fixture async throws in
      for status in [502, 503, 504] {
        fixture.simulator.inject(
          InjectedFault(.answer(status: status, body: ""), on: Fixture.list))
      }
      let people = try await Self.all(fixture.service.requests(in: try fixture.group.id))
      #expect(people.count == 350)
      #expect(fixture.clock.waits == [.milliseconds(100), .milliseconds(200), .milliseconds(400)])
    }
  }

  @Test func patienceEnds() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 502, body: "<html>Bad Gateway</html>"), on: Fixture.list, times: nil))
      let fault = await #expect(throws: Fault.self) {
        try await Self.all(fixture.service.requests(in: "3group"))
      }
      #expect(fault?.kind == .badAnswer)
      #expect(
        fault?.message
          == "The service answered 502 with a page that is not from the chat service.")
      #expect(fixture.calls(Fixture.list).count == 4)
    }
  }

  @Test func aServiceThatIsNotThereIsNotAskedAgain() async throws {
    try await withFixture { fixture async throws in
      await fixture.simulator.stop()
      let fault = await #expect(throws: Fault.self) { try await fixture.service.groups() }
      #expect(fault?.kind == .unreachable)
      #expect(fault?.message.hasPrefix("No connection to 127.0.0.1:") == true)
      #expect(fixture.clock.waits == [])
    }
  }

  static func all(_ pages: Pages<JoinRequest>) async throws -> [JoinRequest] {
    try await pages.reduce(into: []) { $0 += $1 }
  }

  /// A page of people whose DIDs and handles are made from letters.
  static func page(_ letters: [Character], cursor: String?) -> InjectedFault {
    let people = letters.map { letter in
      """
      {"convoId":"3group","requestedAt":"2025-06-01T10:00:00Z","requestedBy":{
        "did":"did:plc:\(String(repeating: letter, count: 24))","handle":"\(letter).example"}}
      """
    }
    let tail = cursor.map { #","cursor":"\#($0)""# } ?? ""
    return InjectedFault(
      .answer(status: 200, body: #"{"requests":[\#(people.joined(separator: ","))]\#(tail)}"#),
      on: Fixture.list)
  }
}
