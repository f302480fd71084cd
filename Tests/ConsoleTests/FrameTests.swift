import Canvas
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// What is on the screen, to the letter.
@Suite struct FrameTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  private let groups = [
    group("g1", name: "Night Owls", pending: 3, unread: 2, members: 48),
    group("g2", name: "Sourdough Circle", pending: 21, capped: true, members: 50, link: nil),
    group("g3", name: "Bird walks", lock: .locked),
  ]
  private let people = [
    request("ana", minutes: 4_500, displayName: "Ana Lima", followedBy: true),
    request("bo", minutes: 300, displayName: "Bo 王小明", labels: ["spam"]),
    request("cleo", minutes: 12, displayName: "\u{1B}[2JCleo\u{202E}"),
  ]

  private func loaded(columns: Int = 80, rows: Int = 24) -> State {
    .loaded(people, groups: groups, columns: columns, rows: rows)
  }

  private func draw(_ state: State, _ repertoire: Repertoire = .unicode) -> Frame {
    view(state, keymap: .standard, repertoire: repertoire)
  }

  @Test func beforeAnythingIsAnswered() {
    expectScreen(
      draw(.empty(rows: 12)),
      """
       skydoor  @mara.example.com
       Your groups            │
                              │
                              │
        Asking the service    │  Asking the service for the groups you own…
        for your groups…      │  q quits at any time.
                              │
                              │
                              │
                              │
       Enter open  x reject  a approve  u undo  r refresh  ? help  q quit
       Connecting…
      """)
  }

  @Test func aListAtEightyColumns() {
    expectScreen(
      draw(loaded()),
      """
       skydoor  @mara.example.com                              3 groups · 23+ waiting
       Your groups            │ Night Owls: 3 waiting · 1 of 3
      ▸ Night Owls         3 ●│  NAME        HANDLE         WAITED AGE    NOTES
        48/50 · link on       │▸ Ana Lima    @ana.example.… 3d     3d     follows you
        Sourdough Circle 20+  │  Bo 王小明   @bo.example.c… 5h     3d     spam
        50/50 full · no link  │  �[2JCleo    @cleo.example… 12m    3d
        Bird walks         –  │
        10/50 · locked · link…│
                              │
                              │
                              │
                              │
                              │
                              │
                              │
                              │
                              │
                              │
                              │───────────────────────────────────────────────────────
                              │ @ana.example.com
                              │ asked 2026-09-18 11:13 · made 2026-09-18 14:13 UTC
                              │ they follow you
       x reject  a approve  u undo  Enter open  r refresh  ? help  q quit

      """)
  }

  @Test func labelsAndRelationHaveTheirOwnColumnsWhereThereIsRoom() {
    let rows = draw(loaded(columns: 120, rows: 40)).text.split(separator: "\n").prefix(5)
    expectScreen(
      rows.joined(separator: "\n"),
      """
       skydoor  @mara.example.com                                                                      3 groups · 23+ waiting
       Your groups                     │ Night Owls: 3 waiting · 1 of 3
      ▸ Night Owls                  3 ●│  NAME              HANDLE                WAITED AGE    RELATION    LABELS
        48/50 · link on                │▸ Ana Lima          @ana.example.com      3d     3d     follows you
        Sourdough Circle          20+  │  Bo 王小明         @bo.example.com       5h     3d                 spam
      """)
  }

  @Test func aNarrowScreenShowsOnePane() {
    expectScreen(
      draw(loaded(columns: 50, rows: 10)),
      """
       skydoor  @mara.example.com           23+ waiting
       Night Owls: 3 waiting · 1 of 3
        NAME       HANDLE       WAITED AGE    NOTES
      ▸ Ana Lima   @ana.exampl… 3d     3d     follows y…
        Bo 王小明  @bo.example… 5h     3d     spam
        �[2JCleo   @cleo.examp… 12m    3d


       x reject  a approve  u undo  ? help  q quit

      """)
  }

  @Test func asciiAloneDrawsNothingElse() {
    let text = draw(loaded(rows: 12), .ascii).text
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    expectScreen(
      text,
      """
       skydoor  @mara.example.com                              3 groups . 23+ waiting
       Your groups            | Night Owls: 3 waiting . 1 of 3
      > Night Owls         3 *|  NAME        HANDLE         WAITED AGE    NOTES
        48/50 . link on       |> Ana Lima    @ana.example.~ 3d     3d     follows you
        Sourdough Circle 20+  |  Bo ???      @bo.example.c~ 5h     3d     spam
        50/50 full . no link  |  ?[2JCleo    @cleo.example~ 12m    3d
        Bird walks         -  |
        10/50 . locked . link~|
                              |
                              |
       x reject  a approve  u undo  Enter open  r refresh  ? help  q quit

      """)
  }

  @Test func aHeldDecisionSaysHowToUndoIt() {
    var state = loaded()
    _ = reduce(&state, .command(.reject))
    #expect(draw(state).text.hasSuffix("\n Rejecting @ana.example.com, u to undo"))
    _ = reduce(&state, .command(.approve))
    #expect(
      draw(state).text.hasSuffix(
        "\n Approving @bo.example.com, u to undo (and 1 more on the way)"))
    let ids = state.pending.map(\.id)
    for id in ids { _ = reduce(&state, .holdElapsed(id)) }
    #expect(draw(state).text.hasSuffix("\n Approving @bo.example.com… (and 1 more)"))
    for id in ids { _ = reduce(&state, .decisionSettled(id, .done)) }
    #expect(draw(state).text.hasSuffix("\n Approved @bo.example.com."))
  }

  @Test func aFailedRowSaysWhy() {
    var state = loaded()
    _ = reduce(&state, .command(.reject))
    _ = reduce(&state, .decisionSettled(state.pending[0].id, .failed(.odd)))
    let frame = draw(state)
    #expect(frame.text.contains("✗ Ana Lima"))
    #expect(
      frame.runs(row: 3).contains {
        $0.style == .rowFailed && $0.text.hasPrefix("The service refused.")
      })
    #expect(
      frame.text.hasSuffix("\n @ana.example.com was not rejected. The service refused. Look again.")
    )
  }

  @Test func theSelectedRowIsMarkedByStyleAndByASign() {
    let frame = draw(loaded())
    #expect(frame.text.contains("│▸ Ana Lima"))
    #expect(frame.runs(row: 3).contains { $0.style == .rowSelected && $0.text.contains("Ana") })
    // The group is selected too, in the pane without the focus.
    #expect(frame.runs(row: 2).first?.style == .rowCurrent)
  }

  @Test func helpNamesEveryKeyOfItsPlace() {
    var state = loaded()
    _ = reduce(&state, .command(.help))
    expectScreen(
      draw(state),
      """
       skydoor  @mara.example.com                              3 groups · 23+ waiting
       Keys for the people waiting
        x               Reject the selected request
        a               Approve the selected request
        u               Take back the last decision that is still held
        Enter           Open: a group's people, or a person's details
        r               Ask the service again
        ?               Show or hide this help
        q ^c            Quit; what is held is sent first
        ^z              Suspend to the shell (fg brings the console back)
        ^l              Draw the screen again
        Tab S-Tab       Go to the other pane
        h ←             Go to the groups
        l →             Go to the people waiting
        j ↓             Move down
        k ↑             Move up
        g Home          Go to the first row
        G End           Go to the last row
        ^d PgDn         Move a page down
        ^u PgUp         Move a page up
        Esc             Close what is open, or go back

       Esc close  ? help  q quit  ^z suspend  ^l redraw

      """)
  }

  @Test func oneFullSizePerson() {
    var state = loaded(rows: 20)
    _ = reduce(&state, .command(.open))
    expectScreen(
      draw(state),
      """
       skydoor  @mara.example.com                              3 groups · 23+ waiting
      ── Ana Lima ────────────────────────────────────────────────────────────────────
       Handle    @ana.example.com

       Waiting   3 days, asked 2026-09-18 11:13 UTC

       Account   3 days, made 2026-09-18 14:13 UTC

       Relation  they follow you

       Labels    none

       DID       did:plc:ana

       Profile   https://bsky.app/profile/did:plc:ana

       Group     Night Owls: 48/50 · link on

       x reject  a approve  u undo  Esc close  r refresh  ? help  q quit  ^z suspend

      """)
  }

  @Test func anEmptyListNamesTheLinkByWhichPeopleAsk() {
    let state = State.loaded([], groups: [group("g1", name: "Night Owls")], columns: 100)
    #expect(draw(state).text.contains("Nobody is waiting."))
    #expect(draw(state).text.contains("People ask to join through https://bsky.app/chat/abc"))
  }

  @Test func anAccountWithoutGroupsIsToldWhatToDo() {
    var state = State.empty()
    _ = reduce(&state, .groupsAnswered(.success([])))
    #expect(draw(state).text.contains("This account owns no group chats."))
  }

  @Test func aServiceThatIsDownIsSaidWithTheCureAndTheKey() {
    var state = State.empty()
    _ = reduce(&state, .groupsAnswered(.failure(.down)))
    let text = draw(state).text
    #expect(text.contains("No connection."))
    #expect(text.contains("Check the network."))
    #expect(text.contains("Press r to try again."))
  }

  @Test func aSlowServiceIsSaidInTheStatusLine() {
    var state = loaded()
    _ = reduce(&state, .noticed(.waiting(since: start)))
    #expect(draw(state).text.hasSuffix("\n The service is slow: no answer since 14:13:20 UTC."))
  }

  @Test func keysThatCannotActAreDimmed() {
    let state = State.loaded(people, groups: groups, readOnly: true)
    let bar = draw(state).runs(row: 22)
    #expect(bar.first { $0.text.contains("reject") }?.style == .keyDisabled)
    #expect(bar.contains { $0.style == .keyName && $0.text == "r " })
  }

  @Test(arguments: [(1, 1), (2, 2), (5, 3), (20, 4), (71, 5), (72, 6), (500, 200)])
  func anySizeDrawsAFrameOfThatSize(_ columns: Int, _ rows: Int) {
    for action in [Action.command(.close), .command(.open), .command(.help)] {
      var state = loaded(columns: columns, rows: rows)
      _ = reduce(&state, action)
      let frame = draw(state)
      #expect(frame.columns == columns)
      #expect(frame.rows == rows)
    }
  }

  private func expectScreen(
    _ frame: Frame, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectScreen(frame.text, expected, sourceLocation: sourceLocation)
  }

  private func expectScreen(
    _ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(text == expected, sourceLocation: sourceLocation)
  }
}
