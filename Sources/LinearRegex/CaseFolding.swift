import Foundation

extension String {
  /// In lower case, and ``composed``. `lowercased()` asks for the mapping of every character, also
  /// of those that have none, which is most of the time a search takes.
  package var folded: String {
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

  package var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

extension UInt8 {
  /// Called for every byte of a text that is searched.
  @inlinable package var lowercasedASCII: UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self
  }
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
