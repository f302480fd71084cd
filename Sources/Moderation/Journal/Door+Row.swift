import Foundation
import GRDB

/// How a door stands in the table `door`. Times are seconds since 1970.
extension Door {
  /// - Parameter isAlive: whether a writer's process is still there.
  init(_ row: Row, isAlive: (String) -> Bool) throws {
    guard let measure = Measure(rawValue: row["measure"]),
      let status = Status(rawValue: row["status"])
    else { throw ForeignEntry() }
    let writer: String = row["writer"]
    self.init(
      id: row["id"], group: row["convo"], groupName: row["groupName"], measure: measure,
      before: try Self.link(row["before"]), after: try Self.link(row["after"]),
      shutAt: Date(timeIntervalSince1970: row["shutAt"]), until: Date(row["until"]),
      reason: row["reason"], status: status, writer: writer,
      isUnderWay: (status == .held || status.isInFlight) && isAlive(writer),
      changedAt: Date(timeIntervalSince1970: row["changedAt"]), version: row["version"])
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
          before = ?, after = ?, until = ?, reason = ?, changedAt = ?, settledAt = ?
        WHERE id = ? AND version = ? AND settledAt IS NULL
        """
    ).execute(
      arguments: [
        writer, status.rawValue, measure.rawValue, groupName, try Self.text(before),
        try Self.text(after), until?.timeIntervalSince1970, reason,
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
