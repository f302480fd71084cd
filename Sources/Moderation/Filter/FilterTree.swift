import Foundation
import LinearRegex

/// A filter expression as a tree.
enum FilterNode: Hashable, Sendable {
  case all([FilterNode])
  case any([FilterNode])
  indirect case not(FilterNode, FilterSource)
  case term(FilterTest, FilterSource)

  var fields: Set<Filter.Field> {
    switch self {
    case .all(let nodes), .any(let nodes): nodes.reduce(into: []) { $0.formUnion($1.fields) }
    case .not(let node, _): node.fields
    case .term(let test, _): test.fields
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
    case .not(let node, _):
      return node.holds(for: subject).map { !$0 }
    case .term(let test, _):
      return test.holds(for: subject)
    }
  }
}

/// How the owner wrote a part of a filter. It is no part of what the filter means: `age<7d` and
/// `age < 7d` are equal.
struct FilterSource: Hashable, Sendable {
  let text: String

  static func == (_: FilterSource, _: FilterSource) -> Bool { true }

  func hash(into _: inout Hasher) {}
}

/// One question that a filter asks about a request.
enum FilterTest: Hashable, Sendable {
  /// A word on its own: in the handle or in the display name.
  case word(handle: FoldedText, name: FoldedText)
  case text(Filter.Field.TextField, TextTest)
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
      return subject.elapsed(field).map { comparison.holds($0, span) }
    case .flag(let flag):
      return subject.flag(flag)
    }
  }
}

extension FilterTest {
  /// What is asked of a text.
  enum TextTest: Hashable, Sendable {
    case contains(FoldedText)
    case equals(FoldedText)
    case differs(FoldedText)
    case matches(Pattern)

    /// How much of a text a pattern is matched with, in Unicode scalars. No handle, name or
    /// description is longer (`app.bsky.actor.profile`: 2,560 bytes).
    static let maximumTextLength = 2_560
  }
}

extension FilterTest.TextTest {
  func holds(for field: Filter.Field.TextField, of subject: borrowing FilterSubject) -> Bool? {
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
    case .matches(let pattern): pattern.occurs(in: text, upTo: Self.maximumTextLength)
    }
  }
}

/// How a number or a time is compared, as it is written.
enum Comparison: String, CaseIterable, Sendable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "="
  case notEqual = "!="

  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .equal: left == right
    case .notEqual: left != right
    }
  }

  /// Order counts to the second, equality in whole units: nobody is three days old to the second.
  func holds(_ seconds: TimeInterval, _ span: TimeSpan) -> Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: holds(seconds, span.seconds)
    case .equal, .notEqual:
      holds((seconds / span.unit.seconds).rounded(.down), TimeInterval(span.count))
    }
  }
}
