extension FilterTest {
  /// What is asked of a text.
  enum TextTest: Hashable, Sendable {
    case contains(FoldedText)
    case equals(FoldedText)
    case differs(FoldedText)
    case matches(Pattern)
  }
}

extension FilterTest.TextTest {
  func holds(for field: Filter.Field.Text, of subject: borrowing FilterSubject) -> Bool? {
    switch field {
    case .handle: holds(for: subject.person.handle.description)
    case .name: holds(for: subject.person.displayName)
    case .bio: subject.bio.map(holds)
    case .group: holds(for: subject.groupName)
    case .label: holds(forOneOf: subject.person.labels, \.value)
    case .selflabel: holds(forOneOf: subject.person.selfLabels, \.self)
    }
  }

  private func holds<Value>(forOneOf values: [Value], _ text: (Value) -> String) -> Bool {
    switch self {
    case .differs: values.allSatisfy { holds(for: text($0)) }
    case .contains, .equals, .matches: values.contains { holds(for: text($0)) }
    }
  }

  func holds(for text: String) -> Bool {
    switch self {
    case .contains(let part): part.occurs(in: text)
    case .equals(let whole): whole.equals(text)
    case .differs(let whole): !whole.equals(text)
    case .matches(let pattern): pattern.occurs(in: text)
    }
  }
}
