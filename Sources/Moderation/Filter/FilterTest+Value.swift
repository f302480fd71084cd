import Foundation
import Text

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
        field.rawValue, subject.seconds(field).map { TimeSpan(seconds: $0, atMost: span.unit) })
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
  fileprivate func value(of field: Filter.Field.Text, _ subject: FilterSubject) -> String {
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
