/// A line of text being typed.
public struct LineEditor: Equatable, Sendable {
  /// More than any filter or note needs; what is pasted beyond it is left out.
  static let limit = 1_000

  /// What has been typed.
  public private(set) var characters: [Character]
  /// How many characters are before the cursor.
  public private(set) var position: Int

  /// A line with the cursor at its end.
  public init(_ text: String = "") {
    characters = Array(text)
    position = characters.count
  }

  /// What has been typed, as a text.
  public var text: String { String(characters) }
  /// The part of it before the cursor.
  public var textBeforeCursor: String { String(characters[..<position]) }

  /// Edits by a key, as shells do.
  /// - Returns: false for a key that means nothing here.
  public mutating func take(_ key: Key) -> Bool {
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
