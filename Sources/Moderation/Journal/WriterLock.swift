import ATProto
import Foundation

/// Says to other processes that a writer of a journal is alive: a locked file, which the system
/// unlocks when the process ends, however it ends.
final class WriterLock: Sendable {
  /// What the writer's rows in the journal are marked with.
  let writer: String
  private let directory: String
  private let file: Int32

  /// - Parameters:
  ///   - directory: where the writers of one journal have their files.
  ///   - writer: a name that no other writer has had.
  /// - Throws: `.unwritable`.
  init(
    directory: String, writer: String = UUID().uuidString.lowercased()
  ) throws(SessionStoreError) {
    try PrivateFile.makeDirectory(directory)
    self.directory = directory
    self.writer = writer
    let path = "\(directory)/\(writer)"
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      // Whoever looks at the file has it locked for a moment only.
      guard file >= 0, Self.lock(file) else {
        throw .unwritable(path: path, reason: FileFault.systemError())
      }
      // Somebody may have cleared the file away before it was locked.
      if Self.isStill(file, at: path) {
        self.file = file
        return
      }
      close(file)
    }
  }

  deinit {
    unlink("\(directory)/\(writer)")
    close(file)
  }

  /// Whether a writer's process is still there.
  func isAlive(_ other: String) -> Bool {
    guard other != writer else { return true }
    let path = "\(directory)/\(other)"
    let file = open(path, O_RDWR | O_CLOEXEC)
    // Where the file can't be opened for another reason than that it is gone, the writer may live.
    guard file >= 0 else { return errno != ENOENT }
    defer { close(file) }
    // Shared: two that look at the same time must not take each other for the writer.
    return flock(file, LOCK_SH | LOCK_NB) != 0
  }

  /// Removes the files of writers that have gone without removing them. Each under its lock: a
  /// writer that has just made it sees that it is gone, and makes another.
  func clearAway() {
    for name in (try? PrivateFile.names(in: directory)) ?? [] where name != writer {
      let path = "\(directory)/\(name)"
      let file = open(path, O_RDWR | O_CLOEXEC)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(file)
    }
  }

  /// Waits for the lock.
  private static func lock(_ file: Int32) -> Bool {
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }

  private static func isStill(_ file: Int32, at path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(file, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino
  }
}
