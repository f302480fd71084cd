/// Reads a filter expression (see ``Filter``) by recursive descent.
struct FilterParser {
  /// Parentheses and `not` within each other. Far more than anyone needs, far less than the stack.
  static let maximumDepth = 64

  var scanner: FilterScanner
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
}

extension String {
  /// A handle is often written with a sign in front that is no part of it.
  var withoutAt: String { count > 1 && first == "@" ? String(dropFirst()) : self }
}
