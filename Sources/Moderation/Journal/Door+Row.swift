import Foundation
import GRDB

/// How a door stands in the table `door`. Times are seconds since 1970.
extension Door {
  /// - Parameter isAlive: whether a writer's process is still there.
  init(_ row: Row, isAlive: (String) -> Bool) throws {
    guard let shutAt = try row.decodeDate(forColumn: "shutAt"),
      let changedAt = try row.decodeDate(forColumn: "changedAt")
    else { throw DamagedRow() }
    guard let measure = Measure(rawValue: try row.decode(forColumn: "measure")),
      let status = Status(rawValue: try row.decode(forColumn: "status"))
    else { throw NewerRow() }
    let writer: String = try row.decode(forColumn: "writer")
    self.init(
      id: try row.decode(forColumn: "id"), group: try row.decode(forColumn: "convo"),
      groupName: try row.decode(forColumn: "groupName"), measure: measure,
      before: try Self.link(row.decode(forColumn: "before")),
      after: try Self.link(row.decode(forColumn: "after")), shutAt: shutAt,
      until: try row.decodeDate(forColumn: "until"), reason: try row.decode(forColumn: "reason"),
      status: status, writer: writer,
      isUnderWay: (status == .held || status.isInFlight) && isAlive(writer),
      changedAt: changedAt, version: try row.decode(forColumn: "version"))
  }

  /// - Returns: nil where the group has a door already.
  func insert(_ db: Database) throws -> Door? {
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO door (version, writer, status, measure, convo, groupName, before,
          after, shutAt, until, reason, changedAt, settledAt)
        VALUES (0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        writer, status.rawValue, measure.rawValue, group, groupName, try Self.text(before),
        try Self.text(after), shutAt.timeIntervalSince1970, until?.timeIntervalSince1970, reason,
        changedAt.timeIntervalSince1970, settledAt?.timeIntervalSince1970,
      ])
    guard db.changesCount == 1 else { return nil }
    var door = self
    door.id = db.lastInsertedRowID
    return door
  }

  /// - Returns: nil where somebody else has changed it.
  func update(_ db: Database) throws -> Door? {
    try db.cachedStatement(
      sql: """
        UPDATE door SET version = version + 1, writer = ?, status = ?, measure = ?, groupName = ?,
          before = ?, after = ?, shutAt = ?, until = ?, reason = ?, changedAt = ?, settledAt = ?
        WHERE id = ? AND version = ? AND settledAt IS NULL
        """
    ).execute(
      arguments: [
        writer, status.rawValue, measure.rawValue, groupName, try Self.text(before),
        try Self.text(after), shutAt.timeIntervalSince1970, until?.timeIntervalSince1970, reason,
        changedAt.timeIntervalSince1970, settledAt?.timeIntervalSince1970, id, version,
      ])
    guard db.changesCount == 1 else { return nil }
    var door = self
    door.version += 1
    return door
  }

  private var settledAt: Date? { status.isSettled ? changedAt : nil }

  private static func link(_ text: String) throws -> JoinLink {
    try JSONDecoder().decode(JoinLink.self, from: Data(text.utf8))
  }

  private static func text(_ link: JoinLink) throws -> String {
    String(decoding: try JSONEncoder().encode(link), as: UTF8.self)
  }
}
