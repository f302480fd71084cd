import ATProto
import Foundation

/// Held while a journal is opened. What SQLite does then (making the file, changing how it is kept,
/// tidying up after a crash) it does not wait for when another process is at it.
struct JournalOpenLock {
  private static let limit = Duration.seconds(10)

  private let path: String

  /// - Parameter path: the journal's file.
  init(of path: String) { self.path = "\(path).lock" }

  /// - Throws: `FileError.unwritable`, or `.locked` where it is not to be had within ten seconds;
  ///   otherwise what the work throws.
  func whileHeld<Value>(_ work: () throws -> Value) throws -> Value {
    let lock = try FileLock.acquire(path, limit: Self.limit)
    defer { withExtendedLifetime(lock) {} }
    return try work()
  }
}
