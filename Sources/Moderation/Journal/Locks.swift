import ATProto
import Foundation

/// Says to other processes that a writer of a journal is alive: a locked file, which the system
/// unlocks when the process ends, however it ends.
final class WriterLock: Sendable {
  /// What the writer's rows in the journal are marked with.
  let writer: String
  private let directory: String
  private let lock: FileLock

  /// - Parameters:
  ///   - directory: where the writers of one journal have their files.
  ///   - writer: a name that no other writer has had.
  /// - Throws: `.unwritable`.
  init(
    directory: String, writer: String = UUID().uuidString.lowercased()
  ) throws(FileError) {
    try PrivateFile.makeDirectory(directory)
    self.directory = directory
    self.writer = writer
    let path = "\(directory)/\(writer)"
    while true {
      // Whoever looks at the file has it locked for a moment only.
      let lock = try FileLock.acquire(path, limit: nil)
      // Somebody may have cleared the file away before it was locked.
      if lock.isCurrent {
        self.lock = lock
        return
      }
    }
  }

  deinit {
    // Before the lock is released with the property.
    unlink("\(directory)/\(writer)")
  }

  /// Whether a writer's process is still there.
  func isAlive(_ other: String) -> Bool {
    guard other != writer else { return true }
    // Shared: two that look at the same time must not take each other for the writer. Where the file
    // can't be opened for another reason than that it is gone, the writer may live.
    return switch try? FileLock.attempt("\(directory)/\(other)", .shared) {
    case .taken, .absent: false
    case .held, nil: true
    }
  }

  /// Removes the files of writers that have gone without removing them. Each under its lock: a
  /// writer that has just made it sees that it is gone, and makes another.
  func clearAway() {
    for name in (try? PrivateFile.names(in: directory)) ?? [] where name != writer {
      let path = "\(directory)/\(name)"
      if case .taken(let lock) = try? FileLock.attempt(path, .exclusive) {
        withExtendedLifetime(lock) { _ = unlink(path) }
      }
    }
  }
}

/// Held while a journal is opened. What SQLite does then (making the file, changing how it is kept,
/// tidying up after a crash) it does not wait for when another process is at it.
struct JournalOpenLock {
  private static let limit = Duration.seconds(10)

  private let path: String

  /// - Parameter path: the journal's file.
  init(of path: String) { self.path = "\(path).lock" }

  /// - Throws: `FileError.unwritable`, or `.busy` where it is not to be had within ten seconds;
  ///   otherwise what the work throws.
  func whileHeld<Value>(_ work: () throws -> Value) throws -> Value {
    let lock = try FileLock.acquire(path, limit: Self.limit)
    defer { withExtendedLifetime(lock) {} }
    return try work()
  }
}
