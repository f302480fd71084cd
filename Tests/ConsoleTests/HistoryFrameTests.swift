import Canvas
import Config
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// What the history looks like, to the letter.
@Suite struct HistoryFrameTests {
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

  @Test func atEightyColumns() {
    #expect(
      draw(history(columns: 80, rows: 24)).text == """
         skydoor  @mara.example.com                                 1 group · 1 waiting
         History: 4 decisions · 1 of 4
          TIME (UTC)       DECISION NAME      HANDLE            GROUP      ENDED
        ▸ 2026-09-21 14:17 reject   Ana Lima  @ana.example.com  Night Owls not sent
          2026-09-21 14:16 block    Bo 王小明 @bo.example.com   Bird walks done
          2026-09-21 14:15 approve  �[2JCleo  @cleo.example.com Night Owls failed
          2026-09-21 14:14 reject             @dora.example.com Night Owls called back















         Enter open  / filter  Esc close  o link  y copy link  ? help  q quit

        """)
  }

  @Test func atAHundredAndTwentyColumns() {
    #expect(
      draw(history(columns: 120, rows: 40)).text == """
         skydoor  @mara.example.com                                                                         1 group · 1 waiting
         History: 4 decisions · 1 of 4
          TIME (UTC)        DECISION  NAME       HANDLE             GROUP       ENDED        NOTES
        ▸ 2026-09-21 14:17  reject    Ana Lima   @ana.example.com   Night Owls  not sent
          2026-09-21 14:16  block     Bo 王小明  @bo.example.com    Bird walks  done         third time · rule throw-away
          2026-09-21 14:15  approve   �[2JCleo   @cleo.example.com  Night Owls  failed       The group is full.
          2026-09-21 14:14  reject               @dora.example.com  Night Owls  called back































         Enter open  / filter  Esc close  o link  y copy link  r refresh  H history  ? help  : commands  q quit  ^z suspend

        """)
  }

  @Test func inASCII() {
    #expect(
      draw(history(columns: 80, rows: 10), .ascii).text == """
         skydoor  @mara.example.com                                 1 group . 1 waiting
         History: 4 decisions . 1 of 4
          TIME (UTC)       DECISION NAME     HANDLE            GROUP      ENDED
        > 2026-09-21 14:17 reject   Ana Lima @ana.example.com  Night Owls not sent
          2026-09-21 14:16 block    Bo ???   @bo.example.com   Bird walks done
          2026-09-21 14:15 approve  ?[2JCleo @cleo.example.com Night Owls failed
          2026-09-21 14:14 reject            @dora.example.com Night Owls called back

         Enter open  / filter  Esc close  o link  y copy link  ? help  q quit

        """)
  }

  @Test func oneDecision() {
    var state = history(columns: 80, rows: 24)
    _ = state.send(.command(.down))
    _ = state.send(.command(.open))
    #expect(
      draw(state).text == """
         skydoor  @mara.example.com                                 1 group · 1 waiting
        ── Bo 王小明 ───────────────────────────────────────────────────────────────────
         Decided   Reject and block, 2026-09-21 14:16 UTC
         Ended     The service carried it out.
         Note      third time
         Rule      throw-away
         Handle    @bo.example.com
         Waiting   13 minutes then, asked 2026-09-21 14:03 UTC
         Account   3 days then, made 2026-09-18 14:13 UTC
         Relation  neither follows the other
         Counts    3 followers · 812 follows · 1 post
         Bio       Grows tomatoes.
         Labels    spam by Bluesky
         DID       did:plc:bo
         Profile   https://bsky.app/profile/did:plc:bo
         Group     Bird walks






         Esc close  o link  y copy link  H history  ? help  : commands  q quit

        """)
  }

  @Test func theHelp() {
    var state = history(columns: 80, rows: 24)
    _ = state.send(.command(.help))
    #expect(
      draw(state).text == """
         skydoor  @mara.example.com                                 1 group · 1 waiting
         Keys for the history
          Enter      Open what is selected
          /          Filter the list
          Esc        Stop, close, go back
          o          Show the link
          y          Copy the link
          r          Ask the service again
          H          What was decided before
          ?          Show or hide this help
          :          Find a command by its name
          q ^c       Quit; held is sent first
          ^z         Suspend; fg comes back
          ^l         Draw the screen again
          T          Show the next theme
          j ↓        Down
          k ↑        Up
          g Home     To the first row
          G End      To the last row
          ^d PgDn    A page down
          ^u PgUp    A page up

         Esc close  j down  k up  g first  G last  ^d page down  ? help  q quit

        """)
  }

  @Test func thePromptCountsWhatMatches() {
    var state = history(columns: 80, rows: 10)
    _ = state.send(.command(.filter))
    _ = state.send(.typed(.paste("label:spam")))
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success(entries)))
    #expect(draw(state).text.contains(" Filter: label:spam"))
    #expect(draw(state).text.contains(" 1 match ·"))
  }

  @Test func whereNothingWasDecidedItSaysSo() {
    var state = State.loaded([request("ana")])
    _ = state.send(.command(.history))
    #expect(draw(state).text.contains("Looking into the journal…"))
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success([])))
    #expect(draw(state).text.contains("Nothing has been decided yet."))
  }

  @Test(arguments: [(1, 1), (2, 2), (5, 3), (20, 4), (59, 5), (60, 6), (100, 7), (500, 200)])
  func anySizeDrawsAFrameOfThatSize(_ columns: Int, _ rows: Int) {
    for command in [Command.up, .open] {
      var state = history(columns: columns, rows: rows)
      _ = state.send(.command(command))
      let frame = draw(state)
      #expect(frame.columns == columns && frame.rows == rows)
    }
  }
}
