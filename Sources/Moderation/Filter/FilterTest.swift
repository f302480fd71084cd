/// One question that a filter asks about a request.
enum FilterTest: Hashable, Sendable {
  /// A word on its own: in the handle or in the display name.
  case word(handle: FoldedText, name: FoldedText)
  case text(Filter.Field.Text, TextTest)
  case count(Filter.Field.Count, Comparison, Int)
  case span(Filter.Field.Span, Comparison, TimeSpan)
  case flag(Filter.Field.Flag)

  var fields: Set<Filter.Field> {
    switch self {
    case .word: [.text(.handle), .text(.name)]
    case .text(let field, _): [.text(field)]
    case .count(let field, _, _): [.count(field)]
    case .span(let field, _, _): [.span(field)]
    case .flag(let flag): [.flag(flag)]
    }
  }

  /// Nil where what is asked about is unknown.
  func holds(for subject: borrowing FilterSubject) -> Bool? {
    switch self {
    case .word(let handle, let name):
      return handle.occurs(in: subject.person.handle.description)
        || name.occurs(in: subject.person.displayName)
    case .text(let field, let test):
      return test.holds(for: field, of: subject)
    case .count(let field, let comparison, let number):
      return subject.count(field).map { comparison.holds($0, number) }
    case .span(let field, let comparison, let span):
      return subject.seconds(field).map { comparison.holds($0, span) }
    case .flag(let flag):
      return subject.flag(flag)
    }
  }
}
