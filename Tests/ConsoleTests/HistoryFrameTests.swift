import Canvas
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// What the history looks like, to the letter.
@Suite struct HistoryFrameTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  private let entries: [JournalEntry] = {
    func entry(
      _ id: Int64, _ verdict: Decision.Verdict, _ request: JoinRequest, _ group: String,
      _ status: JournalEntry.Status, note: String? = nil, rule: String? = nil, reason: String? = nil
    ) -> JournalEntry {
      let profile = Profile(
        did: request.person.did, followers: 3, follows: 812, posts: 1, bio: "Grows tomatoes.",
        readAt: start)
      return JournalEntry(
        id: id,
        DecisionDraft(
          verdict, request, groupName: group, profile: profile, rule: rule, note: note),
        status: status, decidedAt: start.addingTimeInterval(Double(id) * 60), reason: reason)
    }
    return [
      entry(4, .reject, request("ana", displayName: "Ana Lima"), "Night Owls", .held),
      entry(
        3, .rejectAndBlock, request("bo", displayName: "Bo 王小明", labels: ["spam"]), "Bird walks",
        .done, note: "third time", rule: "throw-away"),
      entry(
        2, .approve, request("cleo", displayName: "\u{1B}[2JCleo\u{202E}"), "Night Owls", .failed,
        reason: "The group is full."),
      entry(1, .reject, request("dora"), "Night Owls", .withdrawn),
    ]
  }()

  private func history(columns: Int, rows: Int) -> State {
    var state = State.loaded([request("ana")], columns: columns, rows: rows)
    _ = state.send(.command(.history))
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success(entries)))
    return state
  }

  private func draw(_ state: State, _ repertoire: Repertoire = .unicode) -> String {
    view(state, keymap: .standard, repertoire: repertoire).text
  }

  @Test func atEightyColumns() {
    #expect(draw(history(columns: 80, rows: 24)) == "")
  }

  @Test func atAHundredAndTwentyColumns() {
    #expect(draw(history(columns: 120, rows: 40)) == "")
  }

  @Test func inASCII() {
    #expect(draw(history(columns: 80, rows: 10), .ascii) == "")
  }

  @Test func oneDecision() {
    var state = history(columns: 80, rows: 24)
    _ = state.send(.command(.down))
    _ = state.send(.command(.open))
    #expect(draw(state) == "")
  }

  @Test func theHelp() {
    var state = history(columns: 80, rows: 24)
    _ = state.send(.command(.help))
    #expect(draw(state) == "")
  }

  @Test func thePromptCountsWhatMatches() {
    var state = history(columns: 80, rows: 10)
    _ = state.send(.command(.filter))
    _ = state.send(.typed(.paste("label:spam")))
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success(entries)))
    #expect(draw(state).contains(" Filter: label:spam"))
    #expect(draw(state).contains(" 1 match ·"))
  }

  @Test func whereNothingWasDecidedItSaysSo() {
    var state = State.loaded([request("ana")])
    _ = state.send(.command(.history))
    #expect(draw(state).contains("Looking into the journal…"))
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success([])))
    #expect(draw(state).contains("Nothing has been decided yet."))
  }

  @Test(arguments: [(1, 1), (2, 2), (5, 3), (20, 4), (59, 5), (60, 6), (100, 7), (500, 200)])
  func anySizeDrawsAFrameOfThatSize(_ columns: Int, _ rows: Int) {
    for command in [Command.up, .open] {
      var state = history(columns: columns, rows: rows)
      _ = state.send(.command(command))
      let frame = view(state, keymap: .standard)
      #expect(frame.columns == columns && frame.rows == rows)
    }
  }
}
