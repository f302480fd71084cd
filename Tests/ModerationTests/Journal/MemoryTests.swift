import ATProto
import Foundation
import Testing

@testable import Moderation

/// What the journal remembers of people, and what was decided before.
@Suite struct MemoryTests {
  @Test func whatWasCarriedOutIsRemembered() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(3)
      try await fixture.service.record(drafts)
      #expect(await fixture.service.decide(drafts[0].decision) == .done)
      fixture.simulator.withdraw(
        group: drafts[1].subject.group, member: "\(drafts[1].subject.person.did)")
      #expect(await fixture.service.decide(drafts[1].decision) == .gone)
      let memories = try await fixture.service.memories()
      #expect(Array(memories.keys) == [drafts[0].subject.person.did])
      let memory = try #require(memories[drafts[0].subject.person.did])
      #expect(memory.rejected == 1 && memory.approved == 0 && memory.note == nil)
      #expect(memory.last?.verdict == .reject)
      #expect(memory.last?.groupName == drafts[0].groupName)
      #expect(memory.last?.handle == drafts[0].subject.person.handle)
      #expect(memory.last?.requestedAt == drafts[0].subject.requestedAt)
    }
  }

  @Test func theLastOfSeveralDecisionsIsTold() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = try await fixture.draft()
      let request = draft.subject
      #expect(await fixture.service.decide(Decision(.rejectAndBlock, request.id)) == .done)
      for verdict in [Decision.Verdict.reject, .approve] {
        fixture.simulator.ask(group: request.group, handle: "\(request.person.handle)")
        #expect(await fixture.service.decide(Decision(verdict, request.id)) == .done)
      }
      let memory = try #require(try await fixture.service.memories()[request.person.did])
      #expect(memory.rejected == 2 && memory.approved == 1)
      #expect(memory.last?.verdict == .approve)
    }
  }

  @Test func theRequestThatWasDecidedOnIsNotCountedTwice() {
    let date = Date(timeIntervalSince1970: 1_790_000_000)
    let past = Memory.Past(
      verdict: .reject, at: date, requestedAt: date, groupName: "", handle: .invalid)
    let memory = Memory(rejected: 2, last: past)
    #expect(memory.asked(requestedAt: date) == 2)
    #expect(memory.asked(requestedAt: date + 1) == 3)
    #expect(memory.asked(requestedAt: nil) == 3)
    #expect(Memory(note: "x").asked(requestedAt: nil) == 1)
  }

  @Test func notesAreKeptChangedAndRemoved() async throws {
    try await withFixture(.writing) { fixture async throws in
      let member = try fixture.decision().membership.member
      try await fixture.service.setNote("a friend of Bo's", on: member)
      #expect(try await fixture.service.memories() == [member: Memory(note: "a friend of Bo's")])
      try await fixture.service.setNote("no friend", on: member)
      #expect(try await fixture.service.memories()[member]?.note == "no friend")
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      let memory = try await fixture.service.memories()[member]
      #expect(memory?.note == "no friend" && memory?.rejected == 1)
      try await fixture.service.setNote("", on: member)
      #expect(try await fixture.service.memories()[member]?.note == nil)
    }
  }

  @Test func withoutAJournalThereIsNothingToRemember() async throws {
    try await withFixture { fixture async throws in
      try await fixture.service.record(try await fixture.drafts(1))
      try await fixture.service.setNote("x", on: try fixture.decision().membership.member)
      #expect(try await fixture.service.memories().isEmpty)
      #expect(try await fixture.service.history(HistoryQuery()).isEmpty)
      #expect(try await fixture.service.recover().isEmpty)
    }
  }

  // MARK: History

  @Test func historyIsNewestFirstAndPaged() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(10)
      try await fixture.service.record(drafts)
      var query = HistoryQuery(limit: 4)
      var read: [JournalEntry] = []
      while true {
        let page = try await fixture.service.history(query)
        guard let last = page.last else { break }
        #expect(page.count <= 4)
        read += page
        query.before = last.id
      }
      #expect(read.map(\.subject) == drafts.map(\.subject).reversed())
    }
  }

  @Test func historyOfAGroupAPersonOrATime() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(2)
      let elsewhere = DecisionDraft(
        .approve,
        JoinRequest(group: "other", person: drafts[0].subject.person, requestedAt: nil),
        groupName: "Other")
      let date = Date(timeIntervalSince1970: 1_790_000_000)
      for (index, draft) in (drafts + [elsewhere]).enumerated() {
        try await fixture.own.record([draft], at: date + Double(index))
      }
      func found(_ query: HistoryQuery) async throws -> [Int64] {
        try await fixture.service.history(query).map(\.id)
      }
      #expect(try await found(HistoryQuery(group: "other")) == [3])
      #expect(try await found(HistoryQuery(member: drafts[0].subject.person.did)) == [3, 1])
      #expect(try await found(HistoryQuery(since: date + 1)) == [3, 2])
      #expect(
        try await found(
          HistoryQuery(
            group: drafts[0].subject.group, member: drafts[0].subject.person.did, since: date,
            before: 3)) == [1])
    }
  }
}
