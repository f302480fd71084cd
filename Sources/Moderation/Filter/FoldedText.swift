import Foundation

/// A text to look for where upper and lower case are the same.
struct FoldedText: Hashable, Sendable {
  private let bytes: [UInt8]
  private let isASCII: Bool

  init(_ text: String) {
    bytes = Array(text.folded.utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  func occurs(in text: String) -> Bool {
    compare(text) { $0.contains(bytes) }
  }

  func equals(_ text: String) -> Bool {
    compare(text) { $0.count == bytes.count && $0.hasPrefix(bytes, at: 0) }
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

  func contains(_ part: [UInt8]) -> Bool {
    guard part.count <= bytes.count else { return false }
    return (0...bytes.count - part.count).contains { hasPrefix(part, at: $0) }
  }

  func hasPrefix(_ part: [UInt8], at start: Int) -> Bool {
    for offset in part.indices where bytes[start + offset].lowercasedASCII != part[offset] {
      return false
    }
    return true
  }
}

extension UInt8 {
  var lowercasedASCII: UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self
  }
}

extension String {
  /// In lower case, and ``composed``. `lowercased()` asks for the mapping of every character, also
  /// of those that have none, which is most of the time a search takes.
  var folded: String {
    if isASCII { return lowercased() }
    var lower: [UInt8] = []
    lower.reserveCapacity(utf8.count)
    forEachLowered { lower.append(contentsOf: $0.utf8) }
    return String(decoding: lower, as: UTF8.self).composed
  }

  /// The scalars of ``folded``.
  var foldedScalars: [Unicode.Scalar] {
    var lower: [Unicode.Scalar] = []
    lower.reserveCapacity(utf8.count)
    var hasMarks = false
    forEachLowered {
      hasMarks = hasMarks || $0.isMark
      lower.append($0)
    }
    return hasMarks ? Array(folded.unicodeScalars) : lower
  }

  private func forEachLowered(_ body: (Unicode.Scalar) -> Void) {
    for scalar in unicodeScalars {
      if scalar.isASCII {
        body(Unicode.Scalar(UInt8(scalar.value).lowercasedASCII))
      } else if scalar.mayHaveCase, scalar.properties.changesWhenLowercased {
        scalar.properties.lowercaseMapping.unicodeScalars.forEach(body)
      } else {
        body(scalar)
      }
    }
  }

  /// With accents put together, so that two ways to write a letter are one.
  var composed: String {
    // Composing is slow, and hardly any text has marks that stand apart.
    unicodeScalars.contains(where: \.isMark) ? precomposedStringWithCanonicalMapping : self
  }

  fileprivate var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

extension Unicode.Scalar {
  /// An accent that stands apart from its letter.
  fileprivate var isMark: Bool { 0x300...0x36F ~= value }

  /// False in the blocks of scripts that have one case only, from Hebrew to Myanmar and from the CJK
  /// radicals to Yi, and of Hangul: what can be told without a look at the character database.
  fileprivate var mayHaveCase: Bool {
    switch value {
    case 0x0590...0x109F, 0x2E80...0xA63F, 0xAC00...0xD7FF: false
    default: true
    }
  }
}
