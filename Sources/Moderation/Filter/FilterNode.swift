/// A filter expression as a tree.
indirect enum FilterNode: Hashable, Sendable {
  case all([FilterNode])
  case any([FilterNode])
  case not(FilterNode)
  /// A word on its own: in the handle or in the display name.
  case word(handle: FoldedText, name: FoldedText)
  case text(Filter.Field.Text, TextTest)
  case count(Filter.Field.Count, Comparison, Int)
  case span(Filter.Field.Span, Comparison, TimeSpan)
  case flag(Filter.Field.Flag)

  enum TextTest: Hashable, Sendable {
    case contains(FoldedText)
    case equals(FoldedText)
    case differs(FoldedText)
    case matches(Pattern)
  }

  var fields: Set<Filter.Field> {
    switch self {
    case .all(let nodes), .any(let nodes): nodes.reduce(into: []) { $0.formUnion($1.fields) }
    case .not(let node): node.fields
    case .word: [.text(.handle), .text(.name)]
    case .text(let field, _): [.text(field)]
    case .count(let field, _, _): [.count(field)]
    case .span(let field, _, _): [.span(field)]
    case .flag(let flag): [.flag(flag)]
    }
  }

  /// Nil where the answer hangs on something unknown (Kleene's three-valued logic).
  func holds(for subject: borrowing FilterSubject) -> Bool? {
    switch self {
    case .all(let nodes):
      var result: Bool? = true
      for node in nodes {
        switch node.holds(for: subject) {
        case false?: return false
        case nil: result = nil
        case true?: break
        }
      }
      return result
    case .any(let nodes):
      var result: Bool? = false
      for node in nodes {
        switch node.holds(for: subject) {
        case true?: return true
        case nil: result = nil
        case false?: break
        }
      }
      return result
    case .not(let node):
      return node.holds(for: subject).map { !$0 }
    case .word(let handle, let name):
      let person = subject.request.person
      return handle.occurs(in: person.handle.description) || name.occurs(in: person.displayName)
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

extension FilterNode.TextTest {
  func holds(for field: Filter.Field.Text, of subject: borrowing FilterSubject) -> Bool? {
    let person = subject.request.person
    return switch field {
    case .handle: holds(for: person.handle.description)
    case .name: holds(for: person.displayName)
    case .bio: subject.bio.map(holds)
    case .group: holds(for: subject.groupName)
    case .label:
      switch self {
      case .differs: person.labels.allSatisfy(holds)
      case .contains, .equals, .matches: person.labels.contains(where: holds)
      }
    }
  }

  private func holds(for text: String) -> Bool {
    switch self {
    case .contains(let part): part.occurs(in: text)
    case .equals(let whole): whole.equals(text)
    case .differs(let whole): !whole.equals(text)
    case .matches(let pattern): pattern.occurs(in: text)
    }
  }
}
