import ATProto
import Foundation
import Simulator
import TestEnvironment
import Testing

@testable import Moderation

/// Many decisions handed in together.
@Suite struct BatchTests {
  private static let crowd = Fixture.Options(world: WorldOptions(groups: 1, requests: 120))

  @Test func everyDecisionIsReportedOnceAndSentOnce() async throws {
    try await withFixture(Self.crowd) { fixture async throws in
      let decisions = try fixture.decisions(100)
      let reports = await fixture.settle(decisions)
      #expect(reports.count == 100)
      #expect(Set(reports.map(\.decision)) == Set(decisions))
      #expect(reports.allSatisfy { $0.outcome == .done })
      #expect(fixture.calls(Fixture.reject).count == 100)
    }
  }

  @Test func aThousandDecisionsAreAThousandCalls() async throws {
    let crowd = Fixture.Options(world: WorldOptions(groups: 1, requests: 1_000))
    try await withFixture(crowd) { fixture async throws in
      let before = fixture.simulator.calls.count
      let reports = await fixture.settle(try Self.everybody(fixture))
      #expect(reports.count == 1_000)
      #expect(reports.allSatisfy { $0.outcome == .done })
      let calls = fixture.simulator.calls.dropFirst(before)
      #expect(calls.count == 1_000)
      #expect(calls.allSatisfy { $0.method == "POST" && $0.nsid == Fixture.reject })
      #expect(try fixture.group.waiting.isEmpty)
    }
  }

  @Test func noneIsNothingToDo() async throws {
    try await withFixture { fixture async throws in
      #expect(await fixture.settle([]) == [])
    }
  }

