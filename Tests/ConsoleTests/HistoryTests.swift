import Canvas
import Config
import Foundation
import Moderation
import Testing

@testable import Console

/// Looking back at what was decided.
@Suite struct HistoryTests {
  private let people = [request("ana", minutes: 30), request("bo", minutes: 20)]

  /// So many decisions, the newest first.
  private func entries(_ ids: [Int64]) -> [JournalEntry] {
    ids.map { id in
      JournalEntry(
        id: id, DecisionDraft(.reject, request("p\(id)"), groupName: "Night Owls"), status: .done,
        decidedAt: start)
    }
  }

  private func page(_ newest: Int64) -> [JournalEntry] {
    entries((0..<200).map { newest - $0 })
  }

  /// The history is open and its first page is there.
  private func open(_ rows: [JournalEntry]) -> State {
    var state = State.loaded(people)
    _ = state.send(.command(.history))
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success(rows)))
    return state
  }

  private func ids(_ state: State) -> [Int64] { state.history?.entries.map(\.id) ?? [] }

  @Test func itOpensOverThePanesAndReadsTheNewest() {
    var state = State.loaded(people)
    let query = HistoryQuery(limit: 200)
    state.expect(.command(.history), effects: [.loadHistory(query)]) {
      var history = History(of: nil, isFromDetail: false)
      _ = history.next(height: $0.layout.historyShown)
      $0.screen = .history(history)
    }
    #expect(state.context == .history)
    let rows = entries([3, 2, 1])
    state.expect(.historyAnswered(query, .success(rows))) {
      $0.history?.take(.success(rows), of: query)
    }
    #expect(ids(state) == [3, 2, 1])
    #expect(state.history?.isComplete == true)
    state.expect(.command(.history)) {
      $0.screen = .panes
    }
  }

  @Test func fromTheDetailsItIsThatPersonsAndLeadsBackToThem() {
    var state = State.loaded(people)
    _ = state.send(.command(.open))
    #expect(
      state.send(.command(.history)) == [
        .loadHistory(HistoryQuery(member: did("ana"), limit: 200))
      ])
    #expect(state.history?.person?.did == did("ana"))
    _ = state.send(.command(.close))
    #expect(state.history == nil)
    #expect(state.context == .detail)
  }

  @Test func aPageMoreIsReadWhereTheRowsComeToAnEnd() {
    var state = open(page(1_000))
    #expect(ids(state).count == 200)
    #expect(state.send(.command(.down)) == [])
    let next = HistoryQuery(before: 801, limit: 200)
    #expect(state.send(.command(.last)) == [.loadHistory(next)])
    #expect(state.send(.command(.last)) == [])
    #expect(state.send(.historyAnswered(next, .success(page(800)))) == [])
    #expect(ids(state).count == 400)
    #expect(state.history?.selected?.id == 801)
  }

  @Test func aLateAnswerIsNotTakenForAnother() {
    var state = open(page(1_000))
    let next = HistoryQuery(before: 801, limit: 200)
    #expect(state.send(.command(.last)) == [.loadHistory(next)])
    #expect(state.send(.command(.refresh)) == [.loadHistory(HistoryQuery(limit: 200))])
    _ = state.send(.historyAnswered(next, .success(page(800))))
    #expect(ids(state).count == 200)
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success(entries([1_001, 1_000]))))
    #expect(ids(state) == [1_001, 1_000])
    _ = state.send(.command(.close))
    state.expect(.historyAnswered(next, .success(page(800))))
  }

  @Test func movesStayInsideAndTheSelectedRowIsShown() {
    var state = open(page(1_000))
    for move in [Command.up, .pageDown, .pageDown, .last, .pageUp, .up, .first, .down] {
      _ = state.send(.command(move))
      let cursor = state.history?.list.cursor ?? ListCursor()
      #expect((0..<200).contains(cursor.index))
      #expect(
        (cursor.offset..<cursor.offset + state.layout.historyShown).contains(cursor.index))
    }
    #expect(state.history?.selected?.id == 999)
    // The people waiting are as they were.
    #expect(state.selectedName == "ana")
  }

  @Test func theFilterReadsAgainAndKeepsWhatItLetsThrough() {
    var state = open(page(1_000))
    #expect(state.send(.command(.filter)) == [])
    #expect(state.context == .prompt)
    let first = HistoryQuery(limit: 200)
    #expect(state.send(.typed(.paste("p90."))) == [.loadHistory(first)])
    #expect(ids(state) == [])
    let second = HistoryQuery(before: 801, limit: 200)
    #expect(
      state.send(.historyAnswered(first, .success(page(1_000)))) == [.loadHistory(second)])
    _ = state.send(.historyAnswered(second, .success(entries([800, 90]))))
    #expect(ids(state) == [90])
    #expect(state.names == ["ana", "bo"])
    _ = state.send(.typed(.enter))
    #expect(state.context == .history)
    // Escape takes the filter away first, then the history.
    #expect(state.send(.command(.close)) == [.loadHistory(first)])
    _ = state.send(.historyAnswered(first, .success(entries([2, 1]))))
    #expect(ids(state) == [2, 1])
    _ = state.send(.command(.close))
    #expect(state.history == nil)
  }

  @Test func aMistakeInTheFilterChangesNothing() {
    var state = open(entries([2, 1]))
    _ = state.send(.command(.filter))
    #expect(state.send(.typed(.paste("age <"))) == [])
    #expect(state.prompt?.mistake != nil)
    #expect(ids(state) == [2, 1])
    #expect(state.send(.typed(.escape)) == [])
    #expect(state.context == .history)
  }

  @Test func agesInTheFilterAreThoseOfThen() {
    let then = start.addingTimeInterval(-86_400 * 365)
    var person = request("ana").person
    person.createdAt = then.addingTimeInterval(-3_600)
    let asked = JoinRequest(group: "g1", person: person, requestedAt: then)
    var state = open([])
    _ = state.send(.command(.filter))
    _ = state.send(.typed(.paste("age < 1d")))
    let entry = JournalEntry(
      id: 1, DecisionDraft(.reject, asked, groupName: ""), status: .done, decidedAt: then)
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success([entry])))
    #expect(ids(state) == [1])
  }

  @Test func oneDecisionFullSizeAndBack() {
    var state = open(entries([2, 1]))
    state.expect(.command(.open)) { $0.history?.isOpen = true }
    #expect(state.context == .historyEntry)
    _ = state.send(.command(.down))
    #expect(state.history?.selected?.id == 1)
    #expect(state.send(.command(.copyLink)) == [.copy("https://bsky.app/profile/did:plc:p1")])
    _ = state.send(.command(.close))
    #expect(state.context == .history)
  }

  @Test func nothingToOpenIsSaid() {
    var state = open([])
    _ = state.send(.command(.open))
    #expect(state.message?.text == "No decision is selected.")
    #expect(state.history?.isOpen == false)
    _ = state.send(.command(.showLink))
    #expect(state.message?.text == "No decision is selected.")
  }

  @Test func helpLeadsBackToTheHistory() {
    var state = open(entries([1]))
    let history = state.screen
    state.expect(.command(.help)) { $0.screen = .help(first: 0, over: history) }
    #expect(state.context == .help)
    state.expect(.command(.close)) { $0.screen = history }
    _ = state.send(.command(.help))
    state.expect(.command(.help)) { $0.screen = history }
  }

  @Test func whyAKeyDoesNothingIsSaidBelowTheHelpToo() {
    var state = open([])
    _ = state.send(.command(.open))
    let said = state.message
    #expect(said?.text == "No decision is selected.")
    _ = state.send(.command(.help))
    #expect(state.message == said)
  }

  @Test func aFaultIsShownAndReadingIsTriedAgainOnRequest() {
    var state = State.loaded(people)
    let query = HistoryQuery(limit: 200)
    _ = state.send(.command(.history))
    let fault = Fault(.journal, "The journal is damaged.", cure: "Start again.")
    #expect(state.send(.historyAnswered(query, .failure(fault))) == [])
    #expect(state.history?.fault == fault)
    #expect(state.send(.command(.down)) == [])
    #expect(state.send(.command(.refresh)) == [.loadHistory(query)])
    #expect(state.history?.fault == nil)
  }

  @Test func theSelectionStaysOnItsLineWhereNewerOnesHaveCome() {
    var state = open(entries([3, 2, 1]))
    _ = state.send(.command(.down))
    #expect(state.history?.selected?.id == 2)
    #expect(state.send(.command(.refresh)) == [.loadHistory(HistoryQuery(limit: 200))])
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success(entries([5, 4, 3, 2, 1]))))
    #expect(state.history?.list.cursor.index == 1)
    #expect(state.history?.selected?.id == 4)
  }

  @Test func leavingTheConsoleLeavesIt() {
    var state = State.loaded(people)
    _ = state.send(.command(.reject))
    _ = state.send(.command(.history))
    _ = state.send(.command(.quit))
    #expect(state.history == nil && state.screen == .panes)
    #expect(state.session.isOpen)
  }
}
