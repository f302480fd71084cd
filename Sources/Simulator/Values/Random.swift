import Foundation

/// A small seeded generator, so that a seed always gives the same world.
struct SplitMix64: RandomNumberGenerator {
  /// The odd constant nearest to 2⁶⁴ divided by the golden ratio: the step between two states.
  static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  /// A number from 0 up to, not including, 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// True once in so many times.
  mutating func chance(_ probability: Double) -> Bool { fraction() < probability }

  /// A number from 0 up to, not including, `count` (which is above 0).
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// A number between two bounds whose logarithm is evenly spread: as many between 1 and 10 as
  /// between 10 and 100.
  mutating func logarithmic(from low: Double, to high: Double) -> Double {
    low * pow(high / low, fraction())
  }

  /// Scrambles 64 bits; no two inputs give the same output.
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The input of ``mix(_:)`` that gives this output.
  static func unmix(_ mixed: UInt64) -> UInt64 {
    var value = mixed ^ (mixed >> 31) ^ (mixed >> 62)
    value = value &* 0x3196_42B2_D24D_8EC3
    value = (value ^ (value >> 27) ^ (value >> 54)) &* 0x96DE_1B17_3F11_9089
    return value ^ (value >> 30) ^ (value >> 60)
  }
}

/// Five bits a character, as DIDs of the PLC directory and TIDs use it.
enum Base32 {
  static let plc = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
  /// Its text sorts as its numbers do.
  static let sortable = Array("234567abcdefghijklmnopqrstuvwxyz".utf8)

  /// The lowest `length` × 5 bits of a number, the highest first.
  static func encode(_ number: UInt64, length: Int, alphabet: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: length) { text in
      var rest = number
      for position in stride(from: length - 1, through: 0, by: -1) {
        text[position] = alphabet[Int(rest & 31)]
        rest >>= 5
      }
      return length
    }
  }

  /// Nil for text with other characters, or with more bits than 64.
  static func decode(_ text: some StringProtocol, alphabet: [UInt8]) -> UInt64? {
    var number: UInt64 = 0
    for byte in text.utf8 {
      guard let digit = alphabet.firstIndex(of: byte), number >> 59 == 0 else { return nil }
      number = number << 5 | UInt64(digit)
    }
    return number
  }
}
