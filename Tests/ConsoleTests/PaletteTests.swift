import Canvas
import Config
import Foundation
import Glibc
import Testing

@testable import Console

/// Finding a command by its name.
@Suite struct PaletteTests {
  private let young = NamedFilter(
    name: "Young accounts", expression: "age < 4d", key: .character("1"))

  private func loaded(rows: Int = 24, readOnly: Bool = false) -> State {
    var state = State(
      account: "mara.example.com",
      settings: Settings(readOnly: readOnly, keymap: Keymap.standard.adding(filters: [young])),
      now: start, size: Size(columns: 80, rows: rows))
    _ = reduce(&state, .opened)
    _ = reduce(&state, .logAnswered(.success(.quiet)))
    _ = reduce(&state, .groupsAnswered(.success([group("g1", name: "Night Owls", pending: 2)])))
    state.answer("g1", load: 1, [request("ana", minutes: 20), request("bo")])
    return state
  }

  private func searching(_ text: String, rows: Int = 24, readOnly: Bool = false) -> State {
    var state = loaded(rows: rows, readOnly: readOnly)
    _ = state.send(.command(.palette))
    for character in text { _ = state.send(.typed(.character(character))) }
    return state
  }

  private func found(_ text: String) -> [String] { searching(text).paletteEntries.map(\.name) }

  // MARK: opening and closing

  @Test func itOpensEmptyAndTakesTheKeys() {
    var state = loaded()
    #expect(state.action(for: .character(":")) == .command(.palette))
    state.expect(.command(.palette)) { $0.palette = CommandPalette() }
    #expect(state.context == .prompt)
    #expect(state.action(for: .character("x")) == .typed(.character("x")))
    state.expect(.typed(.character("x"))) { $0.palette?.line = LineEditor("x") }
  }

  @Test(arguments: [Key.escape, .control("c"), .control("g")])
  func itClosesWithoutATrace(_ key: Key) {
    var state = searching("rej")
    state.expect(.typed(key)) { $0.palette = nil }
    #expect(state == loaded())
  }

