/// The rule for one part of a domain name, shared by handles, NSIDs and service addresses.
enum DomainLabel {
  /// 1 to 63 letters, digits and hyphens, with no hyphen at either end.
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
