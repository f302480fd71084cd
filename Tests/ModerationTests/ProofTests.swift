import ATProto
import Foundation
import Simulator
import Testing

@testable import Moderation

/// What is taken as proof that a decision was carried out: never that there is nothing left to do.
@Suite struct ProofTests {
  private static let writing = Fixture.Options(
    world: WorldOptions(groups: 3, requests: 40), keepsJournal: true)

  private static let lost: [InjectedFault.Disruption] = [
    .dropBeforeWork, .answer(status: 502, body: "<html>"), .answer(status: 200, body: "<html>"),
  ]

  /// The answer to a call is lost, and something happens at the same moment.
  private static func lose(
    _ nsid: String, _ effect: InjectedFault.Disruption = .dropBeforeWork, in fixture: Fixture,
    _ meanwhile: @escaping @Sendable () -> Void = {}
  ) {
    fixture.simulator.inject(InjectedFault(effect, on: nsid, meanwhile: meanwhile))
  }

  private static func withdraw(_ decision: Decision, in fixture: Fixture) {
    fixture.simulator.withdraw(
      group: decision.membership.group, member: "\(decision.membership.member)")
  }

  // MARK: Approvals

  @Test(arguments: lost.indices)
  func anApprovalIsNotProvenByAWithdrawal(_ index: Int) async throws {
    try await withFixture(.writing) { fixture async throws in
      let decision = try fixture.decision(.approve)
      Self.lose(Fixture.approve, Self.lost[index], in: fixture) {
        Self.withdraw(decision, in: fixture)
      }
      #expect(await fixture.service.decide(decision) == .gone)
      #expect(fixture.calls(Fixture.approve).count == 1)
      #expect(try !fixture.group.members.contains("\(decision.membership.member)"))
      #expect(try await fixture.statuses == [.gone])
    }
  }

  @Test(arguments: [true, false])
  func anApprovalIsProvenByTheMembership(_ followsLog: Bool) async throws {
    try await withFixture(.init(followsLog: followsLog)) { fixture async throws in
      Self.lose(Fixture.approve, .dropAfterWork, in: fixture)
      #expect(await fixture.service.decide(try fixture.decision(.approve)) == .done)
      #expect(fixture.calls(Fixture.approve).count == 1)
      #expect(fixture.calls(Fixture.members).count == 1)
    }
  }

