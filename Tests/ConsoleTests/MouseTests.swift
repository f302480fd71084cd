import Canvas
import Config
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// What the wheel and a click do, wherever they are.
@Suite struct MouseTests {
  private let groups = [
    group("g1", name: "Night Owls", pending: 40), group("g2", name: "Bread", pending: 2),
    group("g3", name: "Birds"),
  ]

  /// Forty people; the selection is on the first.
  private func crowded(_ focus: Pane = .requests, columns: Int = 80) -> State {
    var state = State.loaded(
      (0..<40).map { request("p\($0)", minutes: Double(1000 - $0)) }, groups: groups,
      columns: columns)
    state.focus = focus
    return state
  }

  private func click(_ row: Int, _ column: Int) -> Action {
    .mouse(MouseEvent(.click, at: Frame.Position(row: row, column: column)))
  }

  private func wheel(_ gesture: MouseEvent.Gesture, _ row: Int, _ column: Int) -> Action {
    .mouse(MouseEvent(gesture, at: Frame.Position(row: row, column: column)))
  }

  /// A group takes two lines, so that one may be left over.
  @Test func aLineThatNoGroupFitsIsNone() {
    var state = State.withGroups((0..<20).map { group("g\($0)") }, rows: 25)
    let before = state.groups.cursor
    state.expect(click(22, 5))
    #expect(state.groups.cursor == before)
    _ = state.send(click(20, 5))
    #expect(state.groups.cursor.index == 9)
  }

  /// Where a text begins on the screen.
  private func place(of text: String, in state: State) throws -> (row: Int, column: Int) {
    let frame = draw(state)
    for row in 0..<frame.rows {
      let line = frame.runs(row: row).map(\.text).joined()
      if let range = line.range(of: text) { return (row, line[..<range.lowerBound].count) }
    }
    throw Missing(text: text)
  }

  private struct Missing: Error { let text: String }

  // MARK: where it is

