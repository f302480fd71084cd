import ATProto

/// What makes a handle look like another one.
struct HandleShape {
  /// The handle with one sign for each run of digits: `prize-desk#.drop.test`.
  let pattern: String
  /// The first label, if it is long enough to be compared letter by letter.
  let label: String?
  /// The label from its end, so that labels that begin differently can stand side by side.
  let reversedLabel: String?

  /// Shorter labels are a few letters away from many others.
  private static let minimumLength = 6
  /// Letters by which two labels may differ.
  fileprivate static let tolerance = 2

  /// Nil for a handle with nothing to compare: one that can't be verified, one whose first label has
  /// no letter, or one that stands for letters of another script (`xn--…`), where a small difference
  /// in writing says nothing.
  init?(_ handle: Handle) {
    let text = handle.description
    let label = text.utf8.prefix { $0 != UInt8(ascii: ".") }
    guard handle != .invalid, label.contains(where: \.isASCIILetter),
      !label.starts(with: "xn--".utf8)
    else { return nil }
    pattern = String(decoding: Self.withoutNumbers(text.utf8), as: UTF8.self)
    let isLong = label.count >= Self.minimumLength
    self.label = isLong ? String(Substring(label)) : nil
    reversedLabel = isLong ? String(decoding: label.reversed(), as: UTF8.self) : nil
  }

  private static func withoutNumbers(_ bytes: String.UTF8View) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    let sign = UInt8(ascii: "#")
    for byte in bytes {
      guard byte.isASCIIDigit else {
        result.append(byte)
        continue
      }
      if result.last != sign { result.append(sign) }
    }
    return result
  }
}

extension String {
  /// Whether two labels differ in two letters at most: added, left out or changed.
  func isNear(_ other: String) -> Bool {
    Self.isNear(utf8[...], other.utf8[...], edits: HandleShape.tolerance)
  }

  private static func isNear(
    _ label: Substring.UTF8View, _ other: Substring.UTF8View, edits: Int
  ) -> Bool {
    var (label, other) = (label, other)
    // It is never worth changing what both begin with.
    while let letter = label.first, letter == other.first {
      label.removeFirst()
      other.removeFirst()
    }
    if label.isEmpty || other.isEmpty { return label.count + other.count <= edits }
    guard edits > 0 else { return false }
    return isNear(label.dropFirst(), other.dropFirst(), edits: edits - 1)
      || isNear(label.dropFirst(), other, edits: edits - 1)
      || isNear(label, other.dropFirst(), edits: edits - 1)
  }
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
  /// Handles are in lower case.
  fileprivate var isASCIILetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
}
