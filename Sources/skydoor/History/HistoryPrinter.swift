import Foundation
import Moderation
import Words

/// Puts decisions into lines, page by page.
struct HistoryPrinter {
  enum Format: Sendable {
    case table
    case json
    case csv
  }

  private let format: Format
  private(set) var hasShownAny = false
  private var hasHeader = false
  private var table = Table([
    .init("TIME (UTC)"), .init("DECISION"), .init("PERSON"), .init("GROUP"), .init("ENDED"),
    // The last column pushes no other off the screen.
    .init("NOTE", limit: .max),
  ])

  init(_ format: Format) {
    self.format = format
  }

  /// The lines of some more decisions. A table has its header with the first of them, CSV has one
  /// in any case.
  mutating func text(_ entries: [JournalEntry]) -> String {
    hasShownAny = hasShownAny || !entries.isEmpty
    switch format {
    case .table: return entries.isEmpty ? "" : table.lines(entries.map(Self.row))
    case .json: return entries.map { JSONValue.object($0.fields).line }.joined()
    case .csv:
      defer { hasHeader = true }
      let header = hasHeader ? "" : CSV.line(JournalEntry.fieldNames)
      let lines = entries.map { entry in CSV.line(entry.fields.map(\.value.plainText)) }.joined()
      return Self.harmless(header + lines)
    }
  }

  /// Data is given as it is; only what is looked at on a terminal must not drive it.
  private static func harmless(_ lines: String) -> String {
    guard StandardStream.output.isTerminal else { return lines }
    return lines.split(separator: "\r\n").map { String($0).safeForPeople + "\n" }.joined()
  }

  private static func row(_ entry: JournalEntry) -> [String] {
    [
      entry.decidedAt.minuteText, entry.verdict.imperative, entry.whom, entry.whereText,
      entry.status.text, entry.remarks,
    ]
  }
}

extension JournalEntry {
  /// As `history --json` and `--csv` print it.
  var fields: [JSONValue.Member] {
    let person = subject.person
    return [
      .init("id", .number(Int(id))),
      .init("decidedAt", .date(decidedAt)),
      .init("sentAt", .date(sentAt)),
      .init("settledAt", .date(settledAt)),
      .init("group", .string(subject.group)),
      .init("groupName", .string(groupName)),
      .init("member", .string(person.did.description)),
      .init("handle", .string(person.handle.description)),
      .init("displayName", .string(person.displayName)),
      .init("action", .string(verdict.rawValue)),
      .init("outcome", .string(status.rawValue)),
      .init("rule", .string(rule)),
      .init("note", .string(note)),
      .init("error", .string(reason)),
    ]
  }

  /// The names of ``fields``, in their order.
  static let fieldNames = [
    "id", "decidedAt", "sentAt", "settledAt", "group", "groupName", "member", "handle",
    "displayName", "action", "outcome", "rule", "note", "error",
  ]
}