  @Test func aRequestThatIsInItTwiceIsSentOnce() async throws {
    try await withFixture { fixture async throws in
      let (reject, approve) = (try fixture.decision(), try fixture.decision(.approve))
      let reports = await fixture.settle([reject, reject, approve, reject])
      #expect(
        reports == [
          SettledDecision(reject, .done), SettledDecision(reject, .done),
          SettledDecision(approve, .gone), SettledDecision(reject, .done),
        ])
      #expect(fixture.calls(Fixture.reject).count == 1)
      #expect(fixture.calls(Fixture.approve).isEmpty)
    }
  }

  @Test func aServiceThatIsNotThereDoomsTheRest() async throws {
    // Without a call before it, so that no connection is open when the service goes.
    var crowd = Self.crowd
    crowd.followsLog = false
    try await withFixture(crowd) { fixture async throws in
      let decisions = try fixture.decisions(50)
      await fixture.simulator.stop()
      let reports = await fixture.settle(decisions)
      #expect(Set(reports.map(\.decision)) == Set(decisions) && reports.count == 50)
      #expect(reports.allSatisfy { $0.outcome == reports.first?.outcome })
      #expect(reports.first?.outcome.fault?.kind == .unreachable)
    }
  }

  @Test func aGroupThatIsGoneDoomsItsDecisionsAlone() async throws {
    try await withFixture(.init(concurrency: 1)) { fixture async throws in
      let mine = try fixture.decisions(10)
      let nowhere = mine.map {
        Decision(.reject, .init(group: "3aaaaaaaaaaaa", member: $0.membership.member))
      }
      let reports = await fixture.settle(zip(nowhere, mine).flatMap { [$0, $1] })
      #expect(reports.count == 20)
      #expect(reports.filter { $0.outcome == .done }.map(\.decision) == mine)
      let failed = reports.filter { $0.outcome != .done }
      #expect(failed.map(\.decision) == nowhere)
      #expect(failed.allSatisfy { $0.outcome.fault?.kind == .groupGone })
      #expect(fixture.calls(Fixture.reject).count == 11)
    }
  }

  @Test func aFullGroupDoomsItsApprovalsAlone() async throws {
    try await withFixture(.init(concurrency: 1)) { fixture async throws in
      let full = try #require(
        fixture.simulator.groups.first { $0.isOwned && $0.memberCount == $0.memberLimit })
      let members = try full.waiting.prefix(4).map { try #require(DID($0)) }
      let decisions = zip(members, [Decision.Verdict.approve, .approve, .reject, .rejectAndBlock])
        .map { Decision($1, .init(group: full.id, member: $0)) }
      let other = try fixture.decision(.approve)
      let reports = await fixture.settle(decisions + [other])
      let outcomes = Dictionary(uniqueKeysWithValues: reports.map { ($0.decision, $0.outcome) })
      #expect(outcomes[decisions[0]]?.fault?.kind == .groupFull)
      #expect(outcomes[decisions[1]] == outcomes[decisions[0]])
      #expect(outcomes[decisions[2]] == .done && outcomes[decisions[3]] == .done)
      #expect(outcomes[other] == .done)
      #expect(fixture.calls(Fixture.approve).count == 2)
    }
  }

  @Test func whoeverIsDoomedIsNotSaidToBeBlocked() async throws {
    try await withFixture(.init(concurrency: 1, attempts: 1)) { fixture async throws in
      let decisions = try (0..<3).map { try fixture.decision(.rejectAndBlock, on: $0) }
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 3_000, times: nil))
      let reports = await fixture.settle(decisions)
      #expect(reports.map(\.decision) == decisions)
      let messages = reports.compactMap(\.outcome.fault?.message)
      #expect(messages.first?.hasPrefix("The person is blocked now, but") == true)
      #expect(messages.dropFirst().allSatisfy { $0 == "The service asks for a pause." })
      #expect(reports.allSatisfy { $0.outcome.fault?.kind == .rateLimited })
      #expect(fixture.calls(Fixture.create).count == 1)
    }
  }

  @Test func aDecisionThatFailsAloneDoomsNoOther() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(.answer(status: 400, body: #"{"error":"Odd"}"#), on: Fixture.reject))
      let reports = await fixture.settle(try fixture.decisions(10))
      #expect(reports.filter { $0.outcome == .done }.count == 9)
      #expect(reports.compactMap(\.outcome.fault?.kind) == [.refused])
    }
  }

  @Test func cancellingStopsWhatWasNotSentAndSettlesWhatWas() async throws {
    try await withFixture(Self.crowd) { fixture async throws in
      fixture.simulator.inject(InjectedFault(.hold, on: Fixture.reject, times: nil))
      let decisions = try fixture.decisions(60)
      let all = Task { await fixture.settle(decisions) }
      try await eventually { !fixture.calls(Fixture.reject).isEmpty }
      all.cancel()
      fixture.simulator.clearFaults()
      let reports = await all.value
      #expect(reports.count == 60)
      #expect(Set(reports.map(\.decision)) == Set(decisions))
      let done = reports.filter { $0.outcome == .done }
      let effective = fixture.calls(Fixture.reject).filter(\.tookEffect)
      #expect(done.count == effective.count)
      #expect(done.count == fixture.calls(Fixture.reject).count && done.count < 60)
      #expect(reports.filter { $0.outcome == .failed(.cancelled) }.count == 60 - done.count)
    }
  }

  @Test func aCallbackCanStopTheBatch() async throws {
    try await withFixture(Self.crowd) { fixture async throws in
      let decisions = try fixture.decisions(40)
      let reports = Record<SettledDecision>()
      await Task {
        await fixture.service.decide(decisions) { settled in
          reports.add(settled)
          withUnsafeCurrentTask { $0?.cancel() }
        }
      }.value
      #expect(Set(reports.values.map(\.decision)) == Set(decisions))
      #expect(reports.values.count == 40)
      #expect(fixture.calls(Fixture.reject).count < 20)
    }
  }

  static func everybody(_ fixture: Fixture) throws -> [Decision] {
    let group = try fixture.group
    return try group.waiting.map {
      Decision(.reject, JoinRequest.ID(group: group.id, member: try #require(DID($0))))
    }
  }
}
