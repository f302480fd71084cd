import ATProto
import Foundation
import GRDB

/// What is kept about doors: see ``Door``.
extension Journal {
  /// The doors that are not settled, oldest first.
  /// - Throws: `.journal`.
  func doors() async throws(Fault) -> [Door] {
    try await read { [self] db in
      try Row.fetchAll(db, sql: "SELECT * FROM door WHERE settledAt IS NULL ORDER BY id")
        .map { try Door($0, isAlive: isAlive) }
    }
  }

  /// The door of a group that is not settled.
  /// - Throws: `.journal`.
  func door(of group: Group.ID) async throws(Fault) -> Door? {
    try await read { [self] db in
      try Row.fetchOne(
        db, sql: "SELECT * FROM door WHERE settledAt IS NULL AND convo = ?", arguments: [group]
      ).map { try Door($0, isAlive: isAlive) }
    }
  }

  /// Writes doors down, all or none.
  /// - Returns: those of groups that have no other.
  /// - Throws: `.journal`.
  func add(_ doors: [Door], at now: Date) async throws(Fault) -> [Door] {
    try await write { [self] db in try doors.compactMap { try mine($0, at: now).insert(db) } }
  }

  /// Writes a door down as this process leaves it.
  /// - Returns: the door as it stands there now; nil where another process has written about it
  ///   since it was read.
  /// - Throws: `.journal`.
  func save(_ door: Door, at now: Date) async throws(Fault) -> Door? {
    try await write { [self] db in
      let door = mine(door, at: now)
      return door.id == 0 ? try door.insert(db) : try door.update(db)
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
