import Foundation

/// A lock that processes take on a file (`flock`). It ends with this value, or with the process.
package final class FileLock: Sendable {
  package enum Mode: Sendable {
    case exclusive, shared

    fileprivate var operation: Int32 { self == .exclusive ? LOCK_EX : LOCK_SH }
  }

  private let path: String
  private let file: Int32

  private init?(_ path: String, creates: Bool) {
    file = open(path, O_RDWR | O_CLOEXEC | (creates ? O_CREAT : 0), 0o600)
    guard file >= 0 else { return nil }
    self.path = path
  }

  deinit {
    // Closing releases the lock.
    close(file)
  }

  /// Locks a file, which is made where it is missing. Blocks the thread while another process has it.
  /// - Parameter limit: nil waits for as long as it takes.
  /// - Throws: `.busy` where it is not to be had within the limit, `.unwritable`.
  package static func acquire(_ path: String, limit: Duration?) throws(FileError) -> FileLock {
    guard let lock = FileLock(path, creates: true) else { throw .unwritable(path) }
    guard let limit else {
      while flock(lock.file, LOCK_EX) != 0 {
        guard errno == EINTR else { throw .unwritable(path) }
      }
      return lock
    }
    let deadline = ContinuousClock.now + limit
    while try !lock.tryLock(.exclusive) {
      guard ContinuousClock.now < deadline else { throw .busy(path: path) }
      usleep(5_000)
    }
    return lock
  }

  /// The same without blocking a thread.
  /// - Throws: `.busy`, `.unwritable`; `CancellationError`.
  package static func acquire(_ path: String, limit: Duration) async throws -> FileLock {
    guard let lock = FileLock(path, creates: true) else { throw FileError.unwritable(path) }
    let deadline = ContinuousClock.now + limit
    while try !lock.tryLock(.exclusive) {
      guard ContinuousClock.now < deadline else { throw FileError.busy(path: path) }
      try await Task.sleep(for: .milliseconds(20))
    }
    return lock
  }

  package enum Attempt {
    case taken(FileLock)
    /// Another process has it.
    case held
    /// There is no such file.
    case absent
  }

  /// Locks a file that is there, without waiting.
  /// - Throws: `.unwritable`.
  package static func attempt(_ path: String, _ mode: Mode) throws(FileError) -> Attempt {
    guard let lock = FileLock(path, creates: false) else {
      if errno == ENOENT { return .absent }
      throw .unwritable(path)
    }
    return try lock.tryLock(mode) ? .taken(lock) : .held
  }

  /// Whether the path still leads to the locked file: it may have been removed before it was locked.
  package var isCurrent: Bool {
    var (opened, named) = (stat(), stat())
    return fstat(file, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino
  }

  private func tryLock(_ mode: Mode) throws(FileError) -> Bool {
    if flock(file, mode.operation | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK || errno == EINTR else { throw .unwritable(path) }
    return false
  }
}
