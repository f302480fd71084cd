import LinearRegex
import Text

/// Reads a filter expression (see ``Filter``) by recursive descent.
struct FilterParser {
  /// Parentheses and `not` within each other. Far more than anyone needs, far less than the stack.
  static let maximumDepth = 64

  private var scanner: FilterScanner
  private var depth = 0

  init(_ text: String) {
    scanner = FilterScanner(text)
  }

  mutating func parse() throws(FilterError) -> FilterNode {
    scanner.skipBlanks()
    if scanner.isAtEnd { return .all([]) }
    let node = try alternatives()
    guard scanner.isAtEnd else { throw scanner.error("nothing is open here: remove \")\"") }
    return node
  }

  private mutating func alternatives() throws(FilterError) -> FilterNode {
    var nodes = [try conjunction()]
    while scanner.take(.or) { nodes.append(try conjunction()) }
    return nodes.count == 1 ? nodes[0] : .any(nodes)
  }

  private mutating func conjunction() throws(FilterError) -> FilterNode {
    var nodes = [try factor()]
    while scanner.take(.and) || scanner.isBeforeTerm { nodes.append(try factor()) }
    return nodes.count == 1 ? nodes[0] : .all(nodes)
  }

  private mutating func factor() throws(FilterError) -> FilterNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw scanner.error("nested deeper than \(Self.maximumDepth) levels: take some of them away")
    }
    let start = scanner.position
    if scanner.take(.not) { return .not(try factor(), scanner.source(from: start)) }
    guard scanner.take("(") else { return .term(try term(), scanner.source(from: start)) }
    let node = try alternatives()
    guard scanner.take(")") else { throw scanner.error("never closed: add \")\"", at: start) }
    return node
  }

  private mutating func term() throws(FilterError) -> FilterTest {
    if let quoted = try scanner.quoted() { return word(quoted.text) }
    let start = scanner.position
    let name = scanner.word()
    if FilterScanner.Keyword(rawValue: name.lowercased()) != nil {
      throw scanner.error(
        "something to match is missing before \"\(name)\"; to find the word, put it in quotes",
        at: start)
    }
    guard let sign = try scanner.sign() else {
      if !name.isEmpty { return word(name) }
      throw scanner.error("something to match is missing here")
    }
    guard !name.isEmpty else {
      throw scanner.error("a field is missing before \"\(sign.kind.rawValue)\"", at: start)
    }
    return try term(after: Head(name: name.lowercased(), position: start, sign: sign))
  }

  private func word(_ text: String) -> FilterTest {
    .word(handle: FoldedText(text.withoutAt), name: FoldedText(text))
  }

  /// What stands before a value: `followers <`.
  private struct Head {
    /// In lower case.
    let name: String
    /// Where the name starts, counted in characters from 0.
    let position: Int
    let sign: FilterScanner.Sign
  }

  private mutating func term(after head: Head) throws(FilterError) -> FilterTest {
    if let field = Filter.Field.TextField(rawValue: head.name) {
      return .text(field, try textTest(of: field, after: head))
    }
    if let field = Filter.Field.Count(rawValue: head.name) {
      let comparison = try comparison(after: head)
      let value = try value(after: head)
      guard let number = Int(digits: value.text) else {
        throw scanner.error(
          "\"\(value.text.brief)\" is not a number: write \(head.name) \(comparison.rawValue) 10",
          at: value.position)
      }
      return .count(field, comparison, number)
    }
    if let field = Filter.Field.Span(rawValue: head.name) {
      let comparison = try comparison(after: head)
      let value = try value(after: head)
      guard let span = TimeSpan(value.text) else {
        throw scanner.error(
          "\"\(value.text.brief)\" is not a time: write a number and s, m, h, d or w, as in 7d",
          at: value.position)
      }
      return .span(field, comparison, span)
    }
    if head.name == "is" || head.name == "has" { return .flag(try flag(after: head)) }
    throw unknownField(head)
  }

  private mutating func textTest(
    of field: Filter.Field.TextField, after head: Head
  ) throws(FilterError) -> FilterTest.TextTest {
    let test: (FoldedText) -> FilterTest.TextTest
    switch head.sign.kind {
    case .contains: test = FilterTest.TextTest.contains
    case .equal: test = FilterTest.TextTest.equals
    case .notEqual: test = FilterTest.TextTest.differs
    case .matches: return .matches(try pattern(after: head))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      throw scanner.error("\"\(head.name)\" is a text and takes : = != ~", at: head.sign.position)
    }
    let text = try value(after: head).text
    return test(FoldedText(field == .handle ? text.withoutAt : text))
  }

  private mutating func pattern(after head: Head) throws(FilterError) -> Pattern {
    let source = try value(after: head).source
    do throws(PatternError) {
      return try Pattern(source)
    } catch {
      throw scanner.error(error.kind.message, at: source.startIndex + error.offset)
    }
  }

  private func comparison(after head: Head) throws(FilterError) -> Comparison {
    guard let comparison = Comparison(rawValue: head.sign.kind.rawValue) else {
      throw scanner.error(
        "\"\(head.name)\" is counted and takes < <= > >= = !=", at: head.sign.position)
    }
    return comparison
  }

  private mutating func flag(after head: Head) throws(FilterError) -> Filter.Field.Flag {
    let flags = Filter.Field.Flag.allCases.map(\.rawValue).filter { $0.hasPrefix(head.name + ":") }
    guard head.sign.kind == .contains else {
      throw scanner.error(
        "after \"\(head.name)\" goes \":\", as in \(flags[0])", at: head.sign.position)
    }
    let name = head.name + ":" + (try value(after: head).text.lowercased())
    guard let flag = Filter.Field.Flag(rawValue: name) else {
      let nearest = name.nearest(in: Filter.Field.Flag.allCases.map(\.rawValue))
      let cure = nearest.map { "did you mean \"\($0)\"?" } ?? "there are \(flags.listed)"
      throw scanner.error("unknown flag \"\(name.brief)\": \(cure)", at: head.position)
    }
    return flag
  }

  private mutating func value(after head: Head) throws(FilterError) -> FilterScanner.Operand {
    guard let value = try scanner.value() else {
      throw scanner.error("a value is missing after \"\(head.sign.kind.rawValue)\"")
    }
    return value
  }

  private func unknownField(_ head: Head) -> FilterError {
    let flags = Filter.Field.Flag.allCases.map(\.rawValue)
    let names = Filter.Field.allCases.map(\.name).filter { !flags.contains($0) }
    let nearest =
      flags.first { $0.hasSuffix(":" + head.name) } ?? head.name.nearest(in: names)
    let cure =
      nearest.map { "did you mean \"\($0)\"?" }
      ?? "there are \(names.listed); text with \"\(head.sign.kind.rawValue)\" in it goes in quotes"
    return scanner.error("unknown field \"\(head.name.brief)\": \(cure)", at: head.position)
  }
}

