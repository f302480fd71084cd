import ATProto
import Foundation
import GRDB

/// A row of the table `decision`. Times are seconds since 1970, what was seen of a person is JSON.
struct DecisionRow: FetchableRecord, TableRecord {
  static let databaseTableName = "decision"

  enum Columns: String, ColumnExpression {
    case id, writer, status, verdict, convo, groupName, member, handle, requestedAt, person
    case profile, rule, note, decidedAt, sentAt, settledAt, reason, logCursor, blockKey
  }

  let entry: JournalEntry

  init(row: Row) throws {
    let person: Person = try row.decodeJSON(forColumn: Columns.person)
    guard let decidedAt = try row.decodeDate(forColumn: Columns.decidedAt) else {
      throw DamagedRow()
    }
    var entry = JournalEntry(
      id: try row.decode(forColumn: Columns.id),
      verdict: try row.decodeWord(forColumn: Columns.verdict),
      subject: Decision.Subject(
        group: try row.decode(forColumn: Columns.convo), person: person,
        requestedAt: try row.decodeDate(forColumn: Columns.requestedAt)),
      profile: try row.decodeJSONIfPresent(forColumn: Columns.profile),
      groupName: try row.decode(forColumn: Columns.groupName),
      rule: try row.decode(forColumn: Columns.rule),
      note: try row.decode(forColumn: Columns.note), decidedAt: decidedAt,
      sentAt: try row.decodeDate(forColumn: Columns.sentAt),
      settledAt: try row.decodeDate(forColumn: Columns.settledAt),
      status: try row.decodeWord(forColumn: Columns.status),
      reason: try row.decode(forColumn: Columns.reason))
    entry.writer = try row.decode(forColumn: Columns.writer)
    entry.logCursor = try row.decode(forColumn: Columns.logCursor)
    entry.blockKey = try row.decode(String?.self, forColumn: Columns.blockKey).flatMap(TID.init)
    let dates = [person.createdAt, person.readAt, entry.profile?.readAt].compactMap { $0 }
    guard dates.allSatisfy(\.isInCalendar) else { throw DamagedRow() }
    self.entry = entry
  }
}

extension DecisionDraft {
  /// Adds what is said anew to an entry of the writer that has not come to an end.
  /// - Returns: whether there is one.
  func renew(_ db: Database, writer: String) throws -> Bool {
    try db.run(
      """
      UPDATE decision SET rule = coalesce(:rule, rule), note = coalesce(:note, note)
      WHERE convo = :group AND member = :member AND requestedAt IS :requestedAt
        AND writer = :writer AND verdict = :verdict AND settledAt IS NULL
      """,
      [
        "rule": rule, "note": note, "group": subject.group,
        "member": subject.person.did.description,
        "requestedAt": subject.requestedAt?.timeIntervalSince1970, "writer": writer,
        "verdict": verdict,
      ]) > 0
  }

  /// Writes the draft down as a decision that is held.
  func add(to db: Database, writer: String, at now: Date) throws {
    // GRDB's insertion of a record takes 0.1 ms longer, which counts for a thousand at once.
    try db.run(
      """
      INSERT INTO decision (writer, status, verdict, convo, groupName, member, handle, requestedAt,
        person, profile, rule, note, decidedAt)
      VALUES (:writer, :status, :verdict, :convo, :groupName, :member, :handle, :requestedAt,
        :person, :profile, :rule, :note, :decidedAt)
      """,
      [
        "writer": writer, "status": JournalEntry.Status.held, "verdict": verdict,
        "convo": subject.group, "groupName": groupName,
        "member": subject.person.did.description, "handle": subject.person.handle.description,
        "requestedAt": subject.requestedAt?.timeIntervalSince1970,
        "person": try json(subject.person), "profile": try profile.map(json), "rule": rule,
        "note": note, "decidedAt": now.timeIntervalSince1970,
      ])
  }
}

// What the enums are called in the tables: by their raw values.
extension JournalEntry.Status: DatabaseValueConvertible {}
extension Decision.Verdict: DatabaseValueConvertible {}
extension Door.Status: DatabaseValueConvertible {}
extension Door.Measure: DatabaseValueConvertible {}

extension Database {
  /// Runs a statement, which is kept for the next time.
  /// - Returns: how many rows it has changed.
  @discardableResult
  func run(
    _ sql: String, _ arguments: [String: (any DatabaseValueConvertible)?]
  ) throws -> Int {
    try cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    return changesCount
  }
}

/// A file may be damaged where SQLite does not look, so that a column holds what it never was given.
extension Row {
  /// - Throws: ``NewerRow`` for a word that this version does not know.
  func decodeWord<Word: RawRepresentable<String>>(
    _: Word.Type = Word.self, forColumn column: some ColumnExpression
  ) throws -> Word {
    guard let word = Word(rawValue: try decode(forColumn: column)) else { throw NewerRow() }
    return word
  }

  func decodeJSON<Value: Decodable>(
    _: Value.Type = Value.self, forColumn column: some ColumnExpression
  ) throws -> Value {
    guard let value: Value = try decodeJSONIfPresent(forColumn: column) else {
      throw DamagedRow()
    }
    return value
  }

  func decodeJSONIfPresent<Value: Decodable>(
    _: Value.Type = Value.self, forColumn column: some ColumnExpression
  ) throws -> Value? {
    try decode(String?.self, forColumn: column).map {
      try JSONDecoder().decode(Value.self, from: Data($0.utf8))
    }
  }

  /// A time in seconds since 1970.
  func decodeDate(forColumn column: some ColumnExpression) throws -> Date? {
    try decode(Double?.self, forColumn: column).map(Date.init(journalSeconds:))
  }
}

extension Date {
  /// - Parameter seconds: since 1970.
  /// - Throws: ``DamagedRow`` for a time that no calendar has.
  init(journalSeconds seconds: Double) throws {
    self.init(timeIntervalSince1970: seconds)
    guard isInCalendar else { throw DamagedRow() }
  }
}

func json(_ value: some Encodable) throws -> String {
  String(decoding: try encoder.encode(value), as: UTF8.self)
}

private let encoder = JSONEncoder()
