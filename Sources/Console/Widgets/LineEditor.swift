import Canvas

/// A line of text being typed.
public struct LineEditor: Equatable, Sendable {
  /// More than any filter or note needs; what is pasted beyond it is left out.
  static let limit = 1_000

  private(set) var characters: [Character]
  /// How many characters are before the cursor.
  public private(set) var position: Int

  public init(_ text: String = "") {
    characters = Array(text)
    position = characters.count
  }

  public var text: String { String(characters) }
  public var textBeforeCursor: String { String(characters[..<position]) }

  /// Edits by a key, as shells do.
  /// - Returns: false for a key that means nothing here.
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert([character])
    case .paste(let text): insert(text.map { $0.isWhitespace ? " " : $0 })
    case .backspace, .control("h"): delete(from: position - 1, to: position)
    case .delete, .control("d"): delete(from: position, to: position + 1)
    case .left, .control("b"): position = max(0, position - 1)
    case .right, .control("f"): position = min(characters.count, position + 1)
    case .home, .control("a"): position = 0
    case .end, .control("e"): position = characters.count
    case .control("u"): delete(from: 0, to: position)
    case .control("k"): delete(from: position, to: characters.count)
    case .control("w"): delete(from: startOfWord, to: position)
    case .up, .down, .pageUp, .pageDown, .insert, .enter, .tab, .backTab, .escape, .function,
      .control:
      return false
    }
    return true
  }

  private mutating func insert(_ new: [Character]) {
    let new = new.prefix(max(0, Self.limit - characters.count))
    join(characters[..<position] + new, characters[position...])
  }

  private mutating func delete(from start: Int, to end: Int) {
    let span = max(0, start)..<min(end, characters.count)
    guard !span.isEmpty else { return }
    join(characters[..<span.lowerBound], characters[span.upperBound...])
  }

  /// Puts two parts together, with the cursor between them. A mark that comes to stand behind a
  /// letter becomes one character with it.
  private mutating func join(_ before: ArraySlice<Character>, _ after: ArraySlice<Character>) {
    let text = String(before)
    characters = Array(text + String(after))
    position = min(text.count, characters.count)
  }

  private var startOfWord: Int {
    let before = characters[..<position]
    guard let last = before.lastIndex(where: { $0 != " " }) else { return 0 }
    return before[..<last].lastIndex(of: " ").map { $0 + 1 } ?? 0
  }
}

/// A line being typed, behind its label, and below it what is to be said about it. What does not fit of
/// the line is out of sight on the left, so that the cursor never is.
struct LineView {
  let label: String
  let line: LineEditor

  /// - Returns: where characters of the line are on the screen, by how many are before them.
  @discardableResult
  func draw(
    on frame: inout Frame, in layout: Layout, saying remark: (text: String, style: Style)?
  ) -> (Int) -> Int {
    if let remark, let rect = layout.promptRemark {
      frame.putLine(remark.text, in: rect, style: remark.style)
    }
    let rect = layout.promptLine
    let repertoire = frame.repertoire
    func width(of characters: some Sequence<Character>) -> Int {
      SafeText(String(characters), repertoire: repertoire).width
    }
    let start = rect.column + min(width(of: label), rect.columns / 2)
    let room = max(1, rect.endColumn - start - 1)
    let characters = line.characters
    var first = line.position
    var left = room - 1
    while first > 0 {
      left -= width(of: CollectionOfOne(characters[first - 1]))
      if left < 0 { break }
      first -= 1
    }
    let column = {
      // The status line of a screen with a single column has none.
      max(
        rect.column,
        min(start + width(of: characters[first..<max(first, $0)]), rect.endColumn - 1))
    }
    frame.put(
      label, row: rect.row, column: rect.column, width: start - rect.column, style: .prompt)
    frame.put(
      String(characters[first...]), row: rect.row, column: start, width: room, style: .base)
    frame.cursor = Frame.Position(row: rect.row, column: column(line.position))
    return column
  }
}
