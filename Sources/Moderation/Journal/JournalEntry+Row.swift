import ATProto
import Foundation
import GRDB

/// How an entry stands in the table `decision`. Times are seconds since 1970.
extension JournalEntry {
  init(_ row: Row) throws {
    let person = try JSONDecoder().decode(Person.self, from: Data((row["person"] as String).utf8))
    let profile = try (row["profile"] as String?).map {
      try JSONDecoder().decode(Profile.self, from: Data($0.utf8))
    }
    guard let verdict = Decision.Verdict(rawValue: row["verdict"]),
      let status = Status(rawValue: row["status"])
    else {
      throw ForeignEntry()
    }
    self.init(
      id: row["id"], verdict: verdict,
      request: JoinRequest(
        group: row["convo"], person: person, requestedAt: Date(row["requestedAt"])),
      profile: profile, groupName: row["groupName"], rule: row["rule"], note: row["note"],
      decidedAt: Date(timeIntervalSince1970: row["decidedAt"]), sentAt: Date(row["sentAt"]),
      settledAt: Date(row["settledAt"]), status: status, reason: row["reason"])
    writer = row["writer"]
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
      rule, note, request.group, request.person.did.description,
      request.requestedAt?.timeIntervalSince1970, writer, verdict.rawValue,
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
      writer, JournalEntry.Status.held.rawValue, verdict.rawValue, request.group, groupName,
      request.person.did.description, request.person.handle.description,
      request.requestedAt?.timeIntervalSince1970,
      String(decoding: try encoder.encode(request.person), as: UTF8.self),
      try profile.map { String(decoding: try encoder.encode($0), as: UTF8.self) }, rule, note,
      now.timeIntervalSince1970,
    ])
  }
}

extension Date {
  init?(_ seconds: Double?) {
    guard let seconds else { return nil }
    self.init(timeIntervalSince1970: seconds)
  }
}