extension String {
  /// A handle is often written with a sign in front that is no part of it.
  fileprivate var withoutAt: String { count > 1 && first == "@" ? String(dropFirst()) : self }
}

extension [String] {
  fileprivate var listed: String { joined(separator: ", ") }
}

extension PatternError.Kind {
  /// What is wrong and how to mend it, as a phrase without a full stop.
  fileprivate var message: String {
    switch self {
    case .nothingToClose: "nothing is open here: write \"\\)\""
    case .unclosed(let closing): "never closed: add \"\(closing)\""
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .unknownGroup: "only \"(?:\" is understood of what starts with \"(?\""
    case .nothingToRepeat(let sign):
      "nothing to repeat here: write \"\\\(sign)\" for the sign itself"
    case .malformedCount: "write {2}, {2,} or {2,5}, or \"\\{\" for the sign itself"
    case .countOutOfRange(let limit): "repeat from few to many, and at most \(limit) times"
    case .missingEscape: "a character is missing after \"\\\""
    case .unknownEscape(let character):
      "\"\\\(String(character).brief)\" is not understood: leave the \"\\\" away"
    case .backwardRange: "the range goes backwards: swap its ends"
    case .severalScalars(let character):
      "\"\(String(character).brief)\" is more than one character: use (a|b)"
    case .tooLarge: "the regular expression is too large: repeat less in it"
    }
  }
}
