import ATProto
import Foundation
import Simulator
import TestEnvironment
import Testing

@testable import Moderation

/// Decisions that block a person and reject the request.
@Suite struct BlockTests {
  private static let calls = [
    Fixture.create, Fixture.record, Fixture.reject, Fixture.profiles, Fixture.list,
  ]

  private static func order(_ fixture: Fixture) -> [String] {
    fixture.simulator.calls.map(\.nsid).filter { calls.contains($0) }
  }

  private static func isBlocked(_ decision: Decision, _ fixture: Fixture) async throws -> Bool {
    try await fixture.service.profiles(of: [decision.membership.member]).first?.blocking == true
  }

  private static func error(_ status: Int, _ nsid: String, times: Int? = 1) -> InjectedFault {
    InjectedFault(
      .answer(status: status, body: #"{"error":"Odd","message":"Not today"}"#), on: nsid,
      times: times)
  }

  @Test func theBlockComesFirstThenTheRejection() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      #expect(await fixture.service.decide(decision) == .done)
      #expect(Self.order(fixture) == [Fixture.profiles, Fixture.create, Fixture.reject])
      #expect(
        !fixture.waiting(in: decision.membership.group).contains("\(decision.membership.member)"))
      #expect(try await Self.isBlocked(decision, fixture))
      let call = try #require(fixture.calls(Fixture.create).first)
      #expect(call.headers["atproto-proxy"] == nil)
      let body = try #require(
        try JSONSerialization.jsonObject(with: Data(call.body.utf8)) as? [String: Any])
      #expect(body["repo"] as? String == fixture.session.did.description)
      #expect(body["collection"] as? String == "app.bsky.graph.block")
      let key = try #require(body["rkey"] as? String)
      #expect(key.wholeMatch(of: /[2-7a-j][2-7a-z]{12}/) != nil)
      let record = try #require(body["record"] as? [String: String])
      #expect(record.keys.sorted() == ["$type", "createdAt", "subject"])
      #expect(record["$type"] == "app.bsky.graph.block")
      #expect(record["subject"] == decision.membership.member.description)
    }
  }

  @Test(arguments: [false, true])
  func aBlockWhoseEndIsNotKnownIsLookedFor(afterWork: Bool) async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      fixture.simulator.inject(
        InjectedFault(afterWork ? .dropAfterWork : .dropBeforeWork, on: Fixture.create))
      #expect(await fixture.service.decide(decision) == .done)
      let again = afterWork ? [] : [Fixture.profiles, Fixture.create]
      #expect(
        Self.order(fixture) == [Fixture.profiles, Fixture.create, Fixture.record] + again
          + [Fixture.reject])
      #expect(try fixture.blocks.count == 1)
    }
  }

  @Test func aBlockThatIsMadeTwiceIsOneRecord() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      // The look comes before the work is done, so that the record is sent again.
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: Fixture.create))
      fixture.simulator.inject(.refusal("RecordNotFound", on: Fixture.record))
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 200, body: #"{"profiles":[]}"#), on: Fixture.profiles, times: 2))
      #expect(await fixture.service.decide(decision) == .done)
      #expect(fixture.calls(Fixture.create).map(\.tookEffect) == [true, false])
      #expect(fixture.calls(Fixture.create).map(\.status) == [0, 500])
      #expect(fixture.calls(Fixture.reject).count == 1)
    }
  }

  @Test func aBlockThatIsThereAlreadyCounts() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      fixture.simulator.inject(
        InjectedFault(
          .workThenAnswer(status: 400, body: #"{"error":"InvalidRequest","message":"There"}"#),
          on: Fixture.create))
      #expect(await fixture.service.decide(decision) == .done)
      #expect(
        Self.order(fixture) == [
          Fixture.profiles, Fixture.create, Fixture.profiles, Fixture.reject,
        ])
    }
  }

  @Test func whereTheBlockFailsNothingIsRejected() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      fixture.simulator.inject(Self.error(400, Fixture.create))
      let fault = await fixture.service.decide(decision).fault
      #expect(fault?.kind == .refused)
      #expect(
        fault?.message
          == "The person was neither blocked nor rejected: The service refused: Not today.")
      #expect(fixture.calls(Fixture.reject).isEmpty)
      #expect(
        fixture.waiting(in: decision.membership.group).contains("\(decision.membership.member)"))
      // Trying again begins with a look, and keeps the key.
      #expect(await fixture.service.decide(decision) == .done)
      #expect(
        Self.order(fixture).suffix(4) == [
          Fixture.record, Fixture.profiles, Fixture.create, Fixture.reject,
        ])
      #expect(Set(fixture.calls(Fixture.create).map(\.key)).count == 1)
    }
  }

  @Test func aBlockThatCantBeSeenIsToldAndNothingIsRejected() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: Fixture.create))
      fixture.simulator.inject(Self.error(503, Fixture.record, times: 4))
      let fault = await fixture.service.decide(decision).fault
      #expect(fault?.kind == .unconfirmed)
      #expect(fault?.message.contains("nobody can say whether the person was blocked") == true)
      #expect(fixture.calls(Fixture.reject).isEmpty)
      #expect(await fixture.service.decide(decision) == .done)
      #expect(fixture.calls(Fixture.create).count == 1)
    }
  }

  @Test func whereTheRejectionFailsTheBlockIsToldAndNotRepeated() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      fixture.simulator.inject(Self.error(400, Fixture.reject))
      let fault = await fixture.service.decide(decision).fault
      #expect(fault?.kind == .refused)
      #expect(fault?.cure == "Refresh, then try again.")
      #expect(
        fault?.message == """
          The person is blocked now, but the request was not rejected: The service refused: Not \
          today.
          """)
      #expect(try await Self.isBlocked(decision, fixture))
      #expect(await fixture.service.decide(decision) == .done)
      #expect(fixture.calls(Fixture.create).count == 1)
      #expect(fixture.calls(Fixture.reject).count == 2)
    }
  }

  @Test func aRejectionThatAsksForALongPauseSaysUntilWhen() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 300))
      let fault = await fixture.service.decide(try fixture.decision(.rejectAndBlock)).fault
      #expect(fault?.kind == .rateLimited)
      #expect(fault?.message.hasPrefix("The person is blocked now, but") == true)
      #expect(fault?.retryAt != nil)
      // Whoever comes next is told of the pause alone.
      let next = await fixture.service.decide(try fixture.decision(on: 1)).fault
      #expect(next?.message == "The service asks for a pause.")
    }
  }

  @Test func aRejectionThatCantBeSeenIsNotCalledUndone() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: Fixture.reject))
      fixture.simulator.inject(Self.error(503, Fixture.list, times: nil))
      let fault = await fixture.service.decide(try fixture.decision(.rejectAndBlock)).fault
      #expect(fault?.kind == .unconfirmed)
      #expect(
        fault?.message.hasPrefix(
          "The person is blocked now, but nobody can say whether the request was rejected: ")
          == true)
    }
  }

  @Test func aRequestThatWasTakenBackIsGoneAndThePersonBlocked() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      fixture.simulator.withdraw(
        group: decision.membership.group, member: "\(decision.membership.member)")
      #expect(await fixture.service.decide(decision) == .gone)
      #expect(try await Self.isBlocked(decision, fixture))
    }
  }

  @Test func someoneInTwoGroupsIsBlockedOnce() async throws {
    try await withFixture { fixture async throws in
      let owned = fixture.simulator.groups.filter(\.isOwned)
      let decisions = try owned.map { group in
        let member = try #require(
          fixture.simulator.ask(group: group.id, handle: "everywhere.example"))
        return Decision(
          .rejectAndBlock, JoinRequest.ID(group: group.id, member: try #require(DID(member))))
      }
      let reports = await fixture.settle(decisions)
      #expect(reports.map(\.outcome) == decisions.map { _ in .done })
      #expect(decisions.count > 1)
      #expect(fixture.calls(Fixture.create).count == 1)
    }
  }

  // MARK: What is known of a block

  @Test func aListThatBlocksIsNoProof() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      fixture.simulator.blockByList("\(decision.membership.member)")
      fixture.simulator.inject(InjectedFault(.dropBeforeWork, on: Fixture.create))
      #expect(await fixture.service.decide(decision) == .done)
      #expect(fixture.calls(Fixture.create).map(\.tookEffect) == [false, true])
      #expect(fixture.simulator.blocks.map(\.member) == ["\(decision.membership.member)"])
    }
  }

  @Test func whoIsBlockedByAListOnlyGetsARecord() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      fixture.simulator.blockByList("\(decision.membership.member)")
      #expect(await fixture.service.decide(decision) == .done)
      #expect(Self.order(fixture) == [Fixture.profiles, Fixture.create, Fixture.reject])
      #expect(fixture.simulator.blocks.map(\.member) == ["\(decision.membership.member)"])
    }
  }

  @Test(arguments: [false, true])
  func whoIsBlockedByARecordGetsNoSecondOne(byListToo: Bool) async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      fixture.simulator.block("\(decision.membership.member)")
      if byListToo { fixture.simulator.blockByList("\(decision.membership.member)") }
      #expect(await fixture.service.decide(decision) == .done)
      // Where a list blocks too the record is asked for itself.
      #expect(
        Self.order(fixture) == [Fixture.profiles] + (byListToo ? [Fixture.record] : [])
          + [Fixture.reject])
      #expect(fixture.simulator.blocks.count == 1)
    }
  }

  @Test func whoCantBeLookedAtIsNotBlocked() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      fixture.simulator.inject(Self.error(503, Fixture.profiles, times: 4))
      let fault = await fixture.service.decide(decision).fault
      #expect(
        fault?.message.hasPrefix("The person was neither blocked nor rejected: ") == true)
      #expect(Self.order(fixture) == Array(repeating: Fixture.profiles, count: 4))
    }
  }

  @Test func manyAreLookedAtTogether() async throws {
    let crowd = WorldOptions(groups: 1, requests: 60)
    try await withFixture(.init(world: crowd)) { fixture async throws in
      let decisions = try (0..<60).map { try fixture.decision(.rejectAndBlock, on: $0) }
      for decision in decisions.prefix(10) {
        fixture.simulator.block("\(decision.membership.member)")
      }
      #expect(await fixture.settle(decisions).allSatisfy { $0.outcome == .done })
      #expect(fixture.calls(Fixture.profiles).count == 3)
      #expect(fixture.calls(Fixture.create).count == 50)
      #expect(fixture.calls(Fixture.reject).count == 60)
      #expect(fixture.simulator.blocks.count == 60)
      #expect(Set(fixture.simulator.blocks.map(\.member)).count == 60)
    }
  }

  @Test func whoIsNotBlockedAnyMoreIsBlockedAgain() async throws {
    try await withFixture { fixture async throws in
      let request = try #require(try await fixture.requests.first)
      let decision = Decision(.rejectAndBlock, request.id)
      #expect(await fixture.settle([decision]).map(\.outcome) == [.done])
      fixture.simulator.unblock("\(decision.membership.member)")
      fixture.simulator.ask(group: request.group, handle: "\(request.person.handle)")
      #expect(await fixture.settle([decision]).map(\.outcome) == [.done])
      #expect(fixture.simulator.blocks.map(\.member) == ["\(decision.membership.member)"])
    }
  }

  @Test func anotherProcessUsesTheSameKey() async throws {
    try await withFixture(.writing) { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: Fixture.create))
      fixture.simulator.inject(Self.error(503, Fixture.record, times: 4))
      #expect(await fixture.service.decide(decision).fault?.kind == .unconfirmed)
      // The app view does not know of the record yet, and the look at it fails: it is sent again.
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 200, body: #"{"profiles":[]}"#), on: Fixture.profiles, times: nil))
      fixture.simulator.inject(.refusal("RecordNotFound", on: Fixture.record))
      let other = fixture.service(with: .success(try fixture.openJournal()))
      #expect(await other.decide(decision) == .done)
      #expect(fixture.calls(Fixture.create).map(\.tookEffect) == [true, false])
      #expect(Set(fixture.calls(Fixture.create).map(\.key)).count == 1)
      #expect(fixture.simulator.blocks.count == 1)
    }
  }

  @Test func aPauseOfTheHostIsKept() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(.answer(status: 429, body: ""), on: Fixture.create, times: 2))
      #expect(await fixture.service.decide(try fixture.decision(.rejectAndBlock)) == .done)
      #expect(fixture.calls(Fixture.create).count == 3)
      #expect(fixture.clock.waits.count == 2)
    }
  }

  @Test func whatIsHalfDoneIsFinishedWhenCancelled() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(InjectedFault(.delay(.milliseconds(50)), on: Fixture.create))
      let decision = try fixture.decision(.rejectAndBlock)
      let outcome = Task { await fixture.service.decide(decision) }
      try await eventually { !fixture.calls(Fixture.create).isEmpty }
      outcome.cancel()
      #expect(await outcome.value == .done)
    }
  }

  @Test func whatIsHalfDoneIsToldWhenCancelledInAPause() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 25, times: 2))
      fixture.clock.duringNextWait { withUnsafeCurrentTask { $0?.cancel() } }
      let decision = try fixture.decision(.rejectAndBlock)
      let fault = await Task { await fixture.service.decide(decision) }.value.fault
      #expect(fault?.kind == .cancelled)
      #expect(fault?.message.hasPrefix("The person is blocked now, but") == true)
    }
  }

  @Test(arguments: [false, true])
  func whatWasNotSentIsNotSentWhenCancelled(afterFailure: Bool) async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.rejectAndBlock)
      if afterFailure {
        fixture.simulator.inject(Self.error(400, Fixture.create))
        #expect(await fixture.service.decide(decision) != .done)
      }
      let before = fixture.simulator.calls.count
      let outcome = await Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await fixture.service.decide(decision)
      }.value
      #expect(outcome == .failed(.cancelled))
      #expect(fixture.simulator.calls.count == before)
    }
  }
}

extension RecordedCall {
  /// The key of the record in the body.
  fileprivate var key: String? {
    try? JSONDecoder().decode(Key.self, from: Data(body.utf8)).rkey
  }
}

private struct Key: Decodable {
  let rkey: String
}