  @Test func whoHasLeftAgainWasApprovedAllTheSame() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.approve)
      Self.lose(Fixture.approve, .dropAfterWork, in: fixture) {
        fixture.simulator.leave(
          group: decision.membership.group, member: "\(decision.membership.member)")
      }
      #expect(await fixture.service.decide(decision) == .done)
      #expect(try !fixture.group.members.contains("\(decision.membership.member)"))
    }
  }

  @Test func aRejectionElsewhereIsNoApproval() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.approve)
      Self.lose(Fixture.approve, in: fixture) {
        fixture.simulator.reject(
          group: decision.membership.group, member: "\(decision.membership.member)")
      }
      #expect(await fixture.service.decide(decision) == .gone)
    }
  }

  // MARK: Rejections

  @Test(arguments: lost.indices)
  func aRejectionIsNotProvenByAWithdrawal(_ index: Int) async throws {
    try await withFixture(.writing) { fixture async throws in
      let decision = try fixture.decision()
      Self.lose(Fixture.reject, Self.lost[index], in: fixture) {
        Self.withdraw(decision, in: fixture)
      }
      #expect(await fixture.service.decide(decision) == .gone)
      #expect(fixture.calls(Fixture.reject).count == 1)
      #expect(try await fixture.statuses == [.gone])
    }
  }

  @Test func aRejectionIsProvenByTheLog() async throws {
    try await withFixture { fixture async throws in
      Self.lose(Fixture.reject, .dropAfterWork, in: fixture)
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      #expect(fixture.calls(Fixture.reject).count == 1)
    }
  }

  @Test func anApprovalElsewhereIsNoRejection() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision()
      Self.lose(Fixture.reject, in: fixture) {
        fixture.simulator.approve(
          group: decision.membership.group, member: "\(decision.membership.member)")
      }
      #expect(await fixture.service.decide(decision) == .gone)
    }
  }

  @Test func withoutAPlaceInTheLogThereIsNoProof() async throws {
    try await withFixture(.init(followsLog: false)) { fixture async throws in
      Self.lose(Fixture.reject, .dropAfterWork, in: fixture)
      #expect(await fixture.service.decide(try fixture.decision()) == .gone)
      #expect(fixture.calls(Fixture.log).isEmpty)
    }
  }

  @Test func aLogThatIsRefusedProvesNothing() async throws {
    try await withFixture { fixture async throws in
      Self.lose(Fixture.reject, .dropAfterWork, in: fixture)
      fixture.simulator.inject(.refusal("InvalidRequest", on: Fixture.log, times: nil))
      #expect(await fixture.service.decide(try fixture.decision()) == .gone)
    }
  }

  @Test func aLogThatCantBeHadNowLeavesItUnconfirmed() async throws {
    try await withFixture(.writing) { fixture async throws in
      let decision = try fixture.decision()
      Self.lose(Fixture.reject, .dropAfterWork, in: fixture)
      fixture.simulator.inject(InjectedFault(.dropBeforeWork, on: Fixture.log, times: 4))
      #expect(await fixture.service.decide(decision).fault?.kind == .unconfirmed)
      #expect(try await fixture.statuses == [.doubtful])
      // The place from before the first attempt counts.
      _ = try await fixture.service.live(after: nil)
      #expect(await fixture.service.decide(decision) == .done)
      #expect(fixture.calls(Fixture.reject).count == 1)
    }
  }

  @Test func theLogIsReadToItsEnd() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision()
      let group = decision.membership.group
      Self.lose(Fixture.reject, .dropAfterWork, in: fixture) {
        for number in 0..<250 {
          fixture.simulator.ask(group: group, handle: "n\(number).example")
        }
      }
      #expect(await fixture.service.decide(decision) == .done)
      #expect(fixture.calls(Fixture.log).count == 1 + 4)
    }
  }

  // MARK: Requests that were made again

  @Test func whoAsksAgainIsNotRejectedAgain() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.service.record([draft])
      Self.lose(Fixture.reject, .dropAfterWork, in: fixture) {
        fixture.simulator.ask(
          group: draft.subject.group, handle: "\(draft.subject.person.handle)")
      }
      #expect(await fixture.service.decide(draft.decision) == .done)
      #expect(fixture.calls(Fixture.reject).count == 1)
      #expect(fixture.waiting(in: draft.subject.group).contains("\(draft.subject.person.did)"))
    }
  }

  @Test func whoWithdrawsAndAsksAgainIsNotRejectedForTheOldRequest() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.service.record([draft])
      Self.lose(Fixture.reject, in: fixture) {
        Self.withdraw(draft.decision, in: fixture)
        fixture.simulator.ask(
          group: draft.subject.group, handle: "\(draft.subject.person.handle)")
      }
      #expect(await fixture.service.decide(draft.decision) == .gone)
      #expect(fixture.calls(Fixture.reject).count == 1)
      #expect(fixture.waiting(in: draft.subject.group).contains("\(draft.subject.person.did)"))
    }
  }

  @Test func anEarlierRejectionProvesNothingOfALaterRequest() async throws {
    try await withFixture(.writing) { fixture async throws in
      let first = try await fixture.draft()
      fixture.simulator.reject(
        group: first.subject.group, member: "\(first.subject.person.did)")
      fixture.simulator.ask(
        group: first.subject.group, handle: "\(first.subject.person.handle)")
      let request = try #require(try await fixture.requests.first { $0.id == first.subject.id })
      let draft = DecisionDraft(.reject, request, groupName: first.groupName)
      try await fixture.service.record([draft])
      Self.lose(Fixture.reject, in: fixture) { Self.withdraw(draft.decision, in: fixture) }
      #expect(await fixture.service.decide(draft.decision) == .gone)
    }
  }

  @Test func aDoubtAboutAnOldRequestDoesNotKeepTheNewOneFromBeingRejected() async throws {
    try await withFixture(.writing) { fixture async throws in
      let first = try await fixture.draft()
      try await fixture.service.record([first])
      Self.lose(Fixture.reject, .dropAfterWork, in: fixture)
      fixture.simulator.inject(InjectedFault(.dropBeforeWork, on: Fixture.list, times: 4))
      #expect(await fixture.service.decide(first.decision).fault?.kind == .unconfirmed)
      fixture.simulator.ask(
        group: first.subject.group, handle: "\(first.subject.person.handle)")
      let request = try #require(try await fixture.requests.first { $0.id == first.subject.id })
      try await fixture.service.record([
        DecisionDraft(.reject, request, groupName: first.groupName)
      ])
      #expect(await fixture.service.decide(first.decision) == .done)
      #expect(fixture.calls(Fixture.reject).count { $0.tookEffect } == 2)
      #expect(!fixture.waiting(in: first.subject.group).contains("\(first.subject.person.did)"))
      #expect(try await fixture.statuses == [.failed, .done])
    }
  }

  @Test func aRefusalAfterALostAnswerIsNoProofEither() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision()
      Self.lose(Fixture.reject, in: fixture)
      fixture.clock.duringNextWait { Self.withdraw(decision, in: fixture) }
      #expect(await fixture.service.decide(decision) == .gone)
      #expect(fixture.calls(Fixture.reject).map(\.status) == [0, 400])
    }
  }

  // MARK: Removals

  @Test func aRemovalIsNotProvenByWhoLeaves() async throws {
    try await withFixture(.writing) { fixture async throws in
      let group = try fixture.group
      let member = try #require(DID(group.members[1]))
      let decision = Decision(.remove, .init(group: group.id, member: member))
      Self.lose(Fixture.remove, in: fixture) {
        fixture.simulator.leave(group: group.id, member: "\(member)")
      }
      #expect(await fixture.service.decide(decision) == .gone)
      #expect(fixture.calls(Fixture.remove).count == 1)
    }
  }

  // MARK: What it costs

  @Test func aBatchFindsItsPlaceInTheLogWithOneCall() async throws {
    try await withFixture(.init(followsLog: false)) { fixture async throws in
      Self.lose(Fixture.reject, .dropAfterWork, in: fixture)
      let before = fixture.simulator.calls.count
      let reports = await fixture.settle(try fixture.decisions(3))
      #expect(reports.map(\.outcome) == [.done, .done, .done])
      #expect(fixture.simulator.calls[before].nsid == Fixture.log)
      let again = fixture.simulator.calls.count
      _ = await fixture.settle(try fixture.decisions(3))
      #expect(fixture.simulator.calls.count == again + 3)
    }
  }

  @Test func aLogThatIsNotThereKeepsNobodyFromBeingDecidedOn() async throws {
    try await withFixture(.init(followsLog: false)) { fixture async throws in
      fixture.simulator.inject(.refusal("InvalidRequest", on: Fixture.log, times: nil))
      let reports = await fixture.settle(try fixture.decisions(3))
      #expect(reports.map(\.outcome) == [.done, .done, .done])
      #expect(fixture.calls(Fixture.log).count == 1)
    }
  }
}
