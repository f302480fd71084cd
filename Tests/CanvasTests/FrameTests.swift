import Fuzzing
import Testing

@testable import Canvas

@Suite struct FrameTests {
  @Test func newFrameIsBlank() {
    let frame = Frame(columns: 3, rows: 2)
    #expect(frame.text == "\n")
    #expect(Array(frame[1]) == Array(repeating: Cell(.blank, style: .base), count: 3))
    #expect(frame.cursor == nil)
    #expect(Frame(columns: -1, rows: -1).text == "")
  }

  @Test func framesCompareByCellsAndCursor() {
    var a = Frame(columns: 4, rows: 1)
    var b = a
    #expect(a == b)
    a.put("x", row: 0, column: 0, style: .base)
    #expect(a != b)
    b.put("x", row: 0, column: 0, style: .title)
    #expect(a != b)
    b = a
    b.cursor = Frame.Position(row: 0, column: 1)
    #expect(a != b)
    b = a
    b.put("x", row: 0, column: 0, style: .base, link: Link("https://bsky.app/"))
    #expect(a != b)
    b = a
    b.title = SafeText("skydoor")
    #expect(a != b)
  }

  @Test func aLinkIsBehindAllOfItsTextAndNothingElse() {
    let link = Link("https://bsky.app/chat/abc")
    var frame = Frame(columns: 8, rows: 1)
    frame.put("a日bcdef", row: 0, column: 1, width: 6, style: .base, link: link)
    #expect(frame.text == " a日bc…")
    #expect(frame.links(row: 0).keys.sorted() == Array(1...6))
    #expect(frame.links(row: 0).values.allSatisfy { $0 == link })
    // What is drawn over it has none.
    frame.put("x", row: 0, column: 2, style: .base)
    frame.fill(row: 0, column: 4, columns: 2, style: .base)
    #expect(frame.links(row: 0).keys.sorted() == [1, 3, 6])
  }

  @Test(arguments: [
    Put("abc", at: 0, gives: "abc", using: 3),
    Put("abc", at: 5, gives: "     abc", using: 3),
    Put("abcd", at: 5, gives: "     ab…", using: 3),
    Put("abc", at: 7, gives: "       …", using: 1),
    Put("abc", at: 8, gives: "", using: 0),
    Put("abc", at: .max, gives: "", using: 0),
    Put("abc", at: -1, gives: "bc", using: 3),
    Put("abc", at: -5, gives: "", using: 3),
    Put("abc", at: .min, gives: "", using: 0),
    Put("abcdef", at: 1, width: 4, gives: " abc…", using: 4),
    Put("abcd", at: 1, width: 4, gives: " abcd", using: 4),
    Put("abc", at: 1, width: 0, gives: "", using: 0),
    Put("abc", at: 1, width: -2, gives: "", using: 0),
    Put("abcdef", at: 4, width: .max, gives: "    abc…", using: 4),
    Put("日本", at: 0, gives: "日本", using: 4),
    Put("日本", at: 0, width: 3, gives: "日…", using: 3),
    Put("日本語", at: 0, width: 4, gives: "日…", using: 4),
    Put("日", at: -1, gives: "", using: 2),
    Put("日本", at: -1, gives: " 本", using: 4),
    Put("日", at: 7, gives: "       …", using: 1),
    Put("7", at: 1, width: 3, aligned: .trailing, gives: "   7", using: 1),
    Put("12345", at: 1, width: 3, aligned: .trailing, gives: " 12…", using: 3),
    Put("42", at: 6, width: 5, aligned: .trailing, gives: "      42", using: 2),
    Put("日", at: 0, width: 5, aligned: .trailing, gives: "   日", using: 2),
    Put("\u{1B}[2J", at: 0, gives: "\u{FFFD}[2J", using: 4),
  ])
  func textIsCutToItsColumnsAndClippedAtTheEdges(_ put: Put) {
    var frame = Frame(columns: 8, rows: 1)
    let used = frame.put(
      put.text, row: 0, column: put.column, width: put.width, aligned: put.aligned, style: .row)
    #expect(frame.text == put.result)
    #expect(used == put.used)
    #expect(isSound(frame), "\(frame.text)")
  }

  struct Put: Sendable, CustomTestStringConvertible {
    let text: String
    let column: Int
    let width: Int?
    let aligned: Alignment
    let result: String
    let used: Int

    init(
      _ text: String, at column: Int, width: Int? = nil, aligned: Alignment = .leading,
      gives result: String, using used: Int
    ) {
      self.text = text
      self.column = column
      self.width = width
      self.aligned = aligned
      self.result = result
      self.used = used
    }

