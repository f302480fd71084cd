import ATProto
import Canvas
import Config
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// What the journal brings to the console: interrupted decisions, history, notes.
@Suite struct JournalTests {
  private let people = [
    request("a", minutes: 30), request("b", minutes: 20), request("c", minutes: 10),
  ]

  private func entry(
    _ id: Int64, _ verdict: Decision.Verdict, _ request: JoinRequest
  ) -> JournalEntry {
    JournalEntry(
      id: id, verdict: verdict, subject: .init(request), groupName: "Group g1",
      decidedAt: start - 60,
      status: .held)
  }

  private func recovered(_ state: State) -> State {
    var state = state
    let entries = [entry(7, .reject, people[0]), entry(8, .approve, people[1])]
    #expect(state.send(.recovered(.success(entries))) == [])
    return state
  }

  // MARK: What was interrupted

  @Test func theJournalIsReadWhenTheConsoleOpens() {
    var state = State.empty()
    #expect(
      state.send(.opened) == [
        .readSnapshot, .followLog(after: nil, wait: .zero), .recall, .readDoors(known: []),
        .recover(after: .zero),
      ])
  }

  @Test func aReadOnlyConsoleTakesNothingOver() {
    var state = State.empty(readOnly: true)
    #expect(
      state.send(.opened) == [
        .readSnapshot, .followLog(after: nil, wait: .zero), .recall, .readDoors(known: []),
      ])
  }

  @Test func whatWasInterruptedIsSaidAndChangesNothingUnderTheFingers() {
    let state = recovered(.loaded(people))
    #expect(state.context == .requests)
    #expect(state.names == ["a", "b", "c"])
    #expect(draw(state).text.contains("2 decisions were interrupted and not sent: R looks at them"))
  }

  @Test func itIsSentAsItWasDecided() {
    var state = recovered(.loaded(people))
    #expect(state.send(.command(.interrupted)) == [])
    #expect(state.context == .interrupted)
    #expect(
      draw(state).text.contains(
        "Interrupted: reject @a.example.com, approve @b.example.com. Send them now?"))
    #expect(
      state.send(.command(.confirm)) == [
        .send(2, [Decision(.reject, people[0].id)]), .send(3, [Decision(.approve, people[1].id)]),
      ])
    #expect(state.names == ["c"])
    #expect(state.interrupted == InterruptedDecisions())
    _ = state.settle(2, .done)
    #expect(state.message == Message("Rejected @a.example.com.", .success))
  }

  @Test func droppedItIsForgottenAndNothingIsSent() {
    var state = recovered(.loaded(people))
    _ = state.send(.command(.interrupted))
    #expect(state.send(.command(.drop)) == [.drop([7, 8])])
    #expect(state.names == ["a", "b", "c"])
    #expect(state.context == .requests)
    #expect(state.send(.command(.interrupted)) == [])
    #expect(state.message == Message("Nothing was interrupted.", refusing: .interrupted))
  }

  @Test func leftForLaterItIsOfferedAgain() {
    var state = recovered(.loaded(people))
    _ = state.send(.command(.interrupted))
    #expect(state.send(.command(.later)) == [])
    #expect(state.context == .requests)
    #expect(state.interrupted.entries.map(\.id) == [7, 8])
    _ = state.send(.command(.interrupted))
    #expect(state.context == .interrupted)
  }

  @Test func whoIsDecidedOnAnewIsNoLeftoverAnyMore() {
    var state = recovered(.loaded(people))
    _ = state.send(.command(.reject))
    #expect(state.interrupted.entries.map(\.id) == [8])
  }

  @Test func whoIsOnTheWayAlreadyIsNotOffered() {
    var state = State.loaded(people)
    _ = state.send(.command(.reject))
    #expect(recovered(state).interrupted.entries.map(\.id) == [8])
  }

  /// A console whose line is cut goes on for a few seconds; the next one is open by then.
  @Test func whileOthersAreAtWorkItIsLookedForAgain() {
    var state = State.loaded(people)
    let (first, second) = (entry(8, .approve, people[1]), entry(7, .reject, people[0]))
    #expect(
      state.send(.recovered(.success([first]), othersAreAtWork: true))
        == [.recover(after: .seconds(5))])
    _ = state.send(.command(.interrupted))
    #expect(
      state.send(.recovered(.success([]), othersAreAtWork: true)) == [.recover(after: .seconds(5))])
    #expect(state.context == .interrupted)
    // The question was about fewer.
    #expect(state.send(.recovered(.success([second]))) == [])
    #expect(state.context == .requests)
    #expect(state.interrupted.entries == [second, first])
    #expect(draw(state).text.contains("2 decisions were interrupted and not sent: R looks at them"))
  }

  /// Two consoles may each have decided on somebody before they were interrupted.
  @Test func theLastWordOnSomebodyCounts() {
    let entries = [
      entry(7, .reject, people[0]), entry(8, .reject, people[1]), entry(9, .approve, people[0]),
    ]
    var state = State.loaded(people)
    _ = state.send(.recovered(.success(Array(entries.dropFirst()))))
    _ = state.send(.recovered(.success([entries[0]])))
    #expect(state.interrupted.entries == [entries[1], entries[2]])
    var dropped = state
    _ = dropped.send(.command(.interrupted))
    #expect(dropped.send(.command(.drop)) == [.drop([7, 8, 9])])
    // Decided anew: none of what was decided before is to be touched.
    _ = state.send(.command(.reject))
    _ = state.send(.command(.interrupted))
    #expect(state.send(.command(.drop)) == [.drop([8])])
  }

  @Test func aServiceThatIsDownIsLookedAtAgain() {
    var state = State.loaded(people)
    #expect(state.send(.recovered(.failure(.down))) == [.recover(after: .seconds(30))])
    #expect(state.decisions.fault == nil)
  }

  // MARK: Without a journal

  @Test func withoutAJournalNothingIsDecided() {
    var state = State.loaded(people)
    let fault = Fault(.journal, "It is damaged.", cure: "Start again.")
    #expect(state.send(.recalled(.failure(fault))) == [])
    #expect(state.message?.text == "Decisions are off. It is damaged. Start again.")
    #expect(state.send(.command(.reject)) == [])
    #expect(state.names == ["a", "b", "c"])
    #expect(
      state.message == Message("Decisions are off: It is damaged. Start again.", refusing: .reject))
    #expect(draw(state).text.contains("read-only"))
  }

  @Test func aJournalThatFailsLaterTurnsDecisionsOffAndTheRowComesBack() {
    var state = State.loaded(people, undo: .zero)
    _ = state.send(.command(.reject))
    let fault = Fault(.journal, "The disk is full.", cure: "Make room.")
    _ = state.settle(2, .failed(fault))
    #expect(state.names == ["a", "b", "c"])
    #expect(state.failure(of: people[0].id)?.fault == fault)
    #expect(Command.approve.unavailable(in: state)?.contains("The disk is full.") == true)
  }

  // MARK: What the journal knows of a person

  private func memory(note: String? = nil) -> PersonHistory {
    PersonHistory(
      rejected: 2,
      last: PersonHistory.Past(
        verdict: .reject, at: start - 86_400, requestedAt: start - 90_000, groupName: "Bird walks",
        handle: Handle("old.example.com")!), note: note)
  }

  @Test func whoHasAskedBeforeIsMarkedAndCanBeFilteredFor() {
    var state = State.loaded(people)
    _ = state.send(.recalled(.success([people[1].person.did: memory()])))
    #expect(draw(state).text.contains("asked 3x"))
    state = state.typing("is:repeat")
    #expect(state.names == ["b"])
    state = State.loaded(people)
    _ = state.send(.recalled(.success([people[1].person.did: memory()])))
    #expect(state.typing("asked = 1").names == ["a", "c"])
  }

  @Test func beforeTheJournalIsReadNobodyKnowsWhoHasAsked() {
    #expect(State.loaded(people).typing("asked = 1").names == [])
  }

  @Test func theDetailTellsWhatWasDecidedWhenWhereAndUnderWhichName() {
    var state = State.loaded(people)
    _ = state.send(.recalled(.success([people[0].person.did: memory(note: "sells watches")])))
    _ = state.send(.command(.open))
    let text = draw(state).text
    #expect(text.contains("rejected 2 times; last rejected"))
    #expect(text.contains("in Bird walks, as"))
    #expect(text.contains("@old.example.com"))
    #expect(text.contains("sells watches"))
  }

  @Test func whatIsDecidedNowIsRemembered() {
    var state = State.loaded(people, undo: .zero)
    _ = state.send(.recalled(.success([:])))
    _ = state.send(.command(.reject))
    _ = state.settle(2, .done)
    let personHistories = state.people.personHistories
    #expect(personHistories.asked(did("a"), requestedAt: request("a", minutes: 1).requestedAt) == 2)
    // The very request that was decided on may still be on a list that was read before.
    #expect(personHistories.asked(did("a"), requestedAt: people[0].requestedAt) == 1)
  }

  // MARK: Notes

  @Test func aNoteIsTypedAndKept() {
    var state = State.loaded(people)
    _ = state.send(.command(.note))
    #expect(state.context == .prompt)
    for character in "met her" { _ = state.send(.typed(.character(character))) }
    #expect(draw(state).text.contains("Note on @a.example.com: met her"))
    #expect(state.send(.typed(.enter)) == [.keepNote("met her", on: people[0].person.did)])
    #expect(state.context == .requests)
    #expect(draw(state).text.contains("\"met her\""))
  }

  @Test func aNoteIsAboutWhoeverWasSelectedWhenItWasBegun() {
    var state = State.loaded(people)
    _ = state.send(.command(.note))
    _ = state.send(
      .logAnswered(
        .success(
          LivePage(events: [.ended(people[0].id, .withdrawn)], cursor: "c", hasMore: false))))
    _ = state.send(.typed(.character("x")))
    #expect(state.send(.typed(.enter)) == [.keepNote("x", on: people[0].person.did)])
  }

  @Test func escapeLeavesTheNoteAsItWas() {
    var state = State.loaded(people)
    _ = state.send(.recalled(.success([people[0].person.did: PersonHistory(note: "old")])))
    _ = state.send(.command(.note))
    #expect(state.textPrompt?.line.text == "old")
    _ = state.send(.typed(.character("!")))
    #expect(state.send(.typed(.escape)) == [])
    #expect(state.people.personHistories[people[0].person.did]?.note == "old")
    #expect(state.textPrompt == nil)
  }

  @Test func anEmptyNoteIsRemoved() {
    var state = State.loaded(people)
    _ = state.send(.recalled(.success([people[0].person.did: PersonHistory(note: "old")])))
    _ = state.send(.command(.note))
    _ = state.send(.typed(.control("u")))
    #expect(state.send(.typed(.enter)) == [.keepNote("", on: people[0].person.did)])
    #expect(state.people.personHistories[people[0].person.did]?.note == nil)
  }
}
