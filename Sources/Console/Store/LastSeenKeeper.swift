import Dispatch
import Moderation

/// Reads and writes what was last seen, one after the other on a queue of its own: the thread that
/// owns the screen does not wait for a disk.
public final class LastSeenKeeper: Sendable {
  private let file: LastSeenFile
  private let queue = DispatchQueue(label: "last seen")

  public init(_ file: LastSeenFile) {
    self.file = file
  }

  /// Answers only where something is found.
  func read(_ found: @escaping @Sendable (LastSeen) -> Void) {
    queue.async { [file] in
      if let seen = file.read() { found(seen) }
    }
  }

  func write(_ seen: LastSeen) {
    queue.async { [file] in file.write(seen) }
  }

  /// Waits for what was handed in to be written; not for long, as a disk that hangs must not keep
  /// the owner. For when the screen is gone.
  public func finish(within limit: DispatchTimeInterval = .seconds(1)) {
    let done = DispatchGroup()
    queue.async(group: done) {}
    _ = done.wait(timeout: .now() + limit)
  }
}
