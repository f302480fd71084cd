import Canvas
import Foundation
import Moderation

/// One decision of before, and the person as they were seen then.
struct HistoryEntryView {
  private let entry: JournalEntry
  /// What labelers are called now.
  private let labelers: Labelers?

  init(_ entry: JournalEntry, labelers: Labelers?) {
    self.entry = entry
    self.labelers = labelers
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    FactSheet(title: entry.request.person.title, facts: facts).draw(on: &frame, in: rect)
  }

  private var facts: [FactSheet.Fact] {
    let person = entry.request.person
    let decided = "\(entry.verdict.imperative), \(entry.decidedAt.minuteText) UTC"
    let link = Link(person.profileURL)
    let handle = FactSheet.Fact("Handle", entry.whom, .rowHandle, link: link)
    return [FactSheet.Fact("Decided", decided, .emphasis), ended] + remarks + [handle] + waiting + [
      FactSheet.Fact("Account", span(since: person.createdAt, of: "made")),
      FactSheet.Fact("Relation", person.relationSentence),
    ] + profile + [
      FactSheet.Fact("Labels", person.labelSentence(labelers))
    ] + claims + [
      FactSheet.Fact("DID", person.did.description, .dim),
      FactSheet.Fact("Profile", person.profileURL, link: link),
      FactSheet.Fact("Group", entry.whereText),
    ]
  }

  private var ended: FactSheet.Fact {
    let sentence = [entry.sentence, entry.reason].compactMap { $0 }.joined(separator: " ")
    let date = (entry.settledAt ?? entry.sentAt).map { " (\($0.minuteText) UTC)" } ?? ""
    return FactSheet.Fact(
      "Ended", sentence + date, entry.status == .failed ? .statusError : .base)
  }

  /// Of a member nobody knows when they asked.
  private var waiting: [FactSheet.Fact] {
    guard entry.verdict != .remove else { return [] }
    return [FactSheet.Fact("Waiting", span(since: entry.request.requestedAt, of: "asked"))]
  }

  private var remarks: [FactSheet.Fact] {
    [
      entry.note.map { FactSheet.Fact("Note", $0, .rowBadge) },
      entry.rule.map { FactSheet.Fact("Rule", $0, .rowBadge) },
    ].compactMap { $0 }
  }

  private var profile: [FactSheet.Fact] {
    guard let profile = entry.profile else { return [] }
    return [
      FactSheet.Fact("Counts", profile.countsText),
      FactSheet.Fact("Bio", profile.bio.allSatisfy(\.isWhitespace) ? "none" : profile.bio),
    ]
  }

  private var claims: [FactSheet.Fact] {
    entry.request.person.claimSentence.map { [FactSheet.Fact("Claims", $0, .dim)] } ?? []
  }

  /// How long it was when it was decided.
  private func span(since date: Date?, of verb: String) -> String {
    guard let date else { return "not known" }
    return "\(Age(from: date, to: entry.decidedAt).long) then, \(verb) \(date.minuteText) UTC"
  }
}