    var testDescription: String { "\(text) at \(column), width \(width ?? -1), \(aligned)" }
  }

  @Test func rowsOutsideAreClipped() {
    var frame = Frame(columns: 4, rows: 1)
    for row in [-1, 1, Int.min, Int.max] {
      #expect(frame.put("abc", row: row, column: 0, style: .row) == 3)
    }
    frame.fill(row: 5, column: 0, rows: .max, columns: .max, style: .title)
    #expect(frame == Frame(columns: 4, rows: 1))
  }

  @Test
  func whatCoversHalfOfAWideClusterBlanksTheOtherHalf() {
    var frame = Frame(columns: 6, rows: 1)
    frame.put("日本語", row: 0, column: 0, style: .row)
    frame.put("x", row: 0, column: 1, style: .title)
    #expect(frame.text == " x本語")
    frame.put("y", row: 0, column: 2, style: .title)
    #expect(frame.text == " xy 語")
    frame.put("日", row: 0, column: 3, style: .row)
    #expect(frame.text == " xy日")
    frame.fill(row: 0, column: 4, columns: 1, style: .row)
    #expect(frame.text == " xy")
    #expect(isSound(frame), "\(frame.text)")
  }

  @Test func cutTextCoversAllOfItsColumns() {
    var frame = Frame(columns: 8, rows: 1)
    frame.put("........", row: 0, column: 0, style: .base)
    frame.put("日本語", row: 0, column: 1, width: 4, style: .row)
    #expect(frame.text == ".日… ...")
    #expect(frame.runs(row: 0).map(\.style) == [.base, .row, .base])
  }

  @Test func shorterTextLeavesTheRestAlone() {
    var frame = Frame(columns: 6, rows: 1)
    frame.put("......", row: 0, column: 0, style: .base)
    frame.put("ab", row: 0, column: 1, width: 4, aligned: .trailing, style: .row)
    #expect(frame.text == "...ab.")
  }

  @Test func runsJoinCellsOfAStyle() {
    var frame = Frame(columns: 7, rows: 2)
    frame.put("日", row: 1, column: 1, style: .rowHandle)
    frame.put("x", row: 1, column: 3, style: .rowHandle)
    let runs = frame.runs(row: 1)
    #expect(runs.map(\.style) == [.base, .rowHandle, .base])
    #expect(runs.map(\.text) == [" ", "日x", "   "])
  }

  @Test func linesFollowTheRepertoire() {
    var frame = Frame(columns: 4, rows: 3, glyphSet: .ascii)
    frame.horizontalLine(row: 1, column: -2, columns: 5, style: .border)
    frame.verticalLine(row: 0, column: 3, rows: 9, style: .border)
    frame.put("Zoë…", row: 0, column: 0, width: 3, style: .base)
    #expect(frame.text == "Zo~|\n---|\n   |")
  }

  @Test(arguments: 0..<6)
  func noOrderOfDrawingTearsAClusterOrARow(seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    var frame = Frame(columns: 24, rows: 4)
    let styles = Style.allCases
    for _ in 0..<1_500 {
      let row = Int.random(in: -2...5, using: &generator)
      let column = Int.random(in: -8...30, using: &generator)
      let count = Int.random(in: -2...30, using: &generator)
      let style = styles[Int.random(in: 0..<styles.count, using: &generator)]
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: frame.fill(row: row, column: column, rows: 2, columns: count, style: style)
      case 1: frame.horizontalLine(row: row, column: column, columns: count, style: style)
      case 2: frame.verticalLine(row: row, column: column, rows: count, style: style)
      case 3: frame.put("日", row: row, column: column, style: style)
      case 4:
        let text = HostileText.random(using: &generator)
        let used = frame.put(
          text, row: row, column: column, width: count, aligned: .trailing, style: style)
        #expect(used <= max(count, 0))
      default:
        frame.put(
          "日本" + HostileText.random(using: &generator), row: row, column: column, style: style)
      }
      let isSound = isSound(frame)
      try #require(isSound, "seed \(seed)\n\(frame.text)")
    }
  }

  /// Every row fills its columns exactly, and an empty cell follows each wide cluster and
  /// nothing else, in the same style.
  private func isSound(_ frame: Frame) -> Bool {
    (0..<frame.rows).allSatisfy { row in
      let cells = Array(frame[row])
      var column = 0
      while column < cells.count {
        let width = SafeText(cells[column].character.description).width
        guard width == 1 || width == 2, column + width <= cells.count else { return false }
        if width == 2, cells[column + 1] != Cell(.none, style: cells[column].style) {
          return false
        }
        column += width
      }
      return cells.count == frame.columns
    }
  }
}
