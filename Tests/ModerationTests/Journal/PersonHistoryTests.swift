import ATProto
import Foundation
import Testing

@testable import Moderation

/// What the journal remembers of people, and what was decided before.
@Suite struct PersonHistoryTests {
  @Test func whatWasCarriedOutIsRemembered() async throws {
    try await withFixture(.writing) { fixture async throws in
      let drafts = try await fixture.drafts(3)
      try await fixture.service.record(drafts)
      #expect(await fixture.service.decide(drafts[0].decision) == .done)
      fixture.simulator.withdraw(
        group: drafts[1].subject.group, member: "\(drafts[1].subject.person.did)")
      #expect(await fixture.service.decide(drafts[1].decision) == .gone)
      let personHistories = try await fixture.service.personHistories()
      #expect(Array(personHistories.keys) == [drafts[0].subject.person.did])
      let history = try #require(personHistories[drafts[0].subject.person.did])
      #expect(history.rejected == 1 && history.approved == 0 && history.note == nil)
      #expect(history.last?.verdict == .reject)
      #expect(history.last?.groupName == drafts[0].groupName)
      #expect(history.last?.handle == drafts[0].subject.person.handle)
      #expect(history.last?.requestedAt == drafts[0].subject.requestedAt)
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
      let history = try #require(try await fixture.service.personHistories()[request.person.did])
      #expect(history.rejected == 2 && history.approved == 1)
      #expect(history.last?.verdict == .approve)
    }
  }

  @Test func theRequestThatWasDecidedOnIsNotCountedTwice() {
    let date = Date(timeIntervalSince1970: 1_790_000_000)
    let past = PersonHistory.Past(
      verdict: .reject, at: date, requestedAt: date, groupName: "", handle: .invalid)
    let history = PersonHistory(rejected: 2, last: past)
    #expect(history.asked(requestedAt: date) == 2)
    #expect(history.asked(requestedAt: date + 1) == 3)
    #expect(history.asked(requestedAt: nil) == 3)
    #expect(PersonHistory(note: "x").asked(requestedAt: nil) == 1)
  }

  @Test func notesAreKeptChangedAndRemoved() async throws {
    try await withFixture(.writing) { fixture async throws in
      let member = try fixture.decision().membership.member
      try await fixture.service.setNote("a friend of Bo's", on: member)
      #expect(
        try await fixture.service.personHistories() == [
          member: PersonHistory(note: "a friend of Bo's")
        ])
      try await fixture.service.setNote("no friend", on: member)
      #expect(try await fixture.service.personHistories()[member]?.note == "no friend")
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      let history = try await fixture.service.personHistories()[member]
      #expect(history?.note == "no friend" && history?.rejected == 1)
      try await fixture.service.setNote("", on: member)
      #expect(try await fixture.service.personHistories()[member]?.note == nil)
    }
  }

  @Test func withoutAJournalThereIsNothingToRemember() async throws {
    try await withFixture { fixture async throws in
      try await fixture.service.record(try await fixture.drafts(1))
      try await fixture.service.setNote("x", on: try fixture.decision().membership.member)
      #expect(try await fixture.service.personHistories().isEmpty)
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
