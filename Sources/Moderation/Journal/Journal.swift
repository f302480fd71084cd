import ATProto
import Foundation
import GRDB

/// Every decision of an account: written down before it is sent, and settled when its end is known.
///
/// Several processes may use the journal of one account at the same time. A decision belongs to the
/// writer that is carrying it out for as long as that process lives; what a dead writer has left
/// open is taken over by the next one that asks for it.
public final class Journal: Sendable {
  let database: DatabaseQueue
  let writer: WriterLock?
  private let path: String

  /// Opens the journal of an account, and makes it where there is none.
  /// - Parameter directory: where the journals are kept; made with mode 0700.
  /// - Throws: `.journal`. A damaged file is kept aside under another name first.
  public static func open(of account: DID, in directory: String) throws(Fault) -> Journal {
    let path = path(of: account, in: directory)
    do {
      return try Journal(path: path, directory: directory)
    } catch let error as DatabaseError where error.isDamage {
      throw keepAside(path)
    } catch {
      throw Fault(journal: error, path: path)
    }
  }

  /// Opens the journal of an account to look at it.
  /// - Returns: nil where nothing was ever written down; then nothing is made.
  /// - Throws: as ``open(of:in:)``.
  public static func openIfThere(
    of account: DID, in directory: String
  ) throws(Fault) -> Journal? {
    let path = path(of: account, in: directory)
    do {
      guard try OptionalFile.isThere(path) else { return nil }
    } catch {
      throw Fault(journal: error, path: path)
    }
    return try open(of: account, in: directory)
  }

  private static func path(of account: DID, in directory: String) -> String {
    "\(directory)/\(account).sqlite"
  }

  /// A journal that ends with this object.
  public static func inMemory() -> Journal {
    do {
      let database = try DatabaseQueue()
      try migrator.migrate(database)
      return Journal(database: database, writer: nil, path: "memory")
    } catch {
      fatalError("SQLite can't make a database in memory: \(error)")
    }
  }

  private convenience init(path: String, directory: String) throws {
    try PrivateFile.makeDirectory(directory)
    let (database, writer) = try JournalOpenLock(of: path).whileHeld {
      try Self.makeFile(path)
      let database = try Self.database(path)
      let writer = try WriterLock(directory: "\(path).writers")
      writer.clearAway()
      return (database, writer)
    }
    self.init(database: database, writer: writer, path: path)
  }

  /// SQLite gives its other files the mode of this one.
  private static func makeFile(_ path: String) throws {
    let file = Foundation.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if file >= 0 {
      close(file)
    } else if errno != EEXIST {
      throw FileError.unwritable(path)
    } else {
      // SQLite says no more than that it can't open it.
      try OptionalFile.requireUsable(path)
    }
  }

  private static func database(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.journalMode = .wal
    configuration.prepareDatabase { db in
      // What is written down is on the disk before the call goes out, power loss or not.
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
    let database = try DatabaseQueue(path: path, configuration: configuration)
    let findings = try database.read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") }
    guard findings == ["ok"] else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: findings.first)
    }
    if try database.read(migrator.hasBeenSuperseded) { throw Fault.journalIsNewer(path) }
    try migrator.migrate(database)
    return database
  }

  private init(database: DatabaseQueue, writer: WriterLock?, path: String) {
    self.database = database
    self.writer = writer
    self.path = path
  }

  /// What this writer's rows are marked with.
  var writerName: String { writer?.writer ?? "" }

  /// Whether a row's writer is there to settle it.
  func isAlive(_ other: String) -> Bool { writer?.isAlive(other) ?? true }

  /// What a task that was cancelled has done has to be written down all the same.
  func write<Value: Sendable>(
    _ change: @escaping @Sendable (Database) throws -> Value
  ) async throws(Fault) -> Value {
    do {
      return try await uncancelled { [database] in try await database.write(change) }
    } catch {
      throw Fault(journal: error, path: path)
    }
  }

  func read<Value: Sendable>(
    _ query: @escaping @Sendable (Database) throws -> Value
  ) async throws(Fault) -> Value {
    do {
      return try await uncancelled { [database] in try await database.read(query) }
    } catch {
      throw Fault(journal: error, path: path)
    }
  }

  /// Gives a damaged journal another name, so that the next start can begin a new one.
  private static func keepAside(_ path: String) -> Fault {
    let stamp = Date().formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
    let aside = "\(path).damaged-\(stamp)"
    for suffix in ["", "-wal", "-shm"] where rename(path + suffix, aside + suffix) != 0 {
      guard errno == ENOENT else {
        return .journalHasDamage(path, aside: aside)
      }
    }
    return .journalDamaged(path, aside: aside)
  }
}

extension DatabaseError {
  fileprivate var isDamage: Bool {
    resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB
  }
}
