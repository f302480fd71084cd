import Text

/// Reads a regular expression (see ``Pattern``).
struct PatternParser {
  static let maximumDepth = 64
  static let maximumRepetition = 1_000

  private var rest: ArraySlice<Character>
  private var depth = 0

  init(_ source: ArraySlice<Character>) {
    rest = source
  }

  mutating func parse() throws(FilterError) -> PatternNode {
    let node = try alternatives()
    guard rest.isEmpty else { throw error("nothing is open here: write \"\\)\"") }
    return node
  }

  private func error(_ message: String, at position: Int? = nil) -> FilterError {
    FilterError(column: (position ?? rest.startIndex) + 1, message: message)
  }

  private mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  private mutating func alternatives() throws(FilterError) -> PatternNode {
    var nodes = [try sequence()]
    while take("|") { nodes.append(try sequence()) }
    return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
  }

  private mutating func sequence() throws(FilterError) -> PatternNode {
    var nodes: [PatternNode] = []
    while let next = rest.first, next != "|", next != ")" {
      nodes.append(try repetition(of: try atom()))
    }
    return .sequence(nodes)
  }

  private mutating func atom() throws(FilterError) -> PatternNode {
    let start = rest.startIndex
    guard let character = rest.popFirst() else { throw error("something to match is missing") }
    switch character {
    case "(": return try group(from: start)
    case "[": return .set(try set(from: start))
    case "\\": return try escape(from: start)
    case ".": return .set(.any)
    case "^": return .anchor(.start)
    case "$": return .anchor(.end)
    case "*", "+", "?", "{":
      throw error("nothing to repeat here: write \"\\\(character)\" for the sign itself", at: start)
    case _: return .literal(Array(String(character).folded.unicodeScalars))
    }
  }

  private mutating func group(from start: Int) throws(FilterError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw error("nested deeper than \(Self.maximumDepth) levels", at: start)
    }
    if !take("?:"), rest.first == "?" {
      throw error("only \"(?:\" is understood of what starts with \"(?\"", at: start)
    }
    let node = try alternatives()
    guard take(")") else { throw error("never closed: add \")\"", at: start) }
    return node
  }

  private mutating func repetition(of node: PatternNode) throws(FilterError) -> PatternNode {
    let repeated: PatternNode
    if take("*") {
      repeated = .repetition(node, least: 0, most: nil)
    } else if take("+") {
      repeated = .repetition(node, least: 1, most: nil)
    } else if take("?") {
      repeated = .repetition(node, least: 0, most: 1)
    } else if rest.first == "{" {
      repeated = try counted(node)
    } else {
      return node
    }
    // Lazy or greedy: whether there is a match stays the same.
    _ = take("?")
    return repeated
  }

  /// `{2}`, `{2,}` or `{2,5}`.
  private mutating func counted(_ node: PatternNode) throws(FilterError) -> PatternNode {
    let start = rest.startIndex
    let inside = rest.dropFirst().prefix { $0 != "}" }
    let bounds = inside.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
      .map { Int(digits: String($0)) }
    guard inside.endIndex < rest.endIndex, let first = bounds.first, let least = first,
      bounds.count == 1 || bounds[1] != nil || inside.last == ","
    else { throw error("write {2}, {2,} or {2,5}, or \"\\{\" for the sign itself", at: start) }
    let most = bounds.count == 1 ? least : bounds[1]
    guard max(least, most ?? 0) <= Self.maximumRepetition, least <= most ?? least else {
      throw error(
        "repeat from few to many, and at most \(Self.maximumRepetition) times", at: start)
    }
    rest = rest[(inside.endIndex + 1)...]
    return .repetition(node, least: least, most: most)
  }

  private mutating func escape(from start: Int) throws(FilterError) -> PatternNode {
    guard let character = rest.popFirst() else {
      throw error("a character is missing after \"\\\"", at: start)
    }
    if let member = PatternSet.Member(escape: character) {
      return .set(PatternSet(ranges: [], classes: [member], isNegated: false))
    }
    switch character {
    case "b": return .anchor(.wordBoundary)
    case "B": return .anchor(.noWordBoundary)
    case _: return .literal([try escapedScalar(character, from: start)])
    }
  }

  /// A sign after a backslash stands for itself; a letter or digit would mean something special.
  private func escapedScalar(
    _ character: Character, from start: Int
  ) throws(FilterError) -> Unicode.Scalar {
    switch character {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case _:
      guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
        !character.isLetter, !character.isNumber
      else {
        throw error(
          "\"\\\(String(character).brief)\" is not understood: leave the \"\\\" away", at: start)
      }
      return scalar
    }
  }

  private mutating func set(from start: Int) throws(FilterError) -> PatternSet {
    let isNegated = take("^")
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var classes: [PatternSet.Member] = []
    // A bracket that closes at once is a member.
    while ranges.isEmpty && classes.isEmpty || rest.first != "]" {
      if rest.first == "\\", let next = rest.dropFirst().first,
        let member = PatternSet.Member(escape: next)
      {
        rest = rest.dropFirst(2)
        classes.append(member)
        continue
      }
      let position = rest.startIndex
      let lower = try setScalar(start)
      var upper = lower
      if rest.first == "-", let next = rest.dropFirst().first, next != "]" {
        rest = rest.dropFirst()
        upper = try setScalar(start)
      }
      guard lower <= upper else {
        throw error("the range goes backwards: swap its ends", at: position)
      }
      ranges.append(lower...upper)
    }
    rest = rest.dropFirst()
    return PatternSet(ranges: ranges, classes: classes, isNegated: isNegated)
  }

  private mutating func setScalar(_ start: Int) throws(FilterError) -> Unicode.Scalar {
    let position = rest.startIndex
    guard let character = rest.popFirst() else { throw error("never closed: add \"]\"", at: start) }
    if character == "\\", let next = rest.popFirst() {
      return try escapedScalar(next, from: position)
    }
    let scalars = String(character).composed.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else {
      throw error(
        "\"\(String(character).brief)\" is more than one character: use (a|b)", at: position)
    }
    return scalar
  }
}

extension PatternSet.Member {
  fileprivate init?(escape: Character) {
    switch escape {
    case "d": self.init(kind: .digit, isNegated: false)
    case "D": self.init(kind: .digit, isNegated: true)
    case "w": self.init(kind: .word, isNegated: false)
    case "W": self.init(kind: .word, isNegated: true)
    case "s": self.init(kind: .space, isNegated: false)
    case "S": self.init(kind: .space, isNegated: true)
    case _: return nil
    }
  }
}
