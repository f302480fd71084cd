import Foundation
import Text

extension Filter {
  /// A part of a filter that somebody meets.
  public struct Clause: Hashable, Sendable {
    /// As the owner wrote it: `age < 7d`.
    public let text: String
    /// What it met, in the words and units of filters: `age 3d`. Of a text from the network only
    /// what can be seen, on one line and cut where it is long; the terminal still has to be guarded
    /// from it.
    public let value: String

    /// A clause and what it met.
    public init(text: String, value: String) {
      self.text = text
      self.value = value
    }
  }

  /// Why the filter matches, clause by clause in the order they are written: every term that `and`
  /// joins, those alternatives of an `or` that hold, and a `not` as a whole.
  /// - Returns: nothing where the filter does not match, or asks nothing.
  public func explain(_ subject: FilterSubject) -> [Clause] {
    matches(subject) ? root.clauses(metBy: subject) : []
  }
}

extension Filter.Clause: CustomStringConvertible {
  /// `age < 7d (age 3d)`
  public var description: String { "\(text) (\(value))" }
}

extension FilterNode {
  /// The clauses of a node that holds.
  func clauses(metBy subject: FilterSubject) -> [Filter.Clause] {
    switch self {
    case .all(let nodes):
      nodes.flatMap { $0.clauses(metBy: subject) }
    case .any(let nodes):
      nodes.filter { $0.holds(for: subject) == true }.flatMap { $0.clauses(metBy: subject) }
    case .not(let node, let source):
      [Filter.Clause(text: source.text, value: node.values(of: subject).joined(separator: ", "))]
    case .term(let test, let source):
      [Filter.Clause(text: source.text, value: test.value(of: subject))]
    }
  }

  /// What all the terms within ask about, each answer once.
  private func values(of subject: FilterSubject) -> [String] {
    switch self {
    case .all(let nodes), .any(let nodes):
      nodes.reduce(into: []) { values, node in
        values += node.values(of: subject).filter { !values.contains($0) }
      }
    case .not(let node, _): node.values(of: subject)
    case .term(let test, _): [test.value(of: subject)]
    }
  }
}

extension FilterTest {
  /// What the test looks at, as people read it: `age 3d`, `not following`.
  func value(of subject: FilterSubject) -> String {
    switch self {
    case .word(let handle, let name):
      wordValue(handle: handle, name: name, of: subject.person)
    case .text(let field, let test): test.value(of: field, subject)
    case .count(let field, _, _): known(field.rawValue, subject.count(field))
    case .span(let field, _, let span):
      known(
        field.rawValue, subject.elapsed(field).map { TimeSpan(seconds: $0, atMost: span.unit) })
    case .flag(let flag): flagValue(flag, of: subject)
    }
  }

  /// Where the word is; both places where it is in none.
  private func wordValue(handle: FoldedText, name: FoldedText, of person: Person) -> String {
    let handleValue = "handle \(person.handle)"
    if handle.occurs(in: person.handle.description) { return handleValue }
    let nameValue = quoted("name", person.displayName)
    return name.occurs(in: person.displayName) ? nameValue : "\(handleValue), \(nameValue)"
  }

  private func flagValue(_ flag: Filter.Field.Flag, of subject: FilterSubject) -> String {
    switch flag {
    case .repeat: known(Filter.Field.Count.asked.rawValue, subject.asked)
    case .bio: quoted("bio", subject.bio)
    case .avatar: subject.person.hasAvatar ? "avatar" : "no avatar"
    case .following, .follower, .blocked, .muted, .verified:
      answer(String(flag.rawValue.dropFirst("is:".count)), subject.flag(flag))
    }
  }

  /// `following`, `not following`
  private func answer(_ name: String, _ flag: Bool?) -> String {
    flag.map { $0 ? name : "not \(name)" } ?? "\(name) unknown"
  }
}

extension FilterTest.TextTest {
  fileprivate func value(of field: Filter.Field.TextField, _ subject: FilterSubject) -> String {
    let person = subject.person
    switch field {
    case .handle: return "handle \(person.handle)"
    case .name: return quoted("name", person.displayName)
    case .bio: return quoted("bio", subject.bio)
    case .group: return quoted("group", subject.groupName)
    case .label: return value("label", person.labelValues)
    case .selflabel: return value("self-label", person.selfLabels)
    }
  }

  /// Those that are met; all where none is.
  private func value(_ name: String, _ labels: [String]) -> String {
    let met = labels.filter { holds(for: $0) }
    return quoted(name, (met.isEmpty ? labels : met).joined(separator: ", "))
  }
}

/// `followers 2`
private func known(_ name: String, _ value: (some CustomStringConvertible)?) -> String {
  "\(name) \(value?.description ?? "unknown")"
}

/// A text that somebody else has written.
private func quoted(_ name: String, _ text: String?) -> String {
  guard let text else { return "\(name) unknown" }
  let visible = text.quotable
  return visible.isEmpty ? "no \(name)" : "\(name) \(visible)"
}
