import ATProto
import Foundation
import GRDB
import Simulator
import Testing

@testable import Moderation

/// What interrupted processes have left open.
@Suite struct RecoveryTests {
  @Test func nothingLeftOpenIsNothingToDo() async throws {
    try await withFixture(.writing) { fixture async throws in
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      let before = fixture.simulator.calls.count
      #expect(try await fixture.service.recover() == [])
      #expect(fixture.simulator.calls.count == before)
    }
  }

  @Test func whatALivingProcessHasOpenIsLeftToIt() async throws {
    try await withFixture(.writing) { fixture async throws in
      let other = try fixture.openJournal()
      try await other.record(try await fixture.drafts(2), at: .now)
      #expect(try await fixture.service.recover() == [])
      #expect(try await fixture.statuses == [.held, .held])
      #expect(try await fixture.service.isAnotherAtWork())
      withExtendedLifetime(other) {}
    }
  }

  @Test func nobodyElseIsAtWork() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(3)
      #expect(try await !fixture.service.isAnotherAtWork())
      try await fixture.service.record([drafts[0]])
      try await fixture.dying { try await $0.record([drafts[1]], at: .now) }
      #expect(try await !fixture.service.isAnotherAtWork())
      let idle = try fixture.openJournal()
      try await idle.record([drafts[2]], at: .now)
      try await idle.withdraw([drafts[2].decision], at: .now)
      #expect(try await !fixture.service.isAnotherAtWork())
      withExtendedLifetime(idle) {}
    }
  }

  @Test func sentAndNotWaitingAnyMoreIsDone() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(3)
      try await fixture.dyingWhileSending(drafts)
      for draft in drafts.dropLast() { fixture.reject(draft) }
      let left = try await fixture.service.recover()
      #expect(left.map(\.subject) == [drafts[2].subject])
      #expect(left.map(\.status) == [.doubtful])
      #expect(try await fixture.statuses == [.done, .done, .doubtful])
      #expect(fixture.calls(Fixture.reject).isEmpty)
      // A call that was sent a moment ago may still be on its way.
      let waited = try #require(fixture.clock.waits.first)
      #expect(waited > .zero && waited <= .seconds(2))
    }
  }

  @Test func sentAndWithdrawnIsGone() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(2, .reject) + fixture.drafts(4, .approve).suffix(2)
      try await fixture.dyingWhileSending(drafts)
      for draft in drafts { fixture.withdraw(draft) }
      #expect(try await fixture.service.recover() == [])
      #expect(try await fixture.statuses == [.gone, .gone, .gone, .gone])
    }
  }

  @Test func anApprovalIsProvenByTheMembershipOrTheLog() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(4, .approve)
      try await fixture.dyingWhileSending(drafts)
      let group = drafts[0].subject.group
      for draft in drafts.prefix(2) {
        fixture.simulator.approve(group: group, member: "\(draft.subject.person.did)")
      }
      // Who has left again was in all the same; a rejection is no approval.
      fixture.simulator.leave(group: group, member: "\(drafts[1].subject.person.did)")
      fixture.reject(drafts[2])
      #expect(try await fixture.service.recover().map(\.subject) == [drafts[3].subject])
      #expect(try await fixture.statuses == [.done, .done, .gone, .doubtful])
      // The log is read once for all of them: up to what has happened, and to its end.
      #expect(fixture.calls(Fixture.members).count == 1)
    }
  }

  @Test func withoutAPlaceInTheLogOnlyTheMembershipIsProof() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(1, .reject) + fixture.drafts(2, .approve).suffix(1)
      try await fixture.dyingWhileSending(drafts, log: false)
      fixture.reject(drafts[0])
      fixture.simulator.approve(
        group: drafts[1].subject.group, member: "\(drafts[1].subject.person.did)")
      #expect(try await fixture.service.recover() == [])
      #expect(try await fixture.statuses == [.gone, .done])
    }
  }

  @Test func whoIsNeitherWaitingNorBlockedIsOfferedToBeBlocked() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(4, .rejectAndBlock)
      let people = drafts.map { "\($0.subject.person.did)" }
      try await fixture.dyingWhileSending(drafts)
      // Blocked and rejected; blocked, and withdrawn; neither, and withdrawn; on a list only.
      for index in 0..<2 { fixture.simulator.block(people[index]) }
      fixture.simulator.blockByList(people[3])
      fixture.reject(drafts[0])
      for index in 1..<4 { fixture.withdraw(drafts[index]) }
      let left = try await fixture.service.recover()
      #expect(left.map(\.subject) == drafts.suffix(2).map(\.subject))
      #expect(try await fixture.statuses == [.done, .gone, .doubtful, .doubtful])
      let reports = await fixture.settle(left.map(\.decision))
      #expect(reports.map(\.outcome) == [.gone, .gone])
      #expect(fixture.simulator.blocks.map(\.member).sorted() == people.sorted())
    }
  }

  @Test func aJournalOfAnEarlierVersionIsReadOn() async throws {
    try await withFixture { fixture async throws in
      try FileManager.default.createDirectory(
        atPath: fixture.journals, withIntermediateDirectories: true)
      let draft = try await fixture.draft()
      let old = try DatabaseQueue(path: fixture.file)
      try Journal.migrator.migrate(old, upTo: "2")
      try await old.write { db in
        try db.execute(
          sql: """
            INSERT INTO decision (writer, status, verdict, convo, groupName, member, handle,
              requestedAt, person, decidedAt, sentAt)
            VALUES ('dead', 'sent', 'reject', :convo, :groupName, :member, :handle, :requestedAt,
              :person, :now, :now)
            """,
          arguments: [
            "convo": draft.subject.group, "groupName": draft.groupName,
            "member": draft.subject.person.did.description,
            "handle": draft.subject.person.handle.description,
            "requestedAt": draft.subject.requestedAt?.timeIntervalSince1970,
            "person": String(
              decoding: try JSONEncoder().encode(draft.subject.person), as: UTF8.self),
            "now": Date.now.timeIntervalSince1970,
          ])
      }
      try old.close()
      let service = fixture.service(with: .success(try fixture.openJournal()))
      #expect(try await service.recover().map(\.decision) == [draft.decision])
      #expect(await service.decide(draft.decision) == .done)
      #expect(try await fixture.statuses == [.done])
    }
  }

  @Test func heldAndStillWaitingIsOfferedWithEverythingThatWasSeen() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(2)
      try await fixture.dying { try await $0.record(drafts, at: .now) }
      let left = try await fixture.service.recover()
      #expect(left.map(\.subject) == drafts.map(\.subject))
      #expect(left.map(\.groupName) == drafts.map(\.groupName))
      #expect(left.map(\.decision) == drafts.map(\.decision))
      #expect(left.map(\.status) == [.held, .held])
      #expect(fixture.clock.waits.isEmpty)
    }
  }

  @Test func whatIsOfferedIsSentOrDropped() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(2)
      try await fixture.dyingWhileSending([drafts[0]])
      try await fixture.dying { try await $0.record([drafts[1]], at: .now) }
      let left = try await fixture.service.recover()
      try #require(left.count == 2)
      #expect(await fixture.service.decide(left[0].decision) == .done)
      try await fixture.service.drop([left[1].id])
      #expect(try await fixture.statuses == [.done, .withdrawn])
      #expect(fixture.calls(Fixture.reject).map(\.tookEffect) == [true])
      #expect(try await fixture.service.recover() == [])
    }
  }

  @Test func whatIsDecidedAgainGoesOnAsTheEntryThatItHas() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(2)
      try await fixture.dying { try await $0.record(drafts, at: .now) }
      #expect(try await fixture.service.recover().count == 2)
      let again = DecisionDraft(
        drafts[0].verdict, about: drafts[0].subject, groupName: drafts[0].groupName, note: "again")
      let otherwise = DecisionDraft(
        .approve, about: drafts[1].subject, groupName: drafts[1].groupName)
      try await fixture.service.record([again, otherwise])
      #expect(await fixture.service.decide(again.decision) == .done)
      #expect(await fixture.service.decide(otherwise.decision) == .done)
      let entries = try await fixture.entries
      #expect(entries.map(\.status) == [.done, .withdrawn, .done])
      #expect(entries.map(\.note) == ["again", nil, nil])
    }
  }

  @Test func whatIsNeitherSentNorDroppedIsFoundByTheNext() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.dying { try await $0.record([draft], at: .now) }
      try await fixture.dying { journal async throws in
        let service = fixture.service(with: .success(journal))
        #expect(try await service.recover().count == 1)
      }
      #expect(try await fixture.service.recover().map(\.decision) == [draft.decision])
    }
  }

  @Test func whoHasAskedAgainWasDecidedOn() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.dyingWhileSending([draft])
      fixture.reject(draft)
      fixture.simulator.ask(
        group: draft.subject.group, handle: "\(draft.subject.person.handle)")
      let again = try #require(
        try await fixture.requests.first { $0.id == draft.subject.id }?.requestedAt)
      #expect(again != draft.subject.requestedAt)
      #expect(try await fixture.service.recover() == [])
      #expect(try await fixture.statuses == [.done])
    }
  }

  @Test func heldAndWithdrawnMeanwhileIsGone() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      try await fixture.dying { try await $0.record([draft], at: .now) }
      fixture.simulator.withdraw(
        group: draft.subject.group, member: "\(draft.subject.person.did)")
      #expect(try await fixture.service.recover() == [])
      #expect(try await fixture.statuses == [.gone])
    }
  }

  @Test func withItsGroupItFailsAndTheOthersDoNot() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      let elsewhere = DecisionDraft(
        .reject,
        JoinRequest(group: "3aaaaaaaaaaaa", person: draft.subject.person, requestedAt: nil),
        groupName: "Long gone")
      try await fixture.dying { try await $0.record([elsewhere, draft], at: .now) }
      #expect(try await fixture.service.recover().map(\.decision) == [draft.decision])
      let entries = try await fixture.entries
      #expect(entries.map(\.status) == [.failed, .held])
      #expect(entries.first?.reason == Fault.groupGone.message)
    }
  }

  @Test func withTheServiceDownNothingIsChanged() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(2)
      try await fixture.dyingWhileSending([drafts[0]])
      try await fixture.dying { try await $0.record([drafts[1]], at: .now) }
      let before = try await fixture.entries
      fixture.simulator.inject(
        InjectedFault(.answer(status: 500, body: ""), on: Fixture.list, times: nil))
      await #expect(throws: Fault.self) { try await fixture.service.recover() }
      #expect(try await fixture.entries == before)
      fixture.simulator.clearFaults()
      #expect(try await fixture.service.recover().count == 2)
    }
  }

  @Test func twoThatRecoverAtOnceShareTheEntries() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(30)
      try await fixture.dying { try await $0.record(drafts, at: .now) }
      let services = try (0..<2).map { _ in
        fixture.service(with: .success(try fixture.openJournal()))
      }
      async let first = services[0].recover()
      async let second = services[1].recover()
      let (a, b) = (try await first, try await second)
      #expect((a + b).map(\.id).sorted() == Array(1...30))
      #expect(try await fixture.statuses == Array(repeating: .held, count: 30))
      withExtendedLifetime(services) {}
    }
  }

  @Test func aFileThatAKilledProcessLeftBehindDoesNotKeepItAlive() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      var writer = ""
      try await fixture.dying { journal async throws in
        try await journal.record([draft], at: .now)
        writer = journal.writerName
      }
      let left = "\(fixture.file).writers/\(writer)"
      #expect(!FileManager.default.fileExists(atPath: left))
      #expect(FileManager.default.createFile(atPath: left, contents: nil))
      #expect(try await fixture.service.recover().map(\.decision) == [draft.decision])
      // Whoever opens the journal next clears it away.
      _ = try fixture.openJournal()
      #expect(!FileManager.default.fileExists(atPath: left))
    }
  }
}

extension Fixture {
  /// The call of a process that has died has arrived after all.
  fileprivate func reject(_ draft: DecisionDraft) {
    simulator.reject(group: draft.subject.group, member: "\(draft.subject.person.did)")
  }

  /// The person takes the request back.
  fileprivate func withdraw(_ draft: DecisionDraft) {
    simulator.withdraw(group: draft.subject.group, member: "\(draft.subject.person.did)")
  }
}
