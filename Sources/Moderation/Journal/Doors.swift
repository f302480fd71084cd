import ATProto
import Foundation
import GRDB

/// What is kept about doors: see ``Door``.
extension Journal {
  /// The doors that are not settled, oldest first.
  /// - Throws: `.journal`.
  func doors() async throws(Fault) -> [Door] {
    try await read { [self] db in
      try DoorRow.open.order(DoorRow.Columns.id).fetchAll(db).map { $0.door(isAlive) }
    }
  }

  /// The door of a group that is not settled.
  /// - Throws: `.journal`.
  func door(of group: Group.ID) async throws(Fault) -> Door? {
    try await read { [self] db in
      try DoorRow.open.filter(DoorRow.Columns.convo == group).fetchOne(db)?.door(isAlive)
    }
  }

  /// Writes doors down, all or none.
  /// - Returns: those of groups that have no other.
  /// - Throws: `.journal`.
  func add(_ doors: [Door], at now: Date) async throws(Fault) -> [Door] {
    try await write { [self] db in try doors.compactMap { try mine($0, at: now).add(to: db) } }
  }

  /// Writes a door down as this process leaves it.
  /// - Returns: the door as it stands there now; nil where another process has written about it
  ///   since it was read.
  /// - Throws: `.journal`.
  func save(_ door: Door, at now: Date) async throws(Fault) -> Door? {
    try await write { [self] db in
      let door = mine(door, at: now)
      return door.id == 0 ? try door.add(to: db) : try door.update(db)
    }
  }

  private func mine(_ door: Door, at now: Date) -> Door {
    var door = door
    door.writer = writerName
    door.changedAt = now
    door.isUnderWay = door.status == .held || door.status.isInFlight
    return door
  }
}

/// A row of the table `door`. Times are seconds since 1970, links JSON.
private struct DoorRow: FetchableRecord, PersistableRecord {
  static let databaseTableName = "door"

  enum Columns: String, ColumnExpression {
    case id, version, writer, status, measure, convo, groupName, before, after, shutAt, until
    case reason, changedAt, settledAt
  }

  private let stored: Door

  init(_ door: Door) { stored = door }

  init(row: Row) throws {
    guard let shutAt = try row.decodeDate(forColumn: Columns.shutAt),
      let changedAt = try row.decodeDate(forColumn: Columns.changedAt)
    else { throw DamagedRow() }
    let measure: Door.Measure = try row.decodeWord(forColumn: Columns.measure)
    let status: Door.Status = try row.decodeWord(forColumn: Columns.status)
    stored = Door(
      id: try row.decode(forColumn: Columns.id), group: try row.decode(forColumn: Columns.convo),
      groupName: try row.decode(forColumn: Columns.groupName), measure: measure,
      before: try row.decodeJSON(forColumn: Columns.before),
      after: try row.decodeJSON(forColumn: Columns.after), shutAt: shutAt,
      until: try row.decodeDate(forColumn: Columns.until),
      reason: try row.decode(forColumn: Columns.reason),
      status: status, writer: try row.decode(forColumn: Columns.writer), changedAt: changedAt,
      version: try row.decode(forColumn: Columns.version))
  }

  func encode(to container: inout PersistenceContainer) throws {
    container[Columns.version] = stored.version
    container[Columns.writer] = stored.writer
    container[Columns.status] = stored.status
    container[Columns.measure] = stored.measure
    container[Columns.convo] = stored.group
    container[Columns.groupName] = stored.groupName
    container[Columns.before] = try json(stored.before)
    container[Columns.after] = try json(stored.after)
    container[Columns.shutAt] = stored.shutAt.timeIntervalSince1970
    container[Columns.until] = stored.until?.timeIntervalSince1970
    container[Columns.reason] = stored.reason
    container[Columns.changedAt] = stored.changedAt.timeIntervalSince1970
    container[Columns.settledAt] =
      stored.status.isSettled ? stored.changedAt.timeIntervalSince1970 : nil
  }

  static var open: QueryInterfaceRequest<DoorRow> { filter(Columns.settledAt == nil) }

  /// - Parameter isAlive: whether a writer's process is still there.
  func door(_ isAlive: (String) -> Bool) -> Door {
    var door = stored
    door.isUnderWay = (door.status == .held || door.status.isInFlight) && isAlive(door.writer)
    return door
  }
}

extension Door {
  /// - Returns: nil where the group has a door already.
  fileprivate func add(to db: Database) throws -> Door? {
    try DoorRow(self).insert(db, onConflict: .ignore)
    guard db.changesCount == 1 else { return nil }
    var door = self
    door.id = db.lastInsertedRowID
    return door
  }

  /// - Returns: nil where somebody else has changed it.
  fileprivate func update(_ db: Database) throws -> Door? {
    var door = self
    door.version += 1
    let columns = try DoorRow(door).databaseDictionary.map { Column($0.key).set(to: $0.value) }
    let count = try DoorRow.open.filter(
      DoorRow.Columns.id == id && DoorRow.Columns.version == version
    )
    .updateAll(db, columns)
    return count == 1 ? door : nil
  }
}
