import LinearRegex

/// A text to look for where upper and lower case are the same.
struct FoldedText: Hashable, Sendable {
  private let bytes: [UInt8]
  private let isASCII: Bool

  init(_ text: String) {
    bytes = Array(text.folded.utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  func occurs(in text: String) -> Bool {
    compare(text) { $0.has(bytes) }
  }

  func equals(_ text: String) -> Bool {
    compare(text) { $0.count == bytes.count && $0.has(bytes, at: 0) }
  }

  /// ASCII can be found byte by byte in any text; only for other letters must the text be folded,
  /// and none of those are in a text that is ASCII.
  private func compare(_ text: String, _ test: (FoldingBytes) -> Bool) -> Bool {
    var text = text
    if !isASCII {
      guard !text.isASCII else { return false }
      text = text.folded
    }
    return text.withUTF8 { test(FoldingBytes(bytes: $0)) }
  }
}

/// UTF-8 whose ASCII letters are read as lower case.
private struct FoldingBytes {
  let bytes: UnsafeBufferPointer<UInt8>

  var count: Int { bytes.count }

  func has(_ part: [UInt8]) -> Bool {
    guard part.count <= bytes.count else { return false }
    return (0...bytes.count - part.count).contains { has(part, at: $0) }
  }

  func has(_ part: [UInt8], at start: Int) -> Bool {
    for offset in part.indices where bytes[start + offset].lowercasedASCII != part[offset] {
      return false
    }
    return true
  }
}
