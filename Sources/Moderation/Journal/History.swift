import ATProto
import Foundation
import GRDB

/// Which decisions to tell of.
public struct HistoryQuery: Equatable, Sendable {
  /// Only those about a group; nil for all.
  public var group: Group.ID?
  /// Only those about a person; nil for all.
  public var member: DID?
  /// Only those made at this time or later.
  public var since: Date?
  /// Only those with a lower number: the next page.
  public var before: JournalEntry.ID?
  /// At most so many.
  public var limit: Int

  /// All decisions, as far as nothing else is said.
  public init(
    group: Group.ID? = nil, member: DID? = nil, since: Date? = nil,
    before: JournalEntry.ID? = nil, limit: Int = 1_000
  ) {
    self.group = group
    self.member = member
    self.since = since
    self.before = before
    self.limit = limit
  }
}

/// What a group was called when something was decided in it.
public struct PastGroup: Hashable, Sendable {
  public let id: Group.ID
  public let name: String

  /// A group by a name that it had.
  public init(id: Group.ID, name: String) {
    self.id = id
    self.name = name
  }
}

extension Journal {
  /// Decisions, the newest first.
  /// - Throws: `.journal`.
  public func history(_ query: HistoryQuery) async throws(Fault) -> [JournalEntry] {
    try await read { db in
      typealias Columns = DecisionRow.Columns
      var rows = DecisionRow.order(Columns.id.desc).limit(query.limit)
      if let group = query.group { rows = rows.filter(Columns.convo == group) }
      if let member = query.member {
        rows = rows.filter(Columns.member == member.description)
      }
      if let since = query.since {
        rows = rows.filter(Columns.decidedAt >= since.timeIntervalSince1970)
      }
      if let before = query.before { rows = rows.filter(Columns.id < before) }
      return try rows.fetchAll(db).map(\.entry)
    }
  }

  /// The groups that decisions were about, by every name that they had, the latest first.
  /// - Throws: `.journal`.
  public func groups() async throws(Fault) -> [PastGroup] {
    try await read { db in
      try PastGroupRow.fetchAll(
        db,
        sql: """
          SELECT convo, groupName FROM decision
          GROUP BY convo, groupName ORDER BY max(id) DESC
          """
      ).map { PastGroup(id: $0.convo, name: $0.groupName) }
    }
  }

  /// The last decision about everybody who was called so when it was made, the latest first.
  /// - Throws: `.journal`.
  public func members(called handle: Handle) async throws(Fault) -> [JournalEntry] {
    try await read { db in
      // SQLite takes the other columns from the row that has the maximum.
      try DecisionRow.fetchAll(
        db,
        sql: """
          SELECT *, max(id) FROM decision WHERE handle = :handle
          GROUP BY member ORDER BY max(id) DESC
          """,
        arguments: ["handle": handle.description]
      ).map(\.entry)
    }
  }
}

extension FilterSubject {
  /// A decision of before, as everything was seen then: ages and waiting times are counted to when
  /// it was made.
  public init(_ entry: JournalEntry) {
    self.init(
      entry.subject.person, requestedAt: entry.subject.requestedAt, groupName: entry.groupName,
      now: entry.decidedAt, profile: entry.profile, asked: nil)
  }
}

/// A name of a group in the table `decision`.
private struct PastGroupRow: Decodable, FetchableRecord {
  let convo: String
  let groupName: String
}

/// What the journal remembers of a person.
public struct PersonHistory: Equatable, Sendable {
  /// The last decision that was carried out.
  public struct Past: Equatable, Sendable {
    public var verdict: Decision.Verdict
    public var at: Date
    /// When the request that it was about was made.
    public var requestedAt: Date?
    /// What the group was called then.
    public var groupName: String
    /// What the person was called then.
    public var handle: Handle

    /// A decision as it is described.
    public init(
      verdict: Decision.Verdict, at: Date, requestedAt: Date?, groupName: String, handle: Handle
    ) {
      self.verdict = verdict
      self.at = at
      self.requestedAt = requestedAt
      self.groupName = groupName
      self.handle = handle
    }
  }

