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
