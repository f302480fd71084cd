import ATProto
import Foundation
import Fuzzing
import Simulator
import TestEnvironment
import Testing

@testable import Moderation

/// Seats go to those who are approved first, however fast the calls are.
@Suite struct SeatTests {
  private static let crowd = Fixture.Options(world: WorldOptions(groups: 2, requests: 500))

  /// Fills the first group until so many seats are left.
  /// - Returns: approvals of some who wait still, whoever has waited longest first.
  private static func approvals(
    _ count: Int, seats: Int, in fixture: Fixture
  ) throws -> [Decision] {
    var group = try fixture.group
    for member in group.waiting.prefix(group.memberLimit - group.memberCount - seats) {
      fixture.simulator.approve(group: group.id, member: member)
    }
    group = try fixture.group
    try #require(group.memberLimit - group.memberCount == seats)
    return try group.waiting.suffix(count).reversed().map {
      Decision(.approve, .init(group: group.id, member: try #require(DID($0))))
    }
  }

  private static func seated(_ decisions: [Decision], in fixture: Fixture) throws -> [Bool] {
    let members = try Set(fixture.group.members)
    return decisions.map { members.contains("\($0.membership.member)") }
  }

  @Test func aSeatThatMayBeTakenIsGivenToNobodyElse() async throws {
    let limiter = ApprovalLimiter()
    limiter.retain("g")
    defer { limiter.release("g") }
    _ = try await limiter.approve(in: "g") { DecisionResult(.done, freeSeats: 3) }
    #expect(limiter.allowed(in: "g") == 3)
    let unconfirmed = Fault.unconfirmed(.rateLimited(until: nil))
    _ = try await limiter.approve(in: "g") { DecisionResult(.failed(unconfirmed)) }
    #expect(limiter.allowed(in: "g") == 2)
  }

  @Test(arguments: 0..<6)
  func theyGoToWhoComesFirst(_ round: Int) async throws {
    try await withFixture(Self.crowd) { fixture async throws in
      let decisions = try Self.approvals(6, seats: 2, in: fixture)
      // Each call takes another time, the first ones the longest as a rule.
      var random = SplitMix(seed: UInt64(round))
      for _ in 0..<6 {
        let time = random.below(41)
        fixture.simulator.inject(
          InjectedFault(.delay(.milliseconds(time)), on: Fixture.approve))
      }
      let reports = await fixture.settle(decisions)
      #expect(
        try Self.seated(decisions, in: fixture) == [true, true, false, false, false, false])
      let outcomes = Dictionary(uniqueKeysWithValues: reports.map { ($0.decision, $0.outcome) })
      #expect(decisions.prefix(2).allSatisfy { outcomes[$0] == .done })
      #expect(decisions.dropFirst(2).allSatisfy { outcomes[$0]?.fault?.kind == .groupFull })
      // The third is refused, and nobody after that is worth a call.
      #expect(fixture.calls(Fixture.approve).count == 3)
    }
  }

  @Test func oneThatFailsLeavesTheSeatToTheNext() async throws {
    try await withFixture(Self.crowd) { fixture async throws in
      let decisions = try Self.approvals(5, seats: 2, in: fixture)
      fixture.simulator.withdraw(
        group: decisions[0].membership.group, member: "\(decisions[0].membership.member)")
      fixture.simulator.inject(InjectedFault(.delay(.milliseconds(30)), on: Fixture.approve))
      let reports = await fixture.settle(decisions)
      #expect(reports.first == SettledDecision(decisions[0], .gone))
      #expect(try Self.seated(decisions, in: fixture) == [false, true, true, false, false])
    }
  }

  @Test func whereSeatsAreLeftSeveralAreUnderWay() async throws {
    try await withFixture(Self.crowd) { fixture async throws in
      let decisions = try Self.approvals(12, seats: 4, in: fixture)
      fixture.simulator.inject(InjectedFault(.delay(.zero), on: Fixture.approve))
      fixture.simulator.inject(InjectedFault(.hang, on: Fixture.approve, times: nil))
      let all = Task { await fixture.settle(decisions) }
      // One has told that three are left.
      try await eventually { fixture.calls(Fixture.approve).count == 4 }
      all.cancel()
      await fixture.simulator.stop()
      let reports = await all.value
      #expect(fixture.calls(Fixture.approve).count == 4)
      #expect(Set(reports.map(\.decision)) == Set(decisions) && reports.count == 12)
      #expect(reports.count { $0.outcome == .failed(.cancelled) } == 8)
    }
  }

  @Test func otherDecisionsDoNotWaitForThem() async throws {
    try await withFixture(Self.crowd) { fixture async throws in
      let approvals = try Self.approvals(6, seats: 2, in: fixture)
      let other = try #require(fixture.simulator.groups.filter(\.isOwned).last)
      let rejections = try other.waiting.prefix(20).map {
        Decision(.reject, .init(group: other.id, member: try #require(DID($0))))
      }
      fixture.simulator.inject(InjectedFault(.hang, on: Fixture.approve, times: nil))
      let all = Task { await fixture.settle(approvals + rejections) }
      try await eventually { fixture.calls(Fixture.reject).count { $0.status == 200 } == 20 }
      #expect(fixture.calls(Fixture.approve).count == 1)
      all.cancel()
      await fixture.simulator.stop()
      #expect(await all.value.count == 26)
    }
  }

  @Test func theyGoToWhoComesFirstOneByOneToo() async throws {
    try await withFixture(Self.crowd) { fixture async throws in
      let decisions = try Self.approvals(2, seats: 1, in: fixture)
      fixture.simulator.inject(InjectedFault(.delay(.milliseconds(50)), on: Fixture.approve))
      async let first = fixture.service.decide(decisions[0])
      try await eventually { fixture.calls(Fixture.approve).count == 1 }
      #expect(await fixture.service.decide(decisions[1]).fault?.kind == .groupFull)
      #expect(await first == .done)
    }
  }

  @Test func whoWaitsForATurnCanBeStopped() async throws {
    var options = Self.crowd
    options.keepsJournal = true
    try await withFixture(options) { fixture async throws in
      let decisions = try Self.approvals(2, seats: 1, in: fixture)
      fixture.simulator.inject(InjectedFault(.hang, on: Fixture.approve))
      let first = Task { await fixture.service.decide(decisions[0]) }
      try await eventually { fixture.calls(Fixture.approve).count == 1 }
      let second = Task { await fixture.service.decide(decisions[1]) }
      second.cancel()
      #expect(await second.value == .failed(.cancelled))
      await fixture.simulator.stop()
      _ = await first.value
      #expect(fixture.calls(Fixture.approve).count == 1)
    }
  }
}

/// The order in which decisions are sent.
@Suite struct DecisionQueueTests {
  private static func decision(
    _ verdict: Decision.Verdict, _ group: String, _ member: Int
  ) -> Decision {
    Decision(verdict, .init(group: group, member: DID("did:plc:\(member)")!))
  }

  private let decisions = [
    decision(.approve, "a", 1), decision(.approve, "a", 2), decision(.reject, "a", 3),
    decision(.approve, "b", 4), decision(.approve, "a", 5), decision(.reject, "b", 6),
  ]

  @Test func approvalsWaitAndLetOthersPass() {
    var queue = DecisionQueue(decisions)
    var sent: [Decision] = []
    while let next = queue.next(allowed: { _ in 1 }) { sent.append(next) }
    #expect(sent == [decisions[0], decisions[2], decisions[3], decisions[5]])
    queue.ended(decisions[3])
    #expect(queue.next(allowed: { _ in 1 }) == nil)
    queue.ended(decisions[0])
    #expect(queue.next(allowed: { _ in 1 }) == decisions[1])
    #expect(queue.next(allowed: { _ in 1 }) == nil)
    #expect(queue.next(allowed: { _ in 2 }) == decisions[4])
    #expect(queue.next(allowed: { _ in 9 }) == nil)
  }

  @Test func whereManyAreAllowedTheyGoInOrder() {
    var queue = DecisionQueue(decisions)
    for decision in decisions { #expect(queue.next(allowed: { _ in 3 }) == decision) }
    #expect(queue.next(allowed: { _ in 3 }) == nil)
  }

  @Test func whatIsDoomedLeavesInOrder() {
    var queue = DecisionQueue(decisions)
    for _ in 0..<3 { _ = queue.next(allowed: { _ in 1 }) }
    #expect(queue.remove { $0.membership.group == "a" } == [decisions[1], decisions[4]])
    #expect(queue.next(allowed: { _ in 1 }) == decisions[5])
    #expect(queue.remove { _ in true } == [])
  }
}
