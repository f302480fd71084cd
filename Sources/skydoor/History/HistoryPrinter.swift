import Foundation
import Moderation
import Words

/// Prints decisions, page by page.
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
    .init("TIME (UTC)", least: 16, dispensability: 1), .init("DECISION"),
    .init("PERSON", least: 24), .init("GROUP", least: 12, dispensability: 2), .init("ENDED"),
    // The last column pushes no other off the screen.
    .init("NOTE", limit: .max, dispensability: 3),
  ])

  init(_ format: Format) {
    self.format = format
  }

  /// The lines of further decisions. A table has its header before the first of them; CSV always has
  /// one.
  mutating func text(_ entries: [JournalEntry]) -> String {
    hasShownAny = hasShownAny || !entries.isEmpty
    switch format {
    case .table: return entries.isEmpty ? "" : table.lines(entries.map(Self.row))
    case .json: return entries.map { $0.json.line }.joined()
    case .csv:
      defer { hasHeader = true }
      let header = hasHeader ? "" : CSV.line(JournalEntry.fields.map(\.name))
      let lines = entries.map { entry in
        CSV.line(JournalEntry.fields.map { $0.value(entry).plainText })
      }.joined()
      return Self.harmless(header + lines)
    }
  }

  /// Makes the lines safe on a terminal. Elsewhere data is left unaltered.
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
  /// The fields that `history --json` and `--csv` print, in their order.
  fileprivate static let fields: [(name: String, value: @Sendable (JournalEntry) -> JSONValue)] = [
    ("id", { .number(Int($0.id)) }),
    ("decidedAt", { .date($0.decidedAt) }),
    ("sentAt", { .date($0.sentAt) }),
    ("settledAt", { .date($0.settledAt) }),
    ("group", { .string($0.subject.group) }),
    ("groupName", { .string($0.groupName) }),
    ("member", { .string($0.subject.person.did.description) }),
    ("handle", { .string($0.subject.person.handle.description) }),
    ("displayName", { .string($0.subject.person.displayName) }),
    ("action", { .string($0.verdict.rawValue) }),
    ("outcome", { .string($0.status.rawValue) }),
    ("rule", { .string($0.rule) }),
    ("note", { .string($0.note) }),
    ("error", { .string($0.reason) }),
  ]

  fileprivate var json: JSONValue {
    .object(Self.fields.map { .init($0.name, $0.value(self)) })
  }
}
