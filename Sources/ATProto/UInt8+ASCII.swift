extension UInt8 {
  var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
  var isLowercaseLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
  var isLetter: Bool { (self | 0x20).isLowercaseLetter }

  /// The value of a decimal digit.
  var digitValue: Int? { isDigit ? Int(self - UInt8(ascii: "0")) : nil }
}
