/// The rule for one part of a domain name, shared by handles, NSIDs and service addresses.
enum DomainLabel {
  /// 1 to 63 letters, digits and hyphens, with no hyphen at either end (RFC 1035, 2.3.1 and 2.3.4).
  static func isValid(_ label: Substring) -> Bool {
    let bytes = label.utf8
    guard (1...63).contains(bytes.count), let first = bytes.first, let last = bytes.last else {
      return false
    }
    let hyphen = UInt8(ascii: "-")
    return first != hyphen && last != hyphen
      && bytes.allSatisfy { $0.isLetter || $0.isDigit || $0 == hyphen }
  }

  /// As ``isValid(_:)``, and not starting with a digit: what both specifications ask of a top-level
  /// domain.
  static func isValidTopLevel(_ label: Substring) -> Bool {
    isValid(label) && label.utf8.first?.isDigit == false
  }
}

extension UInt8 {
  var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
  var isLowercaseLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
  var isLetter: Bool { (self | 0x20).isLowercaseLetter }

  /// The value of a decimal digit.
  var digitValue: Int? { isDigit ? Int(self - UInt8(ascii: "0")) : nil }
}

extension String {
  /// Without the white space at both ends. Foundation's way makes an `NSString` of it first, which
  /// takes a moment at the start, when the first session is read.
  var trimmed: String {
    guard
      let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}

extension SingleValueDecodingContainer {
  /// A value written as a string.
  /// - Throws: `DecodingError` where the text does not parse; the text is not in the error.
  func decodeParsed<Value: LosslessStringConvertible>(_: Value.Type = Value.self) throws -> Value {
    guard let value = try Value(decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: self, debugDescription: "This is not a valid \(Value.self).")
    }
    return value
  }
}
