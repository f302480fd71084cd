import Foundation
import Synchronization

/// Gives out identifiers that rise and never repeat, however fast they are asked for.
public final class TIDClock: Sendable {
  private let last = Mutex<UInt64>(0)
  private let clock: UInt64

  /// Two clocks are told apart by chance, so one a program will do.
  public init() {
    clock = UInt64.random(in: 0..<1 << 10)
  }

  /// The next identifier.
  public func next(at now: Date = Date()) -> TID {
    let microseconds = UInt64(max(0, now.timeIntervalSince1970 * 1_000_000))
    return last.withLock { last in
      last = max(microseconds, last + 1)
      return TID(microseconds: last, clock: clock)
    }
  }
}
