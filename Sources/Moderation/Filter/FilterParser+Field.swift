import Text

extension FilterParser {
  /// What stands before a value: `followers <`.
  struct Head {
    /// In lower case.
    let name: String
    /// Where the name starts, counted in characters from 0.
    let position: Int
    let sign: FilterScanner.Sign
  }

  mutating func term(after head: Head) throws(FilterError) -> FilterTest {
    if let field = Filter.Field.Text(rawValue: head.name) {
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
    of field: Filter.Field.Text, after head: Head
  ) throws(FilterError) -> FilterTest.TextTest {
    let test: (FoldedText) -> FilterTest.TextTest
    switch head.sign.kind {
    case .contains: test = FilterTest.TextTest.contains
    case .equal: test = FilterTest.TextTest.equals
    case .notEqual: test = FilterTest.TextTest.differs
    case .matches: return .matches(try Pattern(try value(after: head).source))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      throw scanner.error("\"\(head.name)\" is a text and takes : = != ~", at: head.sign.position)
    }
    let text = try value(after: head).text
    return test(FoldedText(field == .handle ? text.withoutAt : text))
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

  private mutating func value(after head: Head) throws(FilterError) -> FilterScanner.Value {
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

extension [String] {
  fileprivate var listed: String { joined(separator: ", ") }
}