  /// A click on whatever row shows somebody is a click on that person.
  @Test(arguments: [(80, 24), (120, 40), (60, 12), (44, 6)])
  func aRowIsWhereItIsDrawn(columns: Int, rows: Int) throws {
    var state = crowded(columns: columns)
    _ = state.send(.resized(Size(columns: columns, rows: rows)))
    for _ in 0..<9 { _ = state.send(.command(.down)) }
    let frame = draw(state)
    let first = state.requests.list.cursor.offset
    for index in first..<first + state.layout.requestsShown {
      let name = try #require(state.request(state.requests.list.rows[index])).person.handle
        .description
      let row = try #require(
        (0..<frame.rows).first {
          frame.runs(row: $0).map(\.text).joined().contains("@\(name.prefix(4))")
        })
      #expect(
        state.target(at: .init(row: row, column: columns - 1)) == .pane(.requests, row: index))
    }
  }

  @Test func besideTheRowsThereIsNone() throws {
    let state = State.loaded([request("ana")], groups: groups)
    let position = { Frame.Position(row: $0, column: $1) }
    #expect(state.target(at: position(0, 3)) == nil)
    #expect(state.target(at: position(1, 40)) == .pane(.requests, row: nil))
    #expect(state.target(at: position(2, 40)) == .pane(.requests, row: nil))
    #expect(state.target(at: position(3, 40)) == .pane(.requests, row: 0))
    #expect(state.target(at: position(4, 40)) == .pane(.requests, row: nil))
    // The line between the panes, the summary, the last line, and what is no place at all.
    #expect(state.target(at: position(5, 24)) == nil)
    #expect(state.target(at: position(19, 40)) == nil)
    #expect(state.target(at: position(23, 3)) == nil)
    #expect(state.target(at: position(99, 3)) == nil)
    #expect(state.target(at: position(3, 300)) == nil)
    // Both rows of a group are the group.
    #expect(state.target(at: position(1, 3)) == .pane(.groups, row: nil))
    #expect(state.target(at: position(4, 3)) == .pane(.groups, row: 1))
    #expect(state.target(at: position(5, 3)) == .pane(.groups, row: 1))
    #expect(state.target(at: position(9, 3)) == .pane(.groups, row: 3))
    #expect(state.target(at: position(10, 3)) == .pane(.groups, row: nil))
  }

  @Test(arguments: [GlyphSet.unicode, .ascii])
  func aKeyIsWhereItIsDrawn(_ glyphSet: GlyphSet) throws {
    for focus in [Pane.groups, .requests] {
      let state = crowded(focus)
      let bar = draw(state, glyphSet).text.split(
        separator: "\n", omittingEmptySubsequences: false)[22]
      for binding in state.keymap.bindings(in: state.context) {
        let name = "\(binding.chords[0]) \(binding.command.title)"
        guard let range = bar.range(of: " \(name)  ") ?? bar.range(of: " \(name)") else { continue }
        let start = bar[..<range.lowerBound].count + 1
        for column in [start, start + name.count - 1] {
          #expect(state.target(at: .init(row: 22, column: column)) == .key(binding.command))
        }
        #expect(state.target(at: .init(row: 22, column: start - 1)) != .key(binding.command))
        #expect(
          state.target(at: .init(row: 22, column: start + name.count)) != .key(binding.command))
      }
    }
  }

  // MARK: clicks

  @Test func aClickSelectsAndASecondOneOpens() {
    var state = crowded()
    state.expect(click(7, 40)) {
      $0.requests.list.cursor.index = 4
      $0.requests.list.isTouched = true
    }
    #expect(state.selectedName == "p4")
    state.expect(click(7, 70)) { $0.screen = .detail }
    // What is open is not clicked at.
    state.expect(click(7, 70))
  }

  @Test func aClickGoesToThePane() {
    var state = crowded(.groups)
    // The first person is selected already, but the pane has not the focus.
    state.expect(click(3, 40)) {
      $0.focus = .requests
      $0.requests.list.isTouched = true
    }
    state.expect(click(3, 40)) { $0.screen = .detail }
    _ = state.send(.command(.close))
    _ = state.send(click(1, 3))
    #expect(state.focus == .groups)
    #expect(state.selectedGroup?.id == "g1")
  }

  @Test func aClickOnAGroupShowsItsPeople() {
    var state = crowded()
    _ = state.send(click(6, 5))
    #expect(state.focus == .groups)
    #expect(state.selectedGroup?.id == "g2")
    _ = state.send(click(7, 5))
    #expect(state.focus == .requests)
  }

  @Test func aClickDecidesAboutNobody() throws {
    let start = crowded()
    for row in 0..<22 {
      for column in stride(from: 0, to: 80, by: 3) {
        var state = start
        for _ in 0..<3 {
          let effects = state.send(click(row, column))
          #expect(!effects.contains { if case .record = $0 { true } else { false } })
        }
        #expect(state.decisions.batches.isEmpty)
        #expect(state.question == nil)
      }
    }
  }

  @Test func aRangeGoesToWhereTheClickIs() {
    var state = crowded()
    _ = state.send(.command(.markRange))
    _ = state.send(click(6, 40))
    #expect(state.markedNames == ["p0", "p1", "p2", "p3"])
  }

  @Test func aClickEndsAChord() {
    var state = crowded()
    _ = state.send(.chordBegun(Chord(.character("g"))))
    _ = state.send(click(0, 0))
    #expect(state.status.chord == nil)
  }

  // MARK: the key bar

  @Test func aClickOnAKeyIsThatKey() throws {
    for (text, command) in [("x reject", Command.reject), ("? help", .help), ("/ filter", .filter)]
    {
      var clicked = crowded()
      var pressed = clicked
      let (row, column) = try place(of: text, in: clicked)
      let effects = clicked.send(click(row, column))
      #expect(effects == pressed.send(.command(command)))
      #expect(clicked == pressed)
    }
  }

  @Test func aKeyThatCannotActSaysWhy() throws {
    var state = crowded()
    let (row, column) = try place(of: "u undo", in: state)
    state.expect(click(row, column)) {
      $0.message = Message("Nothing to undo: no decision is held.", refusing: .undo)
    }
  }

  @Test func aQuestionIsAnsweredByItsKeysAlone() throws {
    var state = crowded()
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.reject))
    let asked = state
    for row in 0..<22 { for column in [3, 40] { state.expect(click(row, column)) } }
    state.expect(wheel(.wheelDown, 5, 40))
    #expect(state == asked)
    let (row, column) = try place(of: "n no", in: state)
    state.expect(click(row, column)) { $0.modal = nil }
  }

  @Test func whereALineIsTypedThereAreNoKeys() throws {
    let column = try place(of: "x reject", in: crowded()).column
    for command in [Command.filter, .note, .palette] {
      var state = crowded()
      _ = state.send(.command(command))
      state.expect(click(22, column))
    }
  }

  // MARK: the wheel

  @Test func theWheelScrollsTheListUnderIt() {
    var state = crowded()
    _ = state.send(wheel(.wheelDown, 9, 40))
    #expect(state.requests.list.cursor.offset == 3)
    #expect(state.selectedName == "p3")
    // The selection stays on its person as long as that is in sight.
    _ = state.send(wheel(.wheelUp, 9, 40))
    #expect(state.requests.list.cursor.offset == 0)
    #expect(state.selectedName == "p3")
    state.expect(wheel(.wheelUp, 9, 40))
    for _ in 0..<100 { _ = state.send(wheel(.wheelDown, 9, 40)) }
    let shown = state.layout.requestsShown
    #expect(state.requests.list.cursor.offset == 40 - shown)
    #expect(state.requests.list.cursor.index == 40 - shown)
    _ = state.send(.command(.last))
    _ = state.send(wheel(.wheelUp, 9, 40))
    #expect(state.requests.list.cursor.offset == 40 - shown - 3)
    #expect(state.selectedName == "p36")
  }

  @Test func theWheelLeavesTheFocusWhereItIs() {
    var state = crowded(.groups)
    _ = state.send(wheel(.wheelDown, 9, 40))
    #expect(state.focus == .groups)
    #expect(state.requests.list.cursor.offset == 3)
  }

  @Test func aListThatIsShownWholeDoesNotScroll() {
    var state = crowded()
    state.expect(wheel(.wheelDown, 5, 3))
    state = State.loaded([request("a"), request("b")])
    let selected = state.selectedName
    _ = state.send(wheel(.wheelDown, 5, 40))
    #expect(state.selectedName == selected)
    #expect(state.requests.list.cursor.offset == 0)
  }

  @Test func theGroupsScroll() {
    let many = (0..<30).map { group("g\($0)", pending: 1) }
    var state = State.withGroups(many)
    _ = state.send(wheel(.wheelDown, 5, 3))
    #expect(state.groups.cursor.offset == 3)
    #expect(state.groups.cursor.index == 3)
    // "All groups" is the first.
    #expect(state.selectedGroup?.id == "g2")
  }

  @Test func theHelpScrollsToItsEndAndNotBeyond() {
    var state = crowded(columns: 39)
    _ = state.send(.command(.help))
    state.expect(wheel(.wheelDown, 5, 3)) { $0.screen = .help(first: 3, over: .panes) }
    for _ in 0..<50 { _ = state.send(wheel(.wheelDown, 5, 3)) }
    let end = state
    _ = state.send(.command(.down))
    #expect(state == end)
    _ = state.send(wheel(.wheelUp, 5, 3))
    #expect(draw(state) != draw(end))
    for _ in 0..<50 { _ = state.send(wheel(.wheelUp, 5, 3)) }
    #expect(state.screen == .help(first: 0, over: .panes))
  }

  @Test func inTheDetailsTheWheelGoesToTheNextPerson() {
    var state = crowded()
    _ = state.send(.command(.open))
    var other = state
    _ = state.send(wheel(.wheelDown, 5, 3))
    _ = other.send(.command(.down))
    #expect(state == other)
    #expect(state.selectedName == "p1")
    _ = state.send(wheel(.wheelUp, 5, 3))
    #expect(state.selectedName == "p0")
  }

  @Test func thePaletteScrollsAndAClickChoosesInIt() {
    var state = crowded()
    _ = state.send(.command(.palette))
    let top = state.layout.palette.row
    _ = state.send(wheel(.wheelDown, top + 2, 3))
    #expect(state.palette?.cursor.offset == 3)
    // Nothing is done by it, however often.
    for _ in 0..<3 { state.expect(click(top + 3, 3)) { $0.palette?.cursor.index = 5 } }
    state.expect(click(top, 3))
    state.expect(click(top - 1, 40))
    state.expect(wheel(.wheelDown, top - 1, 40))
  }

  @Test func theHistoryScrollsSelectsAndOpens() {
    var state = crowded()
    _ = state.send(.command(.history))
    let rows = (0..<40).map { id in
      JournalEntry(
        id: 100 - Int64(id), DecisionDraft(.reject, request("q\(id)"), groupName: "Night Owls"),
        status: .done, decidedAt: start)
    }
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success(rows)))
    _ = state.send(wheel(.wheelDown, 9, 3))
    #expect(state.history?.list.cursor.offset == 3)
    #expect(state.history?.selected?.id == 97)
    // Below the title, the heading and the names of the columns.
    _ = state.send(click(4, 3))
    #expect(state.history?.selected?.id == 96)
    #expect(state.history?.isOpen == false)
    state.expect(click(2, 3))
    _ = state.send(click(4, 3))
    #expect(state.history?.isOpen == true)
    _ = state.send(wheel(.wheelDown, 9, 3))
    #expect(state.history?.selected?.id == 95)
    state.expect(click(4, 3))
  }

  @Test func whoHasLeftIsTakenAwayOnceTheSelectionGoesOn() {
    var state = crowded()
    let page = LivePage(
      events: [.ended(request("p0").id, .withdrawn)], cursor: "c2", hasMore: false)
    _ = state.send(.logAnswered(.success(page)))
    _ = state.send(.clock(start + 60))
    _ = state.send(click(7, 40))
    #expect(state.selectedName == "p4")
    #expect(!state.names.contains("p0"))
  }
}
