import ATProto
import Foundation
import GRDB

/// What interrupted processes have left open.
extension Journal {
  /// What a look at the service has shown of an entry.
  struct Finding: Sendable {
    let entry: JournalEntry
    let status: JournalEntry.Status
    var reason: String?
  }

  /// Whether a process that is there has decisions open, this one aside.
  func isAnotherAtWork() async throws(Fault) -> Bool {
    try await read { [self] db in
      try openWriters(db).contains { $0 != writerName && isAlive($0) }
    }
  }

  private func openWriters(_ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT DISTINCT writer FROM decision WHERE settledAt IS NULL")
  }

  /// The open decisions whose process is not there any more, oldest first.
  func interrupted() async throws(Fault) -> [JournalEntry] {
    try await read { [self] db in
      let entries = try openWriters(db).filter { !isAlive($0) }.flatMap { writer in
        try Row.fetchAll(
          db, sql: "SELECT * FROM decision WHERE settledAt IS NULL AND writer = ?",
          arguments: [writer]
        ).map(JournalEntry.init)
      }
      return entries.sorted { $0.id < $1.id }
    }
  }

  /// Takes entries over and writes down what was found.
  /// - Returns: those that are still open and belong to this process now. What another process has
  ///   taken over meanwhile is left to it.
  func adopt(_ findings: [Finding], at now: Date) async throws(Fault) -> [JournalEntry] {
    try await write { [writerName] db in
      var adopted: [JournalEntry] = []
      for finding in findings {
        let settledAt = finding.status.isOpen ? nil : now
        try db.cachedStatement(
          sql: """
            UPDATE decision SET writer = ?, status = ?, reason = ?, settledAt = ?
            WHERE id = ? AND writer = ? AND settledAt IS NULL
            """
        ).execute(arguments: [
          writerName, finding.status.rawValue, finding.reason, settledAt?.timeIntervalSince1970,
          finding.entry.id, finding.entry.writer,
        ])
        guard db.changesCount == 1, finding.status.isOpen else { continue }
        var entry = finding.entry
        entry.writer = writerName
        entry.status = finding.status
        adopted.append(entry)
      }
      return adopted
    }
  }

  /// Marks decisions that this process has taken over as not to be sent any more.
  func drop(_ entries: [JournalEntry.ID], at now: Date) async throws(Fault) {
    try await write { [writerName] db in
      for entry in entries {
        try db.cachedStatement(
          sql: """
            UPDATE decision SET status = 'withdrawn', settledAt = ?
            WHERE id = ? AND writer = ? AND settledAt IS NULL
            """
        ).execute(arguments: [now.timeIntervalSince1970, entry, writerName])
      }
    }
  }
}
