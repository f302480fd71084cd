/// What a terminal can do to text besides colour.
struct TextAttributes: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let bold = Self(rawValue: 1 << 0)
  static let dim = Self(rawValue: 1 << 1)
  static let italic = Self(rawValue: 1 << 2)
  static let underline = Self(rawValue: 1 << 3)
  static let reverse = Self(rawValue: 1 << 4)

  /// The names that themes use.
  static let names: KeyValuePairs<String, TextAttributes> = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
  ]

  mutating func set(_ attribute: TextAttributes, to isOn: Bool) {
    if isOn { formUnion(attribute) } else { subtract(attribute) }
  }
}
