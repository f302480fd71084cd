import ATProto
import Foundation

/// Held while a journal is opened. What SQLite does then (making the file, changing how it is kept,
/// tidying up after a crash) it does not wait for when another process is at it.
struct JournalOpenLock {
  private static let limit = Duration.seconds(10)

  private let path: String

  /// - Parameter path: the journal's file.
  init(of path: String) { self.path = "\(path).lock" }

  /// - Throws: `.unwritable`, or `.locked` where it is not to be had within ten seconds; otherwise
  ///   what the work throws.
  func whileHeld<Value>(_ work: () throws -> Value) throws -> Value {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw SessionStoreError.unwritable(path: path, reason: FileFault.systemError())
    }
    // Closing gives the lock back.
    defer { close(file) }
    let deadline = ContinuousClock.now + Self.limit
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw SessionStoreError.unwritable(path: path, reason: FileFault.systemError())
      }
      guard ContinuousClock.now < deadline else { throw SessionStoreError.locked(path: path) }
      usleep(5_000)
    }
    return try work()
  }
}
