import Dispatch

/// The cache file with what the owner of an account saw last.
public struct SnapshotFile: Sendable {
  private let file: CacheFile

  /// The file, by the account's DID.
  public var path: String { file.path }

  init(_ file: CacheFile) { self.file = file }

  /// What was seen last; nil where that is not known.
  public func read() -> Snapshot? { file.read() }

  /// The groups of it alone: what a prompt can wait for.
  /// - Throws: why what is there can't be used.
  public func readGroups() throws(CacheFault) -> Snapshot.Groups? {
    try file.contents(isWhole: false)
  }

  /// Replaces what is there.
  public func write(_ seen: Snapshot) { file.write(seen) }

  /// Forgets the account.
  public func remove() { file.remove() }
}

/// Reads and writes what was last seen, one after the other on a queue of its own: no caller waits
/// for a disk.
public final class SnapshotStore: Sendable {
  private let file: SnapshotFile
  private let queue = DispatchQueue(label: "last seen")

  /// - Parameter file: where it is kept.
  public init(_ file: SnapshotFile) {
    self.file = file
  }

  /// Answers only where something is found.
  public func read(_ found: @escaping @Sendable (Snapshot) -> Void) {
    queue.async { [file] in
      if let seen = file.read() { found(seen) }
    }
  }

  /// Replaces what is there, after what was handed in before.
  public func write(_ seen: Snapshot) {
    queue.async { [file] in file.write(seen) }
  }

  /// Waits for what was handed in to be written; not for long, as a disk that hangs must not keep
  /// the owner. For a front end that is about to leave.
  public func finish(within limit: DispatchTimeInterval = .seconds(1)) {
    let done = DispatchGroup()
    queue.async(group: done) {}
    _ = done.wait(timeout: .now() + limit)
  }
}
