import Foundation

/// One process at a time refreshes an account's session: a refresh token is used up by its use.
///
/// The lock ends with this value, or with the process.
final class SessionLock: Sendable {
  private let file: Int32

  private init(file: Int32) {
    self.file = file
  }

  deinit {
    // Closing gives the lock back.
    close(file)
  }

  /// Waits for an account's lock without blocking a thread.
  /// - Throws: ``XRPCError/sessionStore(_:)`` where it is not to be had within the limit,
  ///   ``XRPCError/cancelled``.
  static func acquire(
    _ did: DID, in store: SessionStore, limit: Duration = .seconds(10)
  ) async throws(XRPCError) -> SessionLock {
    let path = store.lockPath(of: did)
    let lock: SessionLock
    do {
      lock = try open(path, in: store.directory)
    } catch {
      throw .sessionStore(error)
    }
    let deadline = ContinuousClock.now + limit
    while flock(lock.file, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw .sessionStore(.unwritable(path: path, reason: FileFault.systemError()))
      }
      guard ContinuousClock.now < deadline else { throw .sessionStore(.locked(path: path)) }
      do {
        try await Task.sleep(for: .milliseconds(20))
      } catch {
        throw .cancelled
      }
    }
    return lock
  }

  private static func open(
    _ path: String, in directory: String
  ) throws(SessionStoreError) -> SessionLock {
    try PrivateFile.makeDirectory(directory)
    let file = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .unwritable(path: path, reason: FileFault.systemError()) }
    return SessionLock(file: file)
  }
}
