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
