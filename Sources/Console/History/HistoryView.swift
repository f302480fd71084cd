import Canvas
import Foundation
import Moderation
import Words

/// What was decided before: a list, or one decision of it with everything that was seen then.
struct HistoryView<Host: HistoryHost> {
  private let state: Host

  init(_ state: Host) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0, let history = state.history else { return }
    if history.isOpen, let entry = history.selected {
      HistoryEntryView(entry, labelers: state.people.labelers).draw(on: &frame, in: rect)
      return
    }
    frame.putLine(heading(of: history), in: rect, style: .emphasis)
    ListView(
      cursor: history.list.cursor, count: history.list.rows.count, note: emptyNote(of: history)
    ) {
      HistoryRow(entry: history.entries[$0])
    }.draw(on: &frame, in: rect.dropping(top: 1))
  }

  private func heading(of history: History) -> String {
    var parts = [history.isComplete ? history.list.rows.count.decisions : "newest first"]
    if !history.list.rows.isEmpty {
      parts.append("\(history.list.cursor.index + 1) of \(history.list.rows.count)")
      if !history.isComplete { parts[1] += "+" }
    }
    if history.isReading { parts.append("reading…") }
    if history.fault != nil { parts.append("not read further") }
    if history.list.filter.isActive, !state.isFiltering {
      parts.append("filter: \(history.list.filter.text)")
    }
    let whose = history.person.map { " of \($0.mention)" } ?? ""
    return "History\(whose): \(parts.joined(separator: " · "))"
  }

  private func emptyNote(of history: History) -> [String] {
    if let fault = history.fault {
      return state.note(on: fault)
    }
    if !history.isComplete { return ["Looking into the journal…"] }
    if history.list.filter.isActive {
      return ["No decision matches the filter.", state.hint(.close) { "\($0) shows all again." }]
    }
    return history.person == nil
      ? ["Nothing has been decided yet.", "Every decision made here shows up in this list."]
      : ["Nothing has been decided about this person yet."]
  }
}

extension Int {
  fileprivate var decisions: String { self == 1 ? "1 decision" : "\(self) decisions" }
}

enum HistoryColumn: ListColumn {
  case time, decision, name, handle, group, ended, notes

  var heading: (title: String, extent: ListColumnExtent) {
    switch self {
    // `2026-11-20 14:03`
    case .time: ("TIME (UTC)", .fixed(16))
    case .decision: ("DECISION", .fixed(8))
    case .name: ("NAME", .fitted(least: 10, ample: 16, most: 32))
    case .handle: ("HANDLE", .fitted(least: 14, ample: 31, most: 48))
    case .group: ("GROUP", .fitted(least: 8, ample: 24, most: 32))
    // The longest of the words for it.
    case .ended: ("ENDED", .fixed(11))
    case .notes: ("NOTES", .rest(least: 10))
    }
  }

  var isIdentity: Bool { self == .handle }
  static let growing: [HistoryColumn] = [.handle, .name, .group]
  static let dispensable: [HistoryColumn] = [.notes, .name, .group, .ended]
  static let gutter = 2
}

struct HistoryRow: ListRow {
  let entry: JournalEntry

  var isGone: Bool { false }
  var sign: (text: String, style: Style)? { nil }
  var failure: String? { nil }

  func content(
    of column: HistoryColumn, beside _: [HistoryColumn]
  ) -> (text: String, style: Style) {
    switch column {
    case .time: (entry.decidedAt.minuteText, .row)
    case .decision: (entry.verdict.shortText, .row)
    case .name: (entry.subject.person.displayName, .row)
    case .handle: (entry.whom, .rowHandle)
    case .group: (entry.whereText, .row)
    case .ended: (entry.status.text, entry.status.style)
    case .notes: (entry.remarks, .rowDim)
    }
  }
}

extension JournalEntry.Status {
  fileprivate var style: Style {
    switch self {
    case .held, .sent, .doubtful: .rowBadge
    case .done: .row
    case .gone, .withdrawn: .rowDim
    case .failed: .rowFailed
    }
  }
}

extension Decision.Verdict {
  fileprivate var shortText: String {
    switch self {
    case .reject: "reject"
    case .approve: "approve"
    case .rejectAndBlock: "block"
    case .remove: "remove"
    }
  }
}

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
    FactSheet(title: entry.subject.person.title, facts: facts).draw(on: &frame, in: rect)
  }

  private var facts: [FactSheet.Fact] {
    let person = entry.subject.person
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
    return [FactSheet.Fact("Waiting", span(since: entry.subject.requestedAt, of: "asked"))]
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
    entry.subject.person.claimSentence.map { [FactSheet.Fact("Claims", $0, .dim)] } ?? []
  }

  /// How long it was when it was decided.
  private func span(since date: Date?, of verb: String) -> String {
    guard let date else { return "not known" }
    return "\(Age(from: date, to: entry.decidedAt).long) then, \(verb) \(date.minuteText) UTC"
  }
}
