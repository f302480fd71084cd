import ATProto
import Foundation
import GRDB

/// How an entry stands in the table `decision`. Times are seconds since 1970.
extension JournalEntry {
  init(_ row: Row) throws {
    guard let person: Person = try row.decodeJSON(forColumn: "person"),
      let decidedAt = try row.decodeDate(forColumn: "decidedAt")
    else {
      throw DamagedRow()
    }
    guard let verdict = Decision.Verdict(rawValue: try row.decode(forColumn: "verdict")),
      let status = Status(rawValue: try row.decode(forColumn: "status"))
    else {
      throw NewerRow()
    }
    self.init(
      id: try row.decode(forColumn: "id"), verdict: verdict,
      subject: Decision.Subject(
        group: try row.decode(forColumn: "convo"), person: person,
        requestedAt: try row.decodeDate(forColumn: "requestedAt")),
      profile: try row.decodeJSON(forColumn: "profile"),
      groupName: try row.decode(forColumn: "groupName"), rule: try row.decode(forColumn: "rule"),
      note: try row.decode(forColumn: "note"),
      decidedAt: decidedAt,
      sentAt: try row.decodeDate(forColumn: "sentAt"),
      settledAt: try row.decodeDate(forColumn: "settledAt"), status: status,
      reason: try row.decode(forColumn: "reason"))
    writer = try row.decode(forColumn: "writer")
    logCursor = try row.decode(forColumn: "logCursor")
    blockKey = try row.decode(String?.self, forColumn: "blockKey").flatMap(TID.init)
    let dates = [person.createdAt, person.readAt, profile?.readAt].compactMap { $0 }
    guard dates.allSatisfy(\.isInCalendar) else { throw DamagedRow() }
  }
}

extension DecisionDraft {
  /// Adds what is said anew to an entry of the writer that has not come to an end.
  /// - Returns: whether there is one.
  func renew(_ db: Database, writer: String) throws -> Bool {
    try db.cachedStatement(
      sql: """
        UPDATE decision SET rule = coalesce(?, rule), note = coalesce(?, note)
        WHERE convo = ? AND member = ? AND requestedAt IS ? AND writer = ? AND verdict = ?
          AND settledAt IS NULL
        """
    ).execute(arguments: [
      rule, note, subject.group, subject.person.did.description,
      subject.requestedAt?.timeIntervalSince1970, writer, verdict.rawValue,
    ])
    return db.changesCount > 0
  }

  /// Writes the draft down as a decision that is held.
  func insert(_ db: Database, writer: String, at now: Date) throws {
    let encoder = JSONEncoder()
    try db.cachedStatement(
      sql: """
        INSERT INTO decision (writer, status, verdict, convo, groupName, member, handle,
          requestedAt, person, profile, rule, note, decidedAt)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      writer, JournalEntry.Status.held.rawValue, verdict.rawValue, subject.group, groupName,
      subject.person.did.description, subject.person.handle.description,
      subject.requestedAt?.timeIntervalSince1970,
      String(decoding: try encoder.encode(subject.person), as: UTF8.self),
      try profile.map { String(decoding: try encoder.encode($0), as: UTF8.self) }, rule, note,
      now.timeIntervalSince1970,
    ])
  }
}

/// A file may be damaged where SQLite does not look, so that a column holds what it never was given.
extension Row {
  fileprivate func decodeJSON<Value: Decodable>(
    _: Value.Type = Value.self, forColumn column: String
  ) throws -> Value? {
    try decode(String?.self, forColumn: column).map {
      try JSONDecoder().decode(Value.self, from: Data($0.utf8))
    }
  }

  /// A time in seconds since 1970.
  func decodeDate(forColumn column: String) throws -> Date? {
    let date = try decode(Double?.self, forColumn: column).map(Date.init(timeIntervalSince1970:))
    guard date?.isInCalendar ?? true else { throw DamagedRow() }
    return date
  }
}