  @Test func beforeAnythingIsTypedThereIsEverythingThatMakesSense() {
    let state = searching("")
    let names = state.paletteEntries.map(\.name)
    #expect(
      names == Keymap.standard.commands(in: .requests).filter { $0 != .palette }.map(\.name)
        + ["Young accounts"])
    var inDetail = loaded()
    _ = inDetail.send(.command(.open))
    _ = inDetail.send(.command(.palette))
    let there = inDetail.paletteEntries.map(\.name)
    #expect(there.contains("reject"))
    #expect(!there.contains("mark") && !there.contains("Young accounts"))
  }

  // MARK: finding

  @Test(arguments: [
    ("reject", "reject"), ("rb", "reject-and-block"), ("block", "reject-and-block"),
    ("und", "undo"), ("hist", "history"), ("copy", "copy-link"), ("cpl", "copy-link"),
    ("nm", "next-match"), ("mar", "mark"), ("MARK", "mark"), ("mark all", "mark-all"),
    ("all mark", "mark-all"),
    ("burst", "mark-burst"), ("young", "Young accounts"), ("filter young", "Young accounts"),
    ("quit", "quit"), ("interrupted", "leftovers"), ("fil", "filter"),
  ])
  func theBestMatchIsFirst(_ text: String, _ name: String) {
    #expect(found(text).first == name)
  }

  @Test func lettersHaveToBeThereInTheirOrder() {
    #expect(found("tcejer").isEmpty)
    #expect(found("reject zzz").isEmpty)
    #expect(FuzzySearch("ab").score(["ba"]) == nil)
    #expect(FuzzySearch("").score(["ab"]) == 0)
  }

  @Test(arguments: [
    ("b", "and block", "l", "and block"), ("blo", "block", "blk", "block"),
    ("a", "a b", "b", "a b"), ("mark", "mark", "mark", "mark all of the burst"),
    // The best way to find the letters is taken, not the first.
    ("rb", "rubber red-black", "rb", "rubber"),
  ])
  func startsOfWordsAndRunsCountMore(
    _ word: String, _ text: String, _ other: String, _ otherText: String
  ) throws {
    let score = try #require(FuzzySearch(word).score([text]))
    let otherScore = try #require(FuzzySearch(other).score([otherText]))
    #expect(score > otherScore)
  }

  // MARK: choosing

  @Test func upAndDownChooseAndTypingStartsOver() {
    var state = searching("re")
    _ = state.send(.typed(.down))
    _ = state.send(.typed(.down))
    #expect(state.palette?.cursor.index == 2)
    _ = state.send(.typed(.up))
    #expect(state.palette?.cursor.index == 1)
    _ = state.send(.typed(.left))
    #expect(state.palette?.cursor.index == 1)
    _ = state.send(.typed(.character("j")))
    #expect(state.palette?.cursor.index == 0)
    _ = state.send(.typed(.up))
    #expect(state.palette?.cursor.index == 0)
    for _ in 0..<200 { _ = state.send(.typed(.down)) }
    #expect(state.palette?.cursor.index == state.paletteEntries.count - 1)
  }

  @Test func enterDoesWhatIsChosen() {
    var state = searching("reject")
    let ana = request("ana", minutes: 20)
    let effects = state.send(.typed(.enter))
    var other = loaded()
    #expect(effects == other.send(.command(.reject)))
    #expect(effects.count == 2)
    #expect(state == other)
    #expect(state.decisions.batches.first?.subjects.map(\.id) == [ana.id])
  }

  @Test func enterPutsAFilterInForce() {
    var state = searching("young")
    _ = state.send(.typed(.enter))
    #expect(state.palette == nil)
    #expect(state.requests.list.filter.text == "age < 4d")
  }

  @Test func whatCannotActSaysWhyAndDoesNothing() {
    var state = searching("undo")
    #expect(state.paletteEntries.first?.reason == "Nothing to undo: no decision is held.")
    state.expect(.typed(.enter))
    #expect(draw(state).text.hasSuffix("\n Nothing to undo: no decision is held."))
  }

  @Test func enterOnNothingDoesNothing() {
    var state = searching("qqqq")
    state.expect(.typed(.enter))
    #expect(draw(state).text.hasSuffix("\n No command is found by this."))
  }

  @Test func aQuestionThatComesIsAnsweredFirst() {
    var state = searching("re")
    state.modal = .decision(Question(verdict: .reject, memberships: []))
    #expect(state.context == .question)
  }

  @Test func leavingClosesIt() {
    var state = searching("")
    state.palette = nil
    _ = state.send(.command(.reject))
    _ = state.send(.command(.palette))
    _ = state.send(.terminated(signal: 15))
    #expect(state.palette == nil)
  }

  // MARK: the screen

  @Test func atEightyColumns() {
    #expect(
      draw(searching("re", readOnly: true)).text == """
         skydoor  @mara.example.com  read-only                      1 group · 2 waiting
         Your groups            │ Night Owls: 2 waiting · 1 of 2
        ▸ Night Owls         2  │   HANDLE            WAITED  AGE
          10/50 · link on       │▸  @ana.example.com  20m     3d
                                │   @bo.example.com   10m     3d
                                │
                                │
                                │
        ── Commands: 20 ────────────────────────────────────────────────────────────────
        ▸ reject             x            Decisions are off: the console was started wi…
          retry              .            Decisions are off: the console was started wi…
          reverse            S            Turn the order around
          refresh            r            Ask the service again
          redraw             ^l           Draw the screen again
          requests-pane      l →          To the people waiting
          reject-and-block   X            Decisions are off: the console was started wi…
          mark-range         v            Mark from here to there
          previous-match     N            Nothing to look for yet: a filter says what.
          sort               s            Sort by something else
          history            H            What was decided before
          approve            a            Decisions are off: the console was started wi…
          leftovers          R            Nothing was interrupted.
         Command: re
         Decisions are off: the console was started with --read-only.
        """)
  }

  @Test func inASCII() {
    let text = draw(searching("mar", rows: 12), .ascii).text
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(
      text == """
         skydoor  @mara.example.com                                 1 group . 2 waiting
         Your groups            | Night Owls: 2 waiting . 1 of 2
        > Night Owls         2  |   HANDLE            WAITED  AGE
          10/50 . link on       |>  @ana.example.com  20m     3d
        -- Commands: 7 -----------------------------------------------------------------
        > mark               Space        Mark, and go on
          mark-all           *            Mark all shown, or none
          mark-burst         c            The selected person belongs to no burst.
          mark-range         v            Mark from here to there
          mark-raid          M            Nobody who waits came in a raid.
         Command: mar
         Enter does it . ^ v choose . Esc closes
        """)
  }

  @Test func whatCannotActIsDim() {
    let state = searching("re", readOnly: true)
    let frame = draw(state)
    #expect(frame.runs(row: 10).contains { $0.style == .rowDim })
  }

  @Test func theSelectedOneIsAlwaysInSight() {
    var state = searching("")
    for _ in 0..<30 { _ = state.send(.typed(.down)) }
    let name = state.paletteEntries[30].name
    #expect(draw(state).text.contains("▸ \(name)"))
    _ = state.send(.resized(Size(columns: 40, rows: 8)))
    #expect(draw(state).text.contains("▸ \(name)"))
  }

  @Test(arguments: [(1, 1), (2, 2), (5, 3), (20, 4), (71, 5), (72, 6), (500, 200)])
  func anySizeDrawsAFrameOfThatSize(_ columns: Int, _ rows: Int) {
    var state = searching("re")
    _ = state.send(.resized(Size(columns: columns, rows: rows)))
    let frame = draw(state)
    #expect(frame.columns == columns && frame.rows == rows)
  }
}
