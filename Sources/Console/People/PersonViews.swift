import Canvas
import Foundation
import Moderation
import Words

/// All that is known of the selected person, on the whole screen.
struct DetailView<Host: PeopleHost> {
  private let state: Host

  init(_ state: Host) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard let request = state.selectedRequest else { return }
    FactSheet(title: request.person.title, facts: facts(of: request)).draw(on: &frame, in: rect)
  }

  private typealias Fact = FactSheet.Fact

  private func facts(of request: JoinRequest) -> [Fact] {
    let person = request.person
    let link = Link(person.profileURL)
    let handle = "\(person.handleText)\(person.verified ? "  verified" : "")"
    return trouble(with: request) + insights(into: request) + [
      Fact("Handle", handle, .rowHandle, link: link),
      Fact("Waiting", span(since: request.requestedAt, of: "asked")),
      Fact("Account", span(since: person.createdAt, of: "made")),
      Fact("Relation", person.relationSentence),
    ] + profile(of: person) + [
      Fact("Labels", person.labelSentence(state.people.labelers))
    ] + claims(of: person) + [
      Fact("DID", person.did.description, .dim),
      Fact("Profile", person.profileURL, link: link),
    ] + groupFact(of: request)
  }

  /// What the account says of itself, and why what others say may be wrong.
  private func claims(of person: Person) -> [Fact] {
    [
      person.claimSentence.map { Fact("Claims", $0, .dim) },
      state.people.labelers?.trouble.map { Fact("Labelers", $0, .statusWarning) },
    ].compactMap { $0 }
  }

  private func trouble(with request: JoinRequest) -> [Fact] {
    if let departure = state.departure(of: request.id) {
      return [Fact("Gone", departure.cause.sentence(request.person.mention), .statusWarning)]
    }
    guard let fault = state.failure(of: request.id)?.fault else { return [] }
    return [Fact("Failed", "\(fault.message) \(fault.cure)", .statusError)]
  }

  private func insights(into request: JoinRequest) -> [Fact] {
    var facts: [Fact] = []
    if let suggestion = state.suggestion(for: request) {
      facts.append(Fact("Rule", suggestion.sentence, .rowBadge))
    }
    if let (burst, name) = state.people.bursts.burst(of: request.id) {
      facts.append(Fact("Burst \(name)", burst.sentence, .rowBadge))
    }
    if let history = state.people.personHistories[request.person.did] {
      if history.last != nil { facts.append(Fact("Before", history.sentence, .rowBadge)) }
      if let note = history.note { facts.append(Fact("Note", note, .rowBadge)) }
    }
    return facts
  }

  private func profile(of person: Person) -> [Fact] {
    guard let profile = state.people.profiles[person.did] else {
      let why = state.people.profiles.fault.map { " \($0.message)" } ?? ""
      return [Fact("Bio", "not known yet.\(why)", .dim)]
    }
    let age = Age(from: profile.readAt, to: state.now).long
    return [
      Fact("Counts", "\(profile.countsText) (as of \(age) ago)"),
      Fact("Bio", profile.bio.allSatisfy(\.isWhitespace) ? "none" : profile.bio),
    ]
  }

  private func groupFact(of request: JoinRequest) -> [Fact] {
    state.groups[request.group].map {
      [Fact("Group", "\($0.name): \(state.facts(of: $0))")]
    } ?? []
  }

  private func span(since date: Date?, of verb: String) -> String {
    guard let date else { return "not known: the service gave no date that can be read" }
    return "\(Age(from: date, to: state.now).long), \(verb) \(date.minuteText) UTC"
  }
}

/// The selected person below the list: what the row has no room for, and no more, since it is drawn
/// anew with every move of the selection.
struct SummaryView<Host: PeopleHost> {
  private let state: Host

  init(_ state: Host) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.horizontalLine(row: rect.row, column: rect.column, columns: rect.columns, style: .border)
    guard let request = state.selectedRequest else { return }
    let area = rect.dropping(top: 1)
    let width = max(0, area.columns - 1)
    var row = area.row
    func put(_ lines: [String], _ style: Style) {
      for line in lines where row < area.endRow {
        frame.put(line, row: row, column: area.column + 1, width: width, style: style)
        row += 1
      }
    }
    let remark = remark(on: request, width: width, lines: max(1, area.rows - 2), frame.glyphSet)
    put([identity(of: request.person)], .rowHandle)
    let room = area.rows - 1 - (remark?.lines.count ?? 0)
    let facts = fit(facts(of: request), width: width, lines: max(1, room), frame.glyphSet)
    put(facts.map { $0.hasSuffix(" ·") ? String($0.dropLast(2)) : $0 }, .base)
    if let remark { put(remark.lines, remark.style) }
  }

  private func identity(of person: Person) -> String {
    let acquaintances = person.acquaintances.map { " · \($0)" } ?? ""
    return "\(person.mention)\(person.verified ? "  verified" : "")\(acquaintances)"
  }

  /// What differs least from row to row stands first: it need not be sent again.
  private func facts(of request: JoinRequest) -> String {
    let counts = state.people.profiles[request.person.did].map { " · \($0.countsText)" } ?? ""
    return "asked \(request.requestedAt?.minuteText ?? "?")\(counts)"
  }

  /// What is wrong, or else what the owner's rules say, or what burst it is.
  private func remark(
    on request: JoinRequest, width: Int, lines: Int, _ glyphSet: GlyphSet
  ) -> (lines: [String], style: Style)? {
    if let departure = state.departure(of: request.id) {
      let text = departure.cause.sentence(request.person.mention)
      return (fit(text, width: width, lines: lines, glyphSet), .rowGone)
    }
    if let fault = state.failure(of: request.id)?.fault {
      let text = "\(fault.message) \(fault.cure)"
      return (fit(text, width: width, lines: lines, glyphSet), .statusError)
    }
    func list(_ beginning: String, _ reasons: [String]) -> [String] {
      wrap(
        beginning, listing: reasons, "reason", width: width, lines: lines, glyphSet: glyphSet)
    }
    if let suggestion = state.suggestion(for: request) {
      return (list(suggestion.beginning, suggestion.reasons), .rowBadge)
    }
    return state.people.bursts.burst(of: request.id).map { burst, _ in
      (list(burst.beginning, burst.reasonTexts), .rowBadge)
    }
  }

  /// The text in at most so many lines. What the last of them has no room for is cut: the details have
  /// it.
  private func fit(
    _ text: String, width: Int, lines count: Int, _ glyphSet: GlyphSet
  ) -> [String] {
    let lines = wrap(text, width: width, glyphSet: glyphSet)
    guard lines.count > count else { return lines }
    return lines.prefix(count - 1) + [lines[(count - 1)...].joined(separator: " ")]
  }
}
