import Canvas
import Config
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// What a group with its members looks like, to the letter.
@Suite struct GroupPageFrameTests {
  private let people = [
    member("mara", displayName: "Mara", role: .owner),
    member("ana", displayName: "Ana Lima", addedBy: "mara", followedBy: true),
    member("bo", displayName: "Bo 王小明"),
    member("cleo", displayName: "\u{1B}[2JCleo\u{202E}", role: .other("")),
  ]

  private func owls(lock: Group.Lock = .unlocked, byModeration: Bool = false) -> Group {
    var owls = group("g1", name: "Night Owls", pending: 3, members: 4, lock: lock)
    owls.lockIsModeration = byModeration
    return owls
  }

  private func shown(_ group: Group? = nil, columns: Int, rows: Int) -> State {
    .members(
      people, of: group ?? owls(), waiting: ["a", "b", "c"].map { request($0) }, columns: columns,
      rows: rows)
  }

  @Test func atEightyColumns() {
    #expect(
      draw(shown(columns: 80, rows: 24)).text == """
         skydoor  @mara.example.com                                 1 group · 3 waiting
         Night Owls: 4/50 members · 3 waiting · 1 of 4
         Lock      unlocked  B: locks it
         Link      on   https://bsky.app/chat/abc  i: switches it off
         Who       anyone may ask  w: only people you follow
         Approval  whoever asks waits for you  p: lets them in at once
           NAME       HANDLE             ROLE    ADDED BY           NOTES
        ▸  Mara       @mara.example.com  owner
           Ana Lima   @ana.example.com   member  @mara.example.com  follows you
           Bo 王小明  @bo.example.com    member  by the link
           �[2JCleo   @cleo.example.com











         x remove  u undo  Space mark  i link on/off  B lock  w who  ? help  q quit

        """)
  }

  @Test func atAHundredAndTwentyColumns() {
    #expect(
      draw(shown(columns: 120, rows: 40)).text == """
         skydoor  @mara.example.com                                                                         1 group · 3 waiting
         Night Owls: 4/50 members · 3 waiting · 1 of 4
         Lock      unlocked  B: locks it
         Link      on   https://bsky.app/chat/abc  i: switches it off
         Who       anyone may ask  w: only people you follow
         Approval  whoever asks waits for you  p: lets them in at once
           NAME       HANDLE             ROLE    ADDED BY           NOTES
        ▸  Mara       @mara.example.com  owner
           Ana Lima   @ana.example.com   member  @mara.example.com  follows you
           Bo 王小明  @bo.example.com    member  by the link
           �[2JCleo   @cleo.example.com



























         x remove  u undo  Space mark  i link on/off  B lock  w who  p approval  E rename  / filter  Esc close  ? help  q quit

        """)
  }

  /// Where there is no link the line for it says how to make one.
  @Test func onASmallScreenWithoutALink() {
    let text = draw(shown(group("g1", members: 50, link: nil), columns: 60, rows: 15)).text
    let lines = text.split(separator: "\n")[1...3]
    #expect(
      Array(lines) == [
        " Group g1: 50/50 members, full · 3 waiting · 1 of 4", " unlocked · no link",
        " i: makes one",
      ])
  }

  @Test func onASmallScreen() {
    #expect(
      draw(shown(columns: 60, rows: 15)).text == """
         skydoor  @mara.example.com             1 group · 3 waiting
         Night Owls: 4/50 members · 3 waiting · 1 of 4
         unlocked · link on · anyone · approval
         https://bsky.app/chat/abc
           NAME     HANDLE            ROLE   ADDED BY     NOTES
        ▸  Mara     @mara.example.com owner
           Ana Lima @ana.example.com  member @mara.examp… follows y…
           Bo 王小… @bo.example.com   member by the link
           �[2JCleo @cleo.example.com




         x remove  u undo  Space mark  ? help  q quit

        """)
  }

  @Test func inASCII() {
    let text = draw(shown(columns: 80, rows: 24), .ascii).text
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func theLockSaysWhoseItIs() {
    func lock(_ group: Group) -> String {
      String(draw(shown(group, columns: 80, rows: 24)).text.split(separator: "\n")[2])
    }
    #expect(
      lock(owls(lock: .locked)) == " Lock      locked: nobody can write or join  B: unlocks it")
    #expect(
      lock(owls(lock: .locked, byModeration: true))
        == " Lock      locked by moderation: only the service can unlock it")
    #expect(
      lock(owls(lock: .lockedPermanently)) == " Lock      locked for good: nobody can unlock it")
  }

  @Test func whatIsBeingChangedSaysSo() {
    var state = shown(columns: 80, rows: 24)
    for command in [Command.switchLock, .switchLink, .rename] {
      _ = state.send(.command(command))
    }
    _ = state.send(.typed(.paste("!")))
    _ = state.send(.typed(.enter))
    let frame = draw(state)
    let lines = frame.text.split(separator: "\n")
    #expect(lines[1].hasPrefix(" Night Owls → Night Owls!…: 4/50 members"))
    #expect(lines[2] == " Lock      locking…")
    #expect(lines[3] == " Link      switching off…")
    #expect(frame.runs(row: 2).contains { $0.text.contains("locking…") && $0.style == .statusHeld })
    #expect(lines.last == " Renaming Night Owls… (and 2 more)")
    // The key bar dims what has to wait.
    #expect(
      frame.runs(row: 22).contains { $0.text.contains("link on/off") && $0.style == .keyDisabled })
  }

  @Test func signsAndStylesOfRows() {
    var state = State.members(people, of: owls(), undo: .zero, columns: 80, rows: 24)
    for command in [Command.down, .mark, .remove] { _ = state.send(.command(command)) }
    _ = state.settle(3, .failed(.odd))
    for command in [Command.last, .up, .mark] { _ = state.send(.command(command)) }
    let frame = draw(state)
    let lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[8].hasPrefix(" ✗ Ana Lima"))
    #expect(lines[8].hasSuffix("The service refused."))
    #expect(frame.runs(row: 8).contains { $0.style == .rowFailed })
    #expect(lines[9].hasPrefix(" ✓ Bo 王小明"))
    #expect(frame.runs(row: 9).contains { $0.style == .rowMarked && $0.text.contains("✓") })
    #expect(lines[10].hasPrefix("▸ "))
    #expect(frame.runs(row: 10).first?.style == .rowSelected)
  }

  @Test func whileItIsReadAndWhereItCannotBe() {
    var state = State.loaded([], groups: [owls()])
    _ = state.send(.command(.groupPage))
    #expect(draw(state).text.contains("Asking the service who is in it…"))
    _ = state.send(.membersArrived("g1", load: 2, people))
    #expect(draw(state).text.contains(" Night Owls: 4/50 members · 0 waiting · 4 read so far…"))
    var failed = State.loaded([], groups: [owls()])
    _ = failed.send(.command(.groupPage))
    _ = failed.send(.membersEnded("g1", load: 2, .down))
    #expect(draw(failed).text.contains("Press r to try again."))
    #expect(draw(failed).text.contains("not refreshed"))
  }

  @Test func aNameIsJudgedWhileItIsTyped() {
    var state = shown(columns: 80, rows: 24)
    _ = state.send(.command(.rename))
    var lines = draw(state).text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[22] == " Name: Night Owls")
    #expect(
      lines[23] == " 10 of 50 characters · Enter keeps it · Esc goes back · all members see it")
    _ = state.send(.typed(.paste(String(repeating: "x", count: 41))))
    let frame = draw(state)
    lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines[23] == " The name has 51 characters. Write 1 to 50 characters, at most 500 bytes.")
    #expect(frame.runs(row: 23).first?.style == .promptError)
  }

  @Test func theFilterCountsWhatMatches() {
    var state = shown(columns: 80, rows: 24)
    _ = state.send(.command(.filter))
    _ = state.send(.typed(.paste("ana")))
    #expect(
      draw(state).text.hasSuffix(
        "\n 1 of 4 match · Enter keeps it · Esc goes back · ↑ earlier ones"))
    _ = state.send(.typed(.enter))
    #expect(draw(state).text.contains("1 of 4 match · 1 of 1 · filter: ana"))
  }

  @Test func theHelp() {
    var state = shown(columns: 80, rows: 24)
    _ = state.send(.command(.help))
    let text = draw(state).text
    for line in [
      " Keys for a group", "x          Remove (all marked)", "i          Join link on, or off",
      "B          Lock or unlock the group", "w          Who may ask by the link",
      "p          Have them wait, or let in", "E          Give it another name",
    ] {
      #expect(text.contains(line))
    }
  }

  @Test func theHistoryOfARemoval() {
    let entry = JournalEntry(
      id: 1, DecisionDraft(removing: people[1], groupName: "Night Owls"), status: .gone,
      decidedAt: start)
    var state = State.loaded([])
    _ = state.send(.command(.history))
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success([entry])))
    #expect(
      draw(state).text.contains(" remove   Ana Lima @ana.example.com Night Owls was gone"))
    _ = state.send(.command(.open))
    let text = draw(state).text
    #expect(text.contains("Decided   Remove, "))
    #expect(
      text.contains("Ended     The member was not there any more: they left, or were removed"))
    #expect(!text.contains("Waiting"))
  }

  @Test(arguments: [(1, 1), (2, 2), (5, 3), (20, 4), (59, 5), (60, 6), (100, 9), (500, 200)])
  func anySizeDrawsAFrameOfThatSize(_ columns: Int, _ rows: Int) {
    let frame = draw(shown(columns: columns, rows: rows))
    #expect(frame.columns == columns && frame.rows == rows)
  }
}
