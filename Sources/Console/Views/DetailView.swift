import Canvas
import Foundation
import Moderation

/// All that is known of the selected person, on the whole screen.
struct DetailView {
  private let state: State

  init(_ state: State) { self.state = state }

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
    ] + group(of: request)
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
    if let (cluster, name) = state.people.bursts.cluster(of: request.id) {
      facts.append(Fact("Burst \(name)", cluster.sentence, .rowBadge))
    }
    if let memory = state.people.memories[request.person.did] {
      if memory.last != nil { facts.append(Fact("Before", memory.sentence, .rowBadge)) }
      if let note = memory.note { facts.append(Fact("Note", note, .rowBadge)) }
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

  private func group(of request: JoinRequest) -> [Fact] {
    state.groups[request.group].map {
      [Fact("Group", "\($0.name): \(state.facts(of: $0))")]
    } ?? []
  }

  private func span(since date: Date?, of verb: String) -> String {
    guard let date else { return "not known: the service gave no date that can be read" }
    return "\(Age(from: date, to: state.now).long), \(verb) \(date.minuteText) UTC"
  }
}
