import ATProto
import Foundation
import Simulator
import Testing

@testable import Moderation

/// Who may send a decision where several processes have one about the same person.
@Suite struct ClaimTests {
  @Test func whileOneSendsTheOtherWaits() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      let other = try fixture.openJournal()
      try await fixture.own.record([draft], at: .now)
      try await other.record([draft], at: .now)
      #expect(try await other.claim(draft.decision, at: .now).isInDoubt == false)
      #expect(try await fixture.own.claim(draft.decision, at: .now) == .busy)
      #expect(try await fixture.statuses == [.held, .sent])
    }
  }

  @Test func whatAnotherHasDoneIsSettledAndNotSent() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft(.approve)
      try await fixture.own.record([draft], at: fixture.clock.timekeeper.now())
      let other = fixture.service(with: .success(try fixture.openJournal()))
      #expect(await other.decide(Decision(.reject, draft.subject.id)) == .done)
      #expect(await fixture.service.decide(draft.decision) == .gone)
      #expect(fixture.calls(Fixture.approve).isEmpty)
      #expect(try await fixture.statuses == [.gone, .done])
    }
  }

  @Test func somebodyWhoAsksAgainIsDecidedOnAgain() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      #expect(await fixture.service.decide(draft.decision) == .done)
      fixture.simulator.ask(
        group: draft.subject.group, handle: "\(draft.subject.person.handle)")
      try await fixture.service.record([draft])
      #expect(await fixture.service.decide(draft.decision) == .done)
      #expect(fixture.calls(Fixture.reject).count { $0.tookEffect } == 2)
      #expect(try await fixture.statuses == [.done, .done])
    }
  }

  @Test func anotherThatOnlyHoldsItIsNotWaitedFor() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      let other = try fixture.openJournal()
      try await other.record([draft], at: fixture.clock.timekeeper.now())
      #expect(await fixture.service.decide(draft.decision) == .done)
      #expect(try await other.claim(draft.decision, at: .now) == .settled)
      #expect(try await fixture.statuses == [.gone, .done])
    }
  }

  @Test func aDeadSendersDecisionIsInDoubtAndLookedForFirst() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.dyingWhileSending([draft])
      let before = fixture.calls(Fixture.list).count
      #expect(await fixture.service.decide(draft.decision) == .done)
      #expect(fixture.calls(Fixture.list).count > before)
      #expect(fixture.calls(Fixture.reject).map(\.tookEffect) == [true])
      let entries = try await fixture.entries
      #expect(entries.map(\.status) == [.failed, .done])
      #expect(entries.first?.reason != nil)
    }
  }

  @Test func whatADeadSenderHasDoneIsNotSentAgain() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.dyingWhileSending([draft])
      fixture.simulator.reject(
        group: draft.subject.group, member: "\(draft.subject.person.did)")
      #expect(await fixture.service.decide(draft.decision) == .done)
      #expect(fixture.calls(Fixture.reject).isEmpty)
    }
  }

  @Test func aRejectionOfADeadSenderIsNoApproval() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft(.reject)
      try await fixture.dyingWhileSending([draft])
      fixture.simulator.reject(
        group: draft.subject.group, member: "\(draft.subject.person.did)")
      #expect(await fixture.service.decide(Decision(.approve, draft.subject.id)) == .gone)
      #expect(try await fixture.statuses == [.failed, .gone])
    }
  }

  @Test func aDeadHoldersDecisionGivesWay() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.dying { try await $0.record([draft], at: .now) }
      #expect(
        try await fixture.own.claim(Decision(.approve, draft.subject.id), at: .now).isInDoubt
          == false)
      #expect(try await fixture.statuses == [.withdrawn, .sent])
    }
  }

  @Test func theOwnerMayDecideOtherwiseAfterAnUndo() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      let approval = DecisionDraft(.approve, about: draft.subject, groupName: draft.groupName)
      try await fixture.service.record([draft])
      try await fixture.service.withdraw([draft.decision])
      try await fixture.service.record([approval])
      #expect(await fixture.service.decide(approval.decision) == .done)
      #expect(try await fixture.statuses == [.withdrawn, .done])
    }
  }

  @Test func oneThatSendsForEverIsNotWaitedForForEver() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      let other = try fixture.openJournal()
      #expect(try await other.claim(draft.decision, at: .now).isInDoubt == false)
      let fault = await fixture.service.decide(draft.decision).fault
      #expect(fault?.kind == .refused && fault?.message.contains("Another skydoor") == true)
      #expect(fixture.clock.waits.reduce(.zero, +) == .seconds(60))
      #expect(fixture.calls(Fixture.reject).isEmpty)
      #expect(try await fixture.statuses == [.sent])
    }
  }

  @Test func waitingForAnotherCanBeStopped() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.service.record([draft])
      let other = try fixture.openJournal()
      #expect(try await other.claim(draft.decision, at: .now).isInDoubt == false)
      let deciding = Task { await fixture.service.decide(draft.decision) }
      fixture.clock.duringNextWait { deciding.cancel() }
      #expect(await deciding.value.fault == .cancelled)
      #expect(try await fixture.statuses == [.withdrawn, .sent])
    }
  }

  @Test func threeAtOnceDecideOnEverybodyExactlyOnce() async throws {
    var options = Fixture.Options(world: WorldOptions(groups: 1, requests: 120))
    options.keepsJournal = true
    try await withFixture(options) { fixture async throws in
      let drafts = try await fixture.drafts(100)
      let services = try (0..<3).map { _ in
        fixture.service(with: .success(try fixture.openJournal()), time: .system)
      }
      for service in services { try await service.record(drafts) }
      let reports = Record<SettledDecision>()
      await withTaskGroup(of: Void.self) { group in
        for service in services {
          group.addTask {
            await service.decide(drafts.map(\.decision)) { reports.add($0) }
          }
        }
      }
      let outcomes = Dictionary(grouping: reports.values, by: \.decision).mapValues {
        $0.map(\.outcome)
      }
      #expect(outcomes.count == 100)
      #expect(outcomes.values.allSatisfy { $0.count == 3 && $0.count { $0 == .done } == 1 })
      #expect(reports.values.allSatisfy { $0.outcome.fault == nil })
      #expect(fixture.calls(Fixture.reject).count == 100)
      let statuses = try await fixture.statuses
      #expect(statuses.count { $0 == .done } == 100)
      #expect(statuses.count { $0 == .gone } == 200)
    }
  }
}
