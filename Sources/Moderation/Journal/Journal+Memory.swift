import ATProto
import Foundation
import GRDB

/// What is known of people from before.
extension Journal {
  /// Everybody who has been decided on or has a note.
  /// - Throws: `.journal`.
  public func personHistories() async throws(Fault) -> [DID: PersonHistory] {
    try await read { db in
      var personHistories: [DID: PersonHistory] = [:]
      // SQLite takes the other columns from the row that has the maximum.
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT member, max(id), verdict, settledAt, requestedAt, groupName, handle,
            sum(verdict IN ('reject', 'reject-and-block')) AS rejected,
            sum(verdict = 'approve') AS approved, sum(verdict = 'remove') AS removed
          FROM decision WHERE status = 'done' GROUP BY member
          """)
      while let row = try rows.next() {
        guard let member = DID(try row.decode(forColumn: "member")),
          let verdict = Decision.Verdict(rawValue: try row.decode(forColumn: "verdict"))
        else { continue }
        personHistories[member] = PersonHistory(
          rejected: try row.decode(forColumn: "rejected"),
          approved: try row.decode(forColumn: "approved"),
          removed: try row.decode(forColumn: "removed"),
          last: PersonHistory.Past(
            verdict: verdict, at: try row.decodeDate(forColumn: "settledAt") ?? .distantPast,
            requestedAt: try row.decodeDate(forColumn: "requestedAt"),
            groupName: try row.decode(forColumn: "groupName"),
            handle: Handle(try row.decode(forColumn: "handle")) ?? .invalid))
      }
      let notes = try Row.fetchCursor(db, sql: "SELECT member, text FROM note")
      while let row = try notes.next() {
        if let member = DID(try row.decode(forColumn: "member")) {
          personHistories[member, default: PersonHistory()].note = try row.decode(forColumn: "text")
        }
      }
      return personHistories
    }
  }

  /// Keeps a note on a person; an empty one is removed.
  /// - Throws: `.journal`.
  public func setNote(_ text: String, on member: DID, at now: Date) async throws(Fault) {
    try await write { db in
      if text.isEmpty {
        try db.execute(sql: "DELETE FROM note WHERE member = ?", arguments: [member.description])
      } else {
        try db.execute(
          sql: "INSERT OR REPLACE INTO note (member, text, changedAt) VALUES (?, ?, ?)",
          arguments: [member.description, text, now.timeIntervalSince1970])
      }
    }
  }
}
