import Foundation

/// A point in time or a span, in milliseconds (points since 1970), which is what the wire carries.
typealias Milliseconds = Int64

extension Milliseconds {
  static let second: Milliseconds = 1000
  static let minute = 60 * second
  static let hour = 60 * minute
  static let day = 24 * hour

  static var now: Milliseconds { Milliseconds(Date().timeIntervalSince1970 * 1000) }

  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = seconds * Self.second + attoseconds / 1_000_000_000_000_000
  }

  /// As a lexicon `datetime`: `2026-01-31T09:05:00.250Z`.
  var timestamp: String {
    Date(timeIntervalSince1970: Double(self) / 1000)
      .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}

/// A timestamp identifier: 13 characters that sort in the order of time. Convo ids, revisions of the
/// log and record keys have this form (https://atproto.com/specs/tid).
struct TID: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// Microseconds since 1970 above ten bits that tell clocks apart.
  let number: UInt64

  init(number: UInt64) { self.number = number }

  init(at time: Milliseconds, clock: UInt64 = 0) {
    number = UInt64(max(0, time)) * 1000 << 10 | clock & 0x3FF
  }

  init?(_ text: String) {
    guard text.utf8.count == 13, let number = Base32.decode(text, alphabet: Base32.sortable) else {
      return nil
    }
    self.number = number
  }

  var time: Milliseconds { Milliseconds(number >> 10) / 1000 }

  var description: String { Base32.encode(number, length: 13, alphabet: Base32.sortable) }

  static func < (left: TID, right: TID) -> Bool { left.number < right.number }
}

/// Gives out identifiers that never repeat and always rise, however fast they are asked for.
struct TIDClock {
  private(set) var last = TID(number: 0)

  mutating func next(at time: Milliseconds) -> TID {
    last = max(TID(at: time), TID(number: last.number + 1 << 10))
    return last
  }
}
