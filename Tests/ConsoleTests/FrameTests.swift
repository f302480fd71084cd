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
      @@connecting@@
      """)
  }

  @Test func aListAtEightyColumns() {
    expectScreen(
      draw(loaded()),
      """
      @@list@@
      """)
  }

  @Test func labelsAndRelationHaveTheirOwnColumnsWhereThereIsRoom() {
    let rows = draw(loaded(columns: 120, rows: 40)).text.split(separator: "\n").prefix(5)
    expectScreen(
      rows.joined(separator: "\n"),
      """
      @@wide@@
      """)
  }

  @Test func aNarrowScreenShowsOnePane() {
    expectScreen(
      draw(loaded(columns: 50, rows: 10)),
      """
      @@narrow@@
      """)
  }

  @Test func asciiAloneDrawsNothingElse() {
    let text = draw(loaded(rows: 12), .ascii).text
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    expectScreen(
      text,
      """
      @@ascii@@
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
    #expect(frame.runs(row: 3).contains { $0.style == .rowFailed && $0.text.hasPrefix("The service refused.") })
    #expect(
      frame.text.hasSuffix("\n @ana.example.com was not rejected. The service refused. Look again."))
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
      @@help@@
      """)
  }

  @Test func oneFullSizePerson() {
    var state = loaded(rows: 20)
    _ = reduce(&state, .command(.open))
    expectScreen(
      draw(state),
      """
      @@detail@@
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
    let name = expected.replacingOccurrences(of: "@", with: "")
    try! text.write(toFile: "/tmp/frame_\(name)", atomically: true, encoding: .utf8)
  }
}
