/// A regular expression as a tree.
indirect enum Node {
  /// One character as its folded scalars.
  case literal([Unicode.Scalar])
  case set(ScalarSet)
  case anchor(Anchor)
  case sequence([Node])
  case alternatives([Node])
  /// Without end where `most` is nil.
  case repetition(Node, least: Int, most: Int?)
}

/// A place between two characters.
enum Anchor: Hashable, Sendable {
  case start, end, wordBoundary, noWordBoundary
}

/// What one character in a text may be.
struct ScalarSet: Hashable, Sendable {
  enum Class: Hashable, Sendable {
    case digit, word, space
  }

  /// `\d`, or its opposite `\D`.
  struct Member: Hashable, Sendable {
    let kind: Class
    let isNegated: Bool
  }

  private let ranges: [ClosedRange<Unicode.Scalar>]
  private let classes: [Member]
  private let isNegated: Bool
  /// The answer for each ASCII character, which is what most texts are made of.
  private let ascii: [Bool]

  /// Any character.
  static let any = ScalarSet(ranges: [], classes: [], isNegated: true)

  init(ranges: [ClosedRange<Unicode.Scalar>], classes: [Member], isNegated: Bool) {
    self.ranges = ranges
    self.classes = classes
    self.isNegated = isNegated
    ascii = (0..<0x80).map { byte in
      Self.contains(Unicode.Scalar(byte), ranges, classes) != isNegated
    }
  }

  /// - Parameter scalar: in lower case.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ascii[Int(scalar.value)] }
    return Self.contains(scalar, ranges, classes) != isNegated
  }

  private static func contains(
    _ scalar: Unicode.Scalar, _ ranges: [ClosedRange<Unicode.Scalar>], _ classes: [Member]
  ) -> Bool {
    let upper = scalar.uppercased
    return ranges.contains { $0.contains(scalar) || $0.contains(upper) }
      || classes.contains { scalar.is($0.kind) != $0.isNegated }
  }
}

extension Unicode.Scalar {
  func `is`(_ kind: ScalarSet.Class) -> Bool {
    switch kind {
    case .digit: properties.numericType == .decimal
    case .word: properties.isAlphabetic || properties.numericType == .decimal || self == "_"
    case .space: properties.isWhitespace
    }
  }

  /// Itself where upper case takes more than one scalar.
  fileprivate var uppercased: Unicode.Scalar {
    let mapping = properties.uppercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first ?? self : self
  }
}

/// Reads a regular expression (see ``Pattern``) by recursive descent.
struct Parser {
  static let maximumDepth = 64
  static let maximumRepetition = 1_000

  private var rest: ArraySlice<Character>
  private var depth = 0

  init(_ source: some Sequence<Character>) {
    rest = Array(source)[...]
  }

  mutating func parse() throws(PatternError) -> Node {
    let node = try alternatives()
    guard rest.isEmpty else { throw error(.nothingToClose) }
    return node
  }

  private func error(_ kind: PatternError.Kind, at position: Int? = nil) -> PatternError {
    PatternError(kind, at: position ?? rest.startIndex)
  }

  private mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  private mutating func alternatives() throws(PatternError) -> Node {
    var nodes = [try sequence()]
    while take("|") { nodes.append(try sequence()) }
    return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
  }

  private mutating func sequence() throws(PatternError) -> Node {
    var nodes: [Node] = []
    while let next = rest.first, next != "|", next != ")" {
      nodes.append(try repetition(of: try atom()))
    }
    return .sequence(nodes)
  }

  /// There is a character to read.
  private mutating func atom() throws(PatternError) -> Node {
    let start = rest.startIndex
    let character = rest.removeFirst()
    switch character {
    case "(": return try group(from: start)
    case "[": return .set(try set(from: start))
    case "\\": return try escape(from: start)
    case ".": return .set(.any)
    case "^": return .anchor(.start)
    case "$": return .anchor(.end)
    case "*", "+", "?", "{": throw error(.nothingToRepeat(character), at: start)
    case _: return .literal(Array(String(character).folded.unicodeScalars))
    }
  }

  private mutating func group(from start: Int) throws(PatternError) -> Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw error(.tooDeep(limit: Self.maximumDepth), at: start)
    }
    if !take("?:"), rest.first == "?" { throw error(.unknownGroup, at: start) }
    let node = try alternatives()
    guard take(")") else { throw error(.unclosed(")"), at: start) }
    return node
  }

  private mutating func repetition(of node: Node) throws(PatternError) -> Node {
    let repeated: Node
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
  private mutating func counted(_ node: Node) throws(PatternError) -> Node {
    let start = rest.startIndex
    rest = rest.dropFirst()
    guard let least = number() else { throw error(.malformedCount, at: start) }
    var most: Int? = least
    if take(",") {
      most = number()
      if most == nil, rest.first != "}" { throw error(.malformedCount, at: start) }
    }
    guard take("}") else { throw error(.malformedCount, at: start) }
    guard max(least, most ?? 0) <= Self.maximumRepetition, least <= most ?? least else {
      throw error(.countOutOfRange(limit: Self.maximumRepetition), at: start)
    }
    return .repetition(node, least: least, most: most)
  }

  /// Takes ASCII digits. Nil where there are none, and nothing is taken where there are too many.
  private mutating func number() -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
    guard let number = Int(String(digits)) else { return nil }
    rest = rest.dropFirst(digits.count)
    return number
  }

  private mutating func escape(from start: Int) throws(PatternError) -> Node {
    guard let character = rest.popFirst() else { throw error(.missingEscape, at: start) }
    if let member = ScalarSet.Member(escape: character) {
      return .set(ScalarSet(ranges: [], classes: [member], isNegated: false))
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
  ) throws(PatternError) -> Unicode.Scalar {
    switch character {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case _:
      guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
        !character.isLetter, !character.isNumber
      else { throw error(.unknownEscape(character), at: start) }
      return scalar
    }
  }

  private mutating func set(from start: Int) throws(PatternError) -> ScalarSet {
    let isNegated = take("^")
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var classes: [ScalarSet.Member] = []
    // A bracket that closes at once is a member.
    while ranges.isEmpty && classes.isEmpty || rest.first != "]" {
      if rest.first == "\\", let next = rest.dropFirst().first,
        let member = ScalarSet.Member(escape: next)
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
      guard lower <= upper else { throw error(.backwardRange, at: position) }
      ranges.append(lower...upper)
    }
    rest = rest.dropFirst()
    return ScalarSet(ranges: ranges, classes: classes, isNegated: isNegated)
  }

  private mutating func setScalar(_ start: Int) throws(PatternError) -> Unicode.Scalar {
    let position = rest.startIndex
    guard let character = rest.popFirst() else { throw error(.unclosed("]"), at: start) }
    if character == "\\", let next = rest.popFirst() {
      return try escapedScalar(next, from: position)
    }
    let scalars = String(character).composed.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else {
      throw error(.severalScalars(character), at: position)
    }
    return scalar
  }
}

extension ScalarSet.Member {
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
