/// What one character in a text may be.
struct PatternSet: Hashable, Sendable {
  enum Class: Hashable, Sendable {
    case digit, word, space
  }

  /// `\d`, or its opposite `\D`.
  struct Member: Hashable, Sendable {
    let kind: Class
    let isNegated: Bool
  }

  private let ranges: [ClosedRange<Unicode.Scalar>]
  private let classes: [Member]
  private let isNegated: Bool
  /// The answer for each ASCII character, which is what most texts are made of.
  private let ascii: [Bool]

  /// Any character.
  static let any = PatternSet(ranges: [], classes: [], isNegated: true)

  init(ranges: [ClosedRange<Unicode.Scalar>], classes: [Member], isNegated: Bool) {
    self.ranges = ranges
    self.classes = classes
    self.isNegated = isNegated
    ascii = (0..<0x80).map { byte in
      Self.contains(Unicode.Scalar(byte), ranges, classes) != isNegated
    }
  }

  /// - Parameter scalar: in lower case.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ascii[Int(scalar.value)] }
    return Self.contains(scalar, ranges, classes) != isNegated
  }

  private static func contains(
    _ scalar: Unicode.Scalar, _ ranges: [ClosedRange<Unicode.Scalar>], _ classes: [Member]
  ) -> Bool {
    let upper = scalar.uppercased
    return ranges.contains { $0.contains(scalar) || $0.contains(upper) }
      || classes.contains { scalar.is($0.kind) != $0.isNegated }
  }
}

extension Unicode.Scalar {
  func `is`(_ kind: PatternSet.Class) -> Bool {
    switch kind {
    case .digit: properties.numericType == .decimal
    case .word: properties.isAlphabetic || properties.numericType == .decimal || self == "_"
    case .space: properties.isWhitespace
    }
  }

  /// Itself where upper case takes more than one scalar.
  fileprivate var uppercased: Unicode.Scalar {
    let mapping = properties.uppercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first ?? self : self
  }
}
