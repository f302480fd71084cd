import Canvas
import Foundation
import Moderation

/// All that is known of the selected person, on the whole screen.
struct DetailView {
  private static let labelColumns = 11

  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.horizontalLine(row: rect.row, column: rect.column, columns: rect.columns, style: .border)
    guard let request = state.selectedRequest else { return }
    frame.put(
      " \(request.person.title) ", row: rect.row, column: rect.column + 2,
      width: max(0, rect.columns - 4), style: .emphasis)
    let area = rect.dropping(top: 1)
    let paragraphs = facts(of: request).map { fact in
      (fact, wrap(fact.value, width: rect.columns - Self.labelColumns - 2))
    }
    // Air between the facts where there is room for it.
    let lines = paragraphs.reduce(paragraphs.count - 1) { $0 + $1.1.count }
    let gap = lines <= area.rows ? 1 : 0
    var row = area.row
    for (fact, lines) in paragraphs {
      for (index, line) in lines.enumerated() where row < area.endRow {
        frame.put(
          index == 0 ? " \(fact.label)" : "", row: row, column: rect.column,
          width: Self.labelColumns, style: .dim)
        frame.put(
          line, row: row, column: rect.column + Self.labelColumns,
          width: max(0, rect.columns - Self.labelColumns), style: fact.style)
        row += 1
      }
      row += gap
    }
  }

  private typealias Fact = (label: String, value: String, style: Style)

  private func facts(of request: JoinRequest) -> [Fact] {
    let person = request.person
    return trouble(with: request) + insights(into: request) + [
      ("Handle", "@\(person.handle)\(person.verified ? "  verified" : "")", .rowHandle),
      ("Waiting", span(since: request.requestedAt, of: "asked"), .base),
      ("Account", span(since: person.createdAt, of: "made"), .base),
      ("Relation", person.relationSentence, .base),
    ] + profile(of: person) + [
      ("Labels", person.labels.isEmpty ? "none" : person.labels.joined(separator: ", "), .base),
      ("DID", person.did.description, .dim),
      ("Profile", "https://bsky.app/profile/\(person.did)", .base),
    ] + group(of: request)
  }

  private func trouble(with request: JoinRequest) -> [Fact] {
    if let departure = state.departure(of: request.id) {
      return [("Gone", departure.cause.sentence("@\(request.person.handle)"), .statusWarning)]
    }
    guard let fault = state.failure(of: request.id)?.fault else { return [] }
    return [("Failed", "\(fault.message) \(fault.cure)", .statusError)]
  }

  private func insights(into request: JoinRequest) -> [Fact] {
    var facts: [Fact] = []
    if let suggestion = state.suggestion(for: request) {
      facts.append(("Rule", suggestion.sentence, .rowBadge))
    }
    if let (cluster, name) = state.clusters.cluster(of: request.id) {
      facts.append(("Burst \(name)", cluster.sentence, .rowBadge))
    }
    if let memory = state.memories[request.person.did] {
      if memory.last != nil { facts.append(("Before", memory.sentence, .rowBadge)) }
      if let note = memory.note { facts.append(("Note", note, .rowBadge)) }
    }
    return facts
  }

  private func profile(of person: Person) -> [Fact] {
    guard let profile = state.profiles[person.did] else {
      let why = state.profiles.fault.map { " \($0.message)" } ?? ""
      return [("Bio", "not known yet.\(why)", .dim)]
    }
    let age = Age(from: profile.readAt, to: state.now).long
    return [
      ("Counts", "\(profile.countsText) (as of \(age) ago)", .base),
      ("Bio", profile.bio.allSatisfy(\.isWhitespace) ? "none" : profile.bio, .base),
    ]
  }

  private func group(of request: JoinRequest) -> [Fact] {
    state.groups[request.group].map { [("Group", "\($0.name): \($0.facts)", .base)] } ?? []
  }

  private func span(since date: Date?, of verb: String) -> String {
    guard let date else { return "not known: the service gave no date that can be read" }
    return "\(Age(from: date, to: state.now).long), \(verb) \(date.minuteText) UTC"
  }
}
