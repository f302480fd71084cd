import Canvas
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// What is on the screen, to the letter.
@Suite struct FrameTests {
  let groups = [
    group("g1", name: "Night Owls", pending: 3, unread: 2, members: 48),
    group("g2", name: "Sourdough Circle", pending: 21, capped: true, members: 50, link: nil),
    group("g3", name: "Bird walks", lock: .locked),
  ]
  let people = [
    request("ana", minutes: 4_500, displayName: "Ana Lima", followedBy: true),
    request("bo", minutes: 300, displayName: "Bo 王小明", labels: ["spam"]),
    request("cleo", minutes: 12, displayName: "\u{1B}[2JCleo\u{202E}"),
  ]

  func loaded(columns: Int = 80, rows: Int = 24) -> State {
    .loaded(people, groups: groups, columns: columns, rows: rows)
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
       Enter open  x reject  a approve  u undo  / filter  r refresh  ? help  q quit
       Connecting…
      """)
  }

  @Test func aListAtEightyColumns() {
    expectScreen(
      draw(loaded()),
      """
       skydoor  @mara.example.com                              3 groups · 23+ waiting
       Your groups            │ Night Owls: 3 waiting · 1 of 3
        All groups       23+ ●│   NAME      HANDLE            WAITED AGE NOTES
        3 groups in one queue │▸  Ana Lima  @ana.example.com  3d     3d  follows you
      ▸ Night Owls         3 ●│ ● Bo 王小明 @bo.example.com   5h     3d  spam
        48/50 · link on       │ ● �[2JCleo  @cleo.example.com 12m    3d
        Sourdough Circle 20+  │
        50/50 full · no link  │
        Bird walks         –  │
        10/50 · locked · link…│
                              │
                              │
                              │
                              │
                              │
                              │
                              │
                              │───────────────────────────────────────────────────────
                              │ @ana.example.com
                              │ asked 2026-09-18 11:13
                              │
                              │
       x reject  a approve  u undo  Space mark  / filter  Enter open  ? help  q quit

      """)
  }

  @Test func labelsAndRelationHaveTheirOwnColumnsWhereThereIsRoom() {
    let rows = draw(loaded(columns: 120, rows: 40)).text.split(separator: "\n").prefix(5)
    expectScreen(
      rows.joined(separator: "\n"),
      """
       skydoor  @mara.example.com                                                                      3 groups · 23+ waiting
       Your groups                     │ Night Owls: 3 waiting · 1 of 3
        All groups                23+ ●│   NAME       HANDLE             WAITED  AGE  RELATION     NOTES
        3 groups in one queue          │▸  Ana Lima   @ana.example.com   3d      3d   follows you
      ▸ Night Owls                  3 ●│ ● Bo 王小明  @bo.example.com    5h      3d                spam
      """)
  }

  /// Two hours ago, with more people in one group than were kept.
  var remembered: State {
    var state = State.empty()
    var groups = groups
    groups[1].pending = 1_340
    groups[1].pendingIsCapped = false
    _ = reduce(
      &state,
      .snapshotRead(
        Snapshot(
          groups: groups, groupsReadAt: start - 7_200,
          lists: [Snapshot.List(group: "g1", requests: people, readAt: start - 7_260)])))
    return state
  }

  @Test func whatIsRememberedSaysAsOfWhen() {
    expectScreen(
      draw(remembered),
      """
       skydoor  @mara.example.com             3 groups · 1343 waiting as of 12:13 UTC
       Groups as of 12:13 UTC │ All groups: 1343 waiting as of 12:12 UTC · 1 of 3
      ▸ All groups      1343 ●│   NAME   HANDLE        GROUP    WAITED AGE NOTES
        3 groups in one queue │▸  Ana L… @ana.example… Night O… 3d     3d  follows you
        Night Owls         3 ●│   Bo 王… @bo.example.… Night O… 5h     3d  spam
        48/50 · link on       │   �[2JC… @cleo.exampl… Night O… 12m    3d
        Sourdough Circ… 1340  │
        50/50 full · no link  │
        Bird walks         –  │
        10/50 · locked · link…│
                              │
                              │
                              │
                              │
                              │
                              │
                              │
                              │───────────────────────────────────────────────────────
                              │ @ana.example.com
                              │ asked 2026-09-18 11:13
                              │
                              │
       Enter open  x reject  a approve  u undo  / filter  r refresh  ? help  q quit
       Connecting…
      """)
  }

  @Test func whatIsRememberedSaysSoInASCII() {
    let text = draw(remembered, .ascii).text
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    expectScreen(
      text.split(separator: "\n").prefix(4).joined(separator: "\n"),
      """
       skydoor  @mara.example.com             3 groups . 1343 waiting as of 12:13 UTC
       Groups as of 12:13 UTC | All groups: 1343 waiting as of 12:12 UTC . 1 of 3
      > All groups      1343 *|   NAME   HANDLE        GROUP    WAITED AGE NOTES
        3 groups in one queue |>  Ana L~ @ana.example~ Night O~ 3d     3d  follows you
      """)
  }

  @Test func anotherDayIsNamed() {
    var state = remembered
    _ = reduce(&state, .clock(start + 86_400))
    expectScreen(
      draw(state).text.split(separator: "\n").prefix(3).joined(separator: "\n"),
      """
       skydoor  @mara.example.com            3 groups · 1343 waiting as of 2026-09-21
       Groups as of 2026-09-21│ All groups: 1343 waiting as of 2026-09-21 · 1 of 3
      ▸ All groups      1343 ●│   NAME   HANDLE        GROUP    WAITED AGE NOTES
      """)
  }

  @Test func whatIsRememberedIsReplacedListByList() {
    var state = remembered
    _ = reduce(&state, .command(.down))
    _ = reduce(&state, .groupsAnswered(.success(groups)))
    expectScreen(
      draw(state).text.split(separator: "\n").prefix(4).joined(separator: "\n"),
      """
       skydoor  @mara.example.com                              3 groups · 23+ waiting
       Your groups            │ Night Owls: 3 waiting as of 12:12 UTC · 1 of 3 · refr…
        All groups       23+ ●│   NAME      HANDLE            WAITED AGE NOTES
        3 groups in one queue │▸  Ana Lima  @ana.example.com  3d     3d  follows you
      """)
    _ = reduce(&state, .requestsArrived("g1", load: 1, people))
    _ = reduce(&state, .requestsEnded("g1", load: 1, nil))
    expectScreen(
      draw(state).text.split(separator: "\n").prefix(2).joined(separator: "\n"),
      """
       skydoor  @mara.example.com                              3 groups · 23+ waiting
       Your groups            │ Night Owls: 3 waiting · 1 of 3
      """)
  }

  @Test func whatIsRememberedStaysReadableWithTheReason() {
    var state = remembered
    _ = reduce(&state, .groupsAnswered(.failure(.down)))
    let lines = draw(state).text.split(separator: "\n", omittingEmptySubsequences: false)
    expectScreen(
      (lines.prefix(4) + lines.suffix(1)).joined(separator: "\n"),
      """
       skydoor  @mara.example.com             3 groups · 1343 waiting as of 12:13 UTC
       Groups as of 12:13 UTC │ All groups: 1343 waiting as of 12:12 UTC · 1 of 3 · n…
      ▸ All groups      1343 ●│   NAME   HANDLE        GROUP    WAITED AGE NOTES
        3 groups in one queue │▸  Ana L… @ana.example… Night O… 3d     3d  follows you
       No connection. Check the network. r tries again.
      """)
    // A group of which no list was kept says why there is none.
    _ = reduce(&state, .command(.last))
    #expect(draw(state).text.contains("Press r to try again."))
  }

  @Test func aGroupWhoseListWasNotKeptIsWaitedFor() {
    var state = remembered
    _ = reduce(&state, .command(.last))
    #expect(draw(state).text.contains("Asking the service who waits…"))
  }

  @Test func aNarrowScreenShowsOnePane() {
    expectScreen(
      draw(loaded(columns: 50, rows: 10)),
      """
       skydoor  @mara.example.com           23+ waiting
       Night Owls: 3 waiting · 1 of 3
         NAME   HANDLE            WAITED AGE NOTES
      ▸  Ana L… @ana.example.com  3d     3d  follows you
       ● Bo 王… @bo.example.com   5h     3d  spam
       ● �[2JC… @cleo.example.com 12m    3d


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
        All groups       23+ *|   NAME     HANDLE            WAITED AGE NOTES
        3 groups in one queue |>  Ana Lima @ana.example.com  3d     3d  follows you
      > Night Owls         3 *| * Bo ???   @bo.example.com   5h     3d  spam
        48/50 . link on       | * ?[2JCleo @cleo.example.com 12m    3d
        Sourdough Circle 20+  |
        50/50 full . no link  |
        Bird walks         -  |
        10/50 . locked . link~|
       x reject  a approve  u undo  Space mark  / filter  Enter open  ? help  q quit

      """)
  }

  @Test func aHeldDecisionSaysHowToUndoIt() {
    var state = loaded()
    _ = state.send(.command(.reject))
    #expect(draw(state).text.hasSuffix("\n Rejecting @ana.example.com, u to undo"))
    _ = state.send(.command(.approve))
    #expect(
      draw(state).text.hasSuffix(
        "\n Approving @bo.example.com, u to undo (and 1 more on the way)"))
    let ids = state.decisions.batches.map(\.id)
    for id in ids { _ = state.send(.holdElapsed(id)) }
    #expect(draw(state).text.hasSuffix("\n Approving @bo.example.com… (and 1 more)"))
    for id in ids { _ = state.settle(id, .done) }
    #expect(draw(state).text.hasSuffix("\n Approved @bo.example.com."))
  }

  @Test func aFailedRowSaysWhy() {
    var state = loaded()
    _ = state.send(.command(.reject))
    _ = state.settle(state.decisions.batches[0].id, .failed(.odd))
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
    #expect(frame.text.contains("│▸  Ana Lima"))
    #expect(frame.runs(row: 3).contains { $0.style == .rowSelected && $0.text.contains("Ana") })
    // The group is selected too, in the pane without the focus.
    #expect(frame.runs(row: 4).first?.style == .rowCurrent)
  }

  @Test func helpNamesEveryKeyOfItsPlace() {
    var state = loaded()
    _ = state.send(.command(.help))
    expectScreen(
      draw(state),
      """
       skydoor  @mara.example.com                              3 groups · 23+ waiting
       Keys for the people waiting (more: move up and down)
        x          Reject (all marked)         y          Copy the link
        a          Approve (all marked)        e          Note on the person
        u          Take back what is held      H          What was decided before
        Space      Mark, and go on             R          See what was interrupted
        /          Filter the list             r          Ask the service again
        Enter      Open what is selected       ?          Show or hide this help
        *          Mark all shown, or none     :          Find a command by its name
        c          Mark all of the burst       q ^c       Quit; held is sent first
        v          Mark from here to there     ^z         Suspend; fg comes back
        X          Reject and block in public  ^l         Draw the screen again
        .          Try again what failed       T          Show the next theme
        s          Sort by something else      Tab S-Tab  To the other pane
        S          Turn the order around       h ←        To the groups
        n          To the next match           l →        To the people waiting
        N          To the previous match       j ↓        Down
        L          Link, lock and members      k ↑        Up
        !          Shut the door in a raid     g Home     To the first row
        O          Open the door again         G End      To the last row
        M          Mark who came in the raid   ^d PgDn    A page down
        o          Show the link               ^u PgUp    A page up
       Esc close  j down  k up  g first  G last  ^d page down  ? help  q quit

      """)
  }

  @Test func oneFullSizePerson() {
    var state = loaded(rows: 20)
    _ = state.send(.command(.open))
    expectScreen(
      draw(state),
      """
       skydoor  @mara.example.com                              3 groups · 23+ waiting
      ── Ana Lima ────────────────────────────────────────────────────────────────────
       Handle    @ana.example.com
       Waiting   3 days, asked 2026-09-18 11:13 UTC
       Account   3 days, made 2026-09-18 14:13 UTC
       Relation  they follow you
       Bio       not known yet.
       Labels    none
       DID       did:plc:ana
       Profile   https://bsky.app/profile/did:plc:ana
       Group     Night Owls: 48/50 · link on







       x reject  a approve  u undo  Esc close  o link  y copy link  ? help  q quit

      """)
  }

  @Test func anEmptyListNamesTheLinkByWhichPeopleAsk() {
    let state = State.loaded([], groups: [group("g1", name: "Night Owls")], columns: 100)
    #expect(draw(state).text.contains("Nobody is waiting."))
    #expect(draw(state).text.contains("People ask to join through https://bsky.app/chat/abc"))
  }

  @Test func anAccountWithoutGroupsIsToldWhatToDo() {
    var state = State.empty()
    _ = state.send(.groupsAnswered(.success([])))
    #expect(draw(state).text.contains("This account owns no group chats."))
  }

  @Test func aServiceThatIsDownIsSaidWithTheCureAndTheKey() {
    var state = State.empty()
    _ = state.send(.groupsAnswered(.failure(.down)))
    let text = draw(state).text
    #expect(text.contains("No connection."))
    #expect(text.contains("Check the network."))
    #expect(text.contains("Press r to try again."))
  }

  @Test func aSlowServiceIsSaidInTheStatusLine() {
    var state = loaded()
    _ = state.send(.noticed(.waiting(since: start)))
    #expect(draw(state).text.hasSuffix("\n The service is slow: no answer since 14:13:20 UTC."))
  }

  @Test func keysThatCannotActAreDimmed() {
    let state = State.loaded(people, groups: groups, readOnly: true)
    let bar = draw(state).runs(row: 22)
    #expect(bar.first { $0.text.contains("reject") }?.style == .keyDisabled)
    #expect(bar.contains { $0.style == .keyName && $0.text == "/ " })
  }

  @Test(arguments: [(1, 1), (2, 2), (5, 3), (20, 4), (71, 5), (72, 6), (500, 200)])
  func anySizeDrawsAFrameOfThatSize(_ columns: Int, _ rows: Int) {
    for action in [Action.command(.close), .command(.open), .command(.help)] {
      var state = loaded(columns: columns, rows: rows)
      _ = state.send(action)
      let frame = draw(state)
      #expect(frame.columns == columns)
      #expect(frame.rows == rows)
    }
  }

  /// On the narrowest there is no place for the reason.
  @Test(arguments: 1...12) func aFailedRowDrawsAtAnyWidth(_ columns: Int) {
    var state = loaded(columns: columns, rows: 8)
    state.focus = .requests
    _ = state.send(.command(.reject))
    _ = state.settle(state.decisions.batches[0].id, .failed(.odd))
    #expect(!state.selectedList.failures.isEmpty)
    #expect(draw(state).columns == columns)
  }

  func expectScreen(
    _ frame: Frame, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectScreen(frame.text, expected, sourceLocation: sourceLocation)
  }

  func expectScreen(
    _ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(text == expected, sourceLocation: sourceLocation)
  }
}
