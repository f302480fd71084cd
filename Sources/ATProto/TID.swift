import Foundation

/// A timestamp identifier: the key of a record, 13 characters that sort in the order of time.
/// Source: https://atproto.com/specs/tid
public struct TID: Hashable, Sendable, CustomStringConvertible {
  /// Microseconds since 1970 above ten bits that tell clocks apart.
  let number: UInt64

  init(microseconds: UInt64, clock: UInt64) {
    number = (microseconds & (1 << 53 - 1)) << 10 | clock & 0x3FF
  }

  public var description: String {
    let alphabet = Array("234567abcdefghijklmnopqrstuvwxyz".utf8)
    let digits = stride(from: 60, through: 0, by: -5).map { alphabet[Int(number >> $0 & 31)] }
    return String(decoding: digits, as: UTF8.self)
  }
}
