import Canvas
import Foundation
import Moderation

/// All that is known of the selected person, on the whole screen.
struct DetailView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard let request = state.selectedRequest else { return }
    FactSheet(
      title: request.person.title,
      facts: facts(of: request).map { FactSheet.Fact($0.label, $0.value, $0.style) }
    ).draw(on: &frame, in: rect)
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
    state.groups[request.group].map {
      [("Group", "\($0.name): \(state.facts(of: $0))", .base)]
    } ?? []
  }

  private func span(since date: Date?, of verb: String) -> String {
    guard let date else { return "not known: the service gave no date that can be read" }
    return "\(Age(from: date, to: state.now).long), \(verb) \(date.minuteText) UTC"
  }
}
