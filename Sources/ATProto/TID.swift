import Foundation

/// A timestamp identifier: the key of a record, 13 characters that sort in the order of time.
/// Source: https://atproto.com/specs/tid
public struct TID: Hashable, Sendable, CustomStringConvertible {
  /// Microseconds since 1970 above ten bits that tell clocks apart.
  let number: UInt64

  init(microseconds: UInt64, clock: UInt64) {
    number = (microseconds & (1 << 53 - 1)) << 10 | clock & 0x3FF
  }

  private static let alphabet = Array("234567abcdefghijklmnopqrstuvwxyz".utf8)

  /// Nil for a text that is none.
  public init?(_ text: String) {
    guard text.utf8.count == 13 else { return nil }
    var number: UInt64 = 0
    for (index, byte) in text.utf8.enumerated() {
      guard let digit = Self.alphabet.firstIndex(of: byte), index > 0 || digit < 8 else {
        return nil
      }
      number = number << 5 | UInt64(digit)
    }
    self.number = number
  }

  public var description: String {
    let digits = stride(from: 60, through: 0, by: -5).map { Self.alphabet[Int(number >> $0 & 31)] }
    return String(decoding: digits, as: UTF8.self)
  }
}
