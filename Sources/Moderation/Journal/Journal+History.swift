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

extension Journal {
  /// Decisions, the newest first.
  /// - Throws: `.journal`.
  public func history(_ query: HistoryQuery) async throws(Fault) -> [JournalEntry] {
    try await read { db in
      var conditions: [String] = ["TRUE"]
      var arguments: StatementArguments = []
      func add(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
        guard let value else { return }
        conditions.append(condition)
        arguments += [value]
      }
      add("convo = ?", query.group)
      add("member = ?", query.member?.description)
      add("decidedAt >= ?", query.since?.timeIntervalSince1970)
      add("id < ?", query.before)
      arguments += [query.limit]
      return try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM decision WHERE \(conditions.joined(separator: " AND "))
          ORDER BY id DESC LIMIT ?
          """, arguments: arguments
      ).map(JournalEntry.init)
    }
  }

  /// The groups that decisions were about, by every name that they had, the latest first.
  /// - Throws: `.journal`.
  public func groups() async throws(Fault) -> [PastGroup] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT convo, groupName FROM decision
          GROUP BY convo, groupName ORDER BY max(id) DESC
          """
      ).map {
        PastGroup(
          id: try $0.decode(forColumn: "convo"), name: try $0.decode(forColumn: "groupName"))
      }
    }
  }

  /// The last decision about everybody who was called so when it was made, the latest first.
  /// - Throws: `.journal`.
  public func members(called handle: Handle) async throws(Fault) -> [JournalEntry] {
    try await read { db in
      // SQLite takes the other columns from the row that has the maximum.
      try Row.fetchAll(
        db,
        sql:
          "SELECT *, max(id) FROM decision WHERE handle = ? GROUP BY member ORDER BY max(id) DESC",
        arguments: [handle.description]
      ).map(JournalEntry.init)
    }
  }
}
