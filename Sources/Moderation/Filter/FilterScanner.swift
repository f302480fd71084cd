/// Cuts a filter expression into words, signs and values, and skips the blanks after each.
struct FilterScanner {
  enum Keyword: String {
    case and, or, not
  }

  /// What stands between a field and its value.
  struct Sign {
    /// In the order they are tried: the longer before its own beginning.
    enum Kind: String, CaseIterable {
      case lessOrEqual = "<="
      case greaterOrEqual = ">="
      case notEqual = "!="
      case less = "<"
      case greater = ">"
      case equal = "="
      case contains = ":"
      case matches = "~"
    }

    let kind: Kind
    let position: Int
  }

  /// What stands after a sign.
  struct Operand {
    let text: String
    /// As written, but without the quotes; its indices are positions in the expression.
    let source: ArraySlice<Character>
    let position: Int
  }

  private let characters: [Character]
  /// How many characters have been read.
  private(set) var position = 0

  init(_ text: String) {
    characters = Array(text)
  }

  var isAtEnd: Bool { position == characters.count }

  /// Another term follows without a word between.
  var isBeforeTerm: Bool {
    !isAtEnd && characters[position] != ")" && keyword?.kind != .or
  }

  func error(_ message: String, at position: Int? = nil) -> FilterError {
    FilterError(column: (position ?? self.position) + 1, message: message)
  }

  /// What has been read from a position on, as it was written, without the blanks after it.
  func source(from start: Int) -> FilterSource {
    let read = characters[start..<position]
    let end = read.lastIndex { !$0.isWhitespace } ?? start
    return FilterSource(text: String(read.prefix(through: end)))
  }

  mutating func skipBlanks() {
    position = characters[position...].firstIndex { !$0.isWhitespace } ?? characters.count
  }

  mutating func take(_ character: Character) -> Bool {
    guard !isAtEnd, characters[position] == character else { return false }
    position += 1
    skipBlanks()
    return true
  }

  mutating func take(_ expected: Keyword) -> Bool {
    guard let (kind, end) = keyword, kind == expected else { return false }
    position = end
    skipBlanks()
    return true
  }

  private var keyword: (kind: Keyword, end: Int)? {
    var ahead = self
    guard let kind = Keyword(rawValue: ahead.word().lowercased()) else { return nil }
    return (kind, position + kind.rawValue.count)
  }

  /// Takes characters up to a blank, a sign, a parenthesis or a quote; maybe none.
  mutating func word() -> String {
    let rest = characters[position...]
    let end = rest.firstIndex { $0.isWhitespace || "()\"<>=!~:".contains($0) } ?? rest.endIndex
    position = end
    skipBlanks()
    return String(rest[..<end])
  }

  mutating func sign() throws(FilterError) -> Sign? {
    let rest = characters[position...]
    guard let kind = Sign.Kind.allCases.first(where: { rest.starts(with: $0.rawValue) }) else {
      if rest.first == "!" { throw error("write \"!=\" for \"is not\", or \"not\" before a term") }
      return nil
    }
    let sign = Sign(kind: kind, position: position)
    position += kind.rawValue.count
    skipBlanks()
    return sign
  }

  /// A text in double quotes. `\"` stands for a quote; any other backslash for itself.
  mutating func quoted() throws(FilterError) -> Operand? {
    let start = position
    guard !isAtEnd, characters[start] == "\"" else { return nil }
    var text = ""
    var index = start + 1
    while index < characters.count, characters[index] != "\"" {
      if characters[index...].starts(with: "\\\"") { index += 1 }
      text.append(characters[index])
      index += 1
    }
    guard index < characters.count else { throw error("the quote is never closed: add '\"'") }
    position = index + 1
    skipBlanks()
    return Operand(text: text, source: characters[(start + 1)..<index], position: start)
  }

  /// A quoted text, or characters up to a blank or to a `)` that was opened before the value;
  /// nil where there is neither.
  mutating func value() throws(FilterError) -> Operand? {
    if let quoted = try quoted() { return quoted }
    let start = position
    var depth = 0
    var isEscaped = false
    let end = characters[start...].firstIndex { character in
      defer { isEscaped = character == "\\" && !isEscaped }
      if character == "(", !isEscaped { depth += 1 }
      if character == ")", !isEscaped { depth -= 1 }
      return character.isWhitespace || depth < 0
    }
    position = end ?? characters.count
    let source = characters[start..<position]
    skipBlanks()
    return source.isEmpty ? nil : Operand(text: String(source), source: source, position: start)
  }
}
