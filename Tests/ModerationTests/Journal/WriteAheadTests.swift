import ATProto
import Foundation
import Simulator
import TestEnvironment
import Testing

@testable import Moderation

/// A decision stands in the journal before its call is sent, and how it ended afterwards.
@Suite struct WriteAheadTests {
  @Test func itStandsAsSentWhileTheCallIsOnItsWay() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.service.record([draft])
      #expect(try await fixture.statuses == [.held])
      fixture.simulator.inject(InjectedFault(.hang, on: Fixture.reject))
      async let outcome = fixture.service.decide(draft.decision)
      try await eventually { !fixture.calls(Fixture.reject).isEmpty }
      let entry = try #require(try await fixture.entries.first)
      #expect(entry.status == .sent)
      #expect(entry.sentAt != nil && entry.settledAt == nil)
      await fixture.simulator.stop()
      #expect(await outcome.fault?.kind == .unconfirmed)
    }
  }

  @Test(arguments: [InjectedFault.Disruption.dropBeforeWork, .dropAfterWork])
  func aConnectionThatIsCutLeavesItInDoubt(_ effect: InjectedFault.Disruption) async throws {
    try await withFixture(.writing) { fixture async throws in
      let decision = try fixture.decision()
      fixture.simulator.inject(InjectedFault(effect, on: Fixture.reject))
      fixture.simulator.inject(InjectedFault(.dropBeforeWork, on: Fixture.list, times: nil))
      #expect(await fixture.service.decide(decision).fault?.kind == .unconfirmed)
      let entry = try #require(try await fixture.entries.first)
      #expect(entry.decision == decision)
      #expect(entry.status == .doubtful)
      #expect(entry.sentAt != nil && entry.settledAt == nil)
      #expect(entry.reason?.contains("nobody can say") == true)
    }
  }

  @Test func whatIsInDoubtIsLookedForBeforeItIsSentAgain() async throws {
    try await withFixture(.writing) { fixture async throws in
      let decision = try fixture.decision()
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: Fixture.reject))
      fixture.simulator.inject(InjectedFault(.answer(status: 500, body: ""), on: Fixture.list))
      #expect(await fixture.service.decide(decision).fault?.kind == .unconfirmed)
      #expect(await fixture.service.decide(decision) == .done)
      #expect(fixture.calls(Fixture.reject).count == 1)
      #expect(try await fixture.statuses == [.done])
    }
  }

  @Test func nothingIsSentThatCannotBeWrittenDown() async throws {
    try await withFixture { fixture async throws in
      let fault = Fault(.journal, "No journal.", cure: "Make one.")
      let service = fixture.service(with: .failure(fault))
      let reports = Record<SettledDecision>()
      await service.decide(try fixture.decisions(3)) { reports.add($0) }
      #expect(reports.values.map(\.outcome.fault) == [fault, fault, fault])
      #expect(fixture.calls(Fixture.reject).isEmpty)
    }
  }

  @Test func everythingThatWasSeenIsKept() async throws {
    try await withFixture(.writing) { fixture async throws in
      let request = try #require(try await fixture.requests.first)
      let profile = Profile(
        did: request.person.did, followers: 3, follows: 4, posts: 5, bio: "a \u{1B}[31m bio",
        labels: ["spam"], readAt: Date(timeIntervalSince1970: 1_790_000_000.125))
      let draft = DecisionDraft(
        .rejectAndBlock, request, groupName: "Night \"Owls\"", profile: profile, rule: "throw-away",
        note: "seen before\nthree times")
      try await fixture.service.record([draft])
      #expect(await fixture.service.decide(draft.decision) == .done)
      let entry = try #require(try await fixture.entries.first)
      #expect(entry.subject == Decision.Subject(request))
      #expect(entry.profile == profile)
      #expect(entry.verdict == .rejectAndBlock)
      #expect(entry.groupName == "Night \"Owls\"")
      #expect(entry.rule == "throw-away" && entry.note == "seen before\nthree times")
      #expect(entry.status == .done && entry.reason == nil)
      let (sent, settled) = (try #require(entry.sentAt), try #require(entry.settledAt))
      #expect(entry.decidedAt <= sent && sent <= settled)
    }
  }

  // MARK: How it ends

  @Test func goneIsSettledAsGone() async throws {
    try await withFixture(.writing) { fixture async throws in
      let decision = try fixture.decision()
      fixture.simulator.withdraw(
        group: decision.membership.group, member: "\(decision.membership.member)")
      #expect(await fixture.service.decide(decision) == .gone)
      #expect(try await fixture.statuses == [.gone])
    }
  }

  @Test func aRefusalIsSettledAsFailedWithItsReason() async throws {
    try await withFixture(.writing) { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 400, body: #"{"error":"Odd","message":"Not today"}"#),
          on: Fixture.reject))
      let outcome = await fixture.service.decide(try fixture.decision())
      let entry = try #require(try await fixture.entries.first)
      #expect(entry.status == .failed && entry.settledAt != nil)
      #expect(entry.reason == outcome.fault?.message && entry.reason?.contains("Not today") == true)
    }
  }

  @Test func whatAFailureDoomsIsSettledWithItsReason() async throws {
    try await withFixture(.init(keepsJournal: true, followsLog: false)) { fixture async throws in
      let drafts = try await fixture.drafts(20)
      try await fixture.service.record(drafts)
      await fixture.simulator.stop()
      let reports = await fixture.settle(drafts.map(\.decision))
      let reason = try #require(reports.first?.outcome.fault?.message)
      let entries = try await fixture.entries
      #expect(entries.count == 20)
      #expect(entries.allSatisfy { $0.status == .failed && $0.reason == reason })
      #expect(entries.contains { $0.sentAt == nil })
    }
  }

  @Test func whatIsStoppedIsWithdrawnAndTheRestDone() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(20)
      try await fixture.service.record(drafts)
      let reports = Record<SettledDecision>()
      await fixture.service.decide(drafts.map(\.decision)) { settled in
        reports.add(settled)
        withUnsafeCurrentTask { $0?.cancel() }
      }
      let done = reports.values.count { $0.outcome == .done }
      #expect(done > 0 && done < 20)
      let entries = try await fixture.entries
      #expect(entries.count { $0.status == .done } == done)
      #expect(entries.count { $0.status == .withdrawn } == 20 - done)
    }
  }

  @Test func whatIsCalledBackIsWithdrawnAndSentLaterAsAnother() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.service.record([draft])
      try await fixture.service.withdraw([draft.decision])
      #expect(try await fixture.statuses == [.withdrawn])
      #expect(await fixture.service.decide(draft.decision) == .done)
      #expect(try await fixture.statuses == [.withdrawn, .done])
    }
  }

  @Test func whatIsSentCannotBeCalledBack() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.service.record([draft])
      #expect(try await fixture.own.claim(draft.decision, at: .now).isInDoubt == false)
      try await fixture.service.withdraw([draft.decision])
      #expect(try await fixture.statuses == [.sent])
    }
  }
}