  /// Requests of this person that have been rejected, in all groups of the owner.
  public var rejected: Int
  /// Requests that have been approved.
  public var approved: Int
  /// How many times this person was removed from a group.
  public var removed: Int
  /// Nil where nothing was decided about the person yet.
  public var last: Past?
  /// What the owner wrote down about the person.
  public var note: String?

  /// What is remembered, as it is described.
  public init(
    rejected: Int = 0, approved: Int = 0, removed: Int = 0, last: Past? = nil, note: String? = nil
  ) {
    self.rejected = rejected
    self.approved = approved
    self.removed = removed
    self.last = last
    self.note = note
  }

  /// How many times the person has asked to join a group of the owner, the last time included.
  /// - Parameter requestedAt: when that was.
  public func asked(requestedAt: Date?) -> Int {
    let decided = rejected + approved
    // A request can still be on a list although it has just been decided on.
    let isCounted = requestedAt != nil && last?.requestedAt == requestedAt && decided > 0
    return isCounted ? decided : decided + 1
  }
}

/// What is known of people from before.
extension Journal {
  /// Everybody who has been decided on or has a note.
  /// - Throws: `.journal`.
  public func personHistories() async throws(Fault) -> [DID: PersonHistory] {
    try await read { db in
      var personHistories: [DID: PersonHistory] = [:]
      // SQLite takes the other columns from the row that has the maximum.
      let decided = try PersonHistoryRow.fetchCursor(
        db,
        sql: """
          SELECT member, max(id), verdict, settledAt, requestedAt, groupName, handle,
            sum(verdict IN (:reject, :rejectAndBlock)) AS rejected,
            sum(verdict = :approve) AS approved, sum(verdict = :remove) AS removed
          FROM decision WHERE status = :done GROUP BY member
          """,
        arguments: [
          "reject": Decision.Verdict.reject, "rejectAndBlock": Decision.Verdict.rejectAndBlock,
          "approve": Decision.Verdict.approve, "remove": Decision.Verdict.remove,
          "done": JournalEntry.Status.done,
        ])
      while let row = try decided.next() {
        if let member = row.member, let history = row.history { personHistories[member] = history }
      }
      let notes = try NoteRow.fetchCursor(db)
      while let note = try notes.next() {
        if let member = DID(note.member) {
          personHistories[member, default: PersonHistory()].note = note.text
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
        _ = try NoteRow.filter(NoteRow.Columns.member == member.description).deleteAll(db)
      } else {
        try NoteRow(
          member: member.description, text: text, changedAt: now.timeIntervalSince1970
        ).insert(db, onConflict: .replace)
      }
    }
  }
}

/// All decisions about one person that were carried out.
private struct PersonHistoryRow: FetchableRecord {
  let member: DID?
  /// Nil where the last decision is one of a newer version.
  let history: PersonHistory?

  init(row: Row) throws {
    member = DID(try row.decode(forColumn: "member"))
    guard member != nil,
      let verdict = Decision.Verdict(rawValue: try row.decode(forColumn: "verdict"))
    else {
      history = nil
      return
    }
    history = PersonHistory(
      rejected: try row.decode(forColumn: "rejected"),
      approved: try row.decode(forColumn: "approved"),
      removed: try row.decode(forColumn: "removed"),
      last: PersonHistory.Past(
        verdict: verdict,
        at: try row.decodeDate(forColumn: DecisionRow.Columns.settledAt) ?? .distantPast,
        requestedAt: try row.decodeDate(forColumn: DecisionRow.Columns.requestedAt),
        groupName: try row.decode(forColumn: "groupName"),
        handle: Handle(try row.decode(forColumn: "handle")) ?? .invalid))
  }
}

/// A row of the table `note`.
private struct NoteRow: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "note"

  enum Columns: String, ColumnExpression {
    case member, text, changedAt
  }

  let member: String
  let text: String
  /// In seconds since 1970.
  let changedAt: Double
}
