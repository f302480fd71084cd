extension Unicode.Scalar {
  /// Whether the character lies in a block of a script that is read from right to left: Hebrew,
  /// Arabic and their like (UAX #9, whose classes no standard library tells).
  var isRightToLeft: Bool {
    switch value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }
}
