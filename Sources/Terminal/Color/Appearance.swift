/// How a piece of the screen looks.
struct Appearance: Hashable, Sendable {
  var foreground = Color.standard
  var background = Color.standard
  var attributes: TextAttributes = []

  /// Whether a line in this look is told from one in the other at a glance, blanks included.
  func standsOut(from other: Appearance) -> Bool {
    let marks: TextAttributes = [.reverse, .underline]
    return background != other.background
      || attributes.intersection(marks) != other.attributes.intersection(marks)
  }
}

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

extension Appearance {
  /// The parameters of ECMA-48's SGR (8.3.117) for this look.
  var codes: [String] {
    let marks: KeyValuePairs<TextAttributes, String> = [
      .bold: "1", .dim: "2", .italic: "3", .underline: "4", .reverse: "7",
    ]
    return marks.filter { attributes.contains($0.key) }.map(\.value)
      + foreground.codes(plain: 30) + background.codes(plain: 40)
  }
}

extension Color {
  /// - Parameter plain: the code of black. Bright black comes 60 after it, as on IBM's aixterm; the
  ///   codes 8 after it begin a colour of ISO 8613-6.
  fileprivate func codes(plain: Int) -> [String] {
    switch self {
    case .standard: []
    case .indexed(let index) where index < 8: ["\(plain + index)"]
    case .indexed(let index) where index < 16: ["\(plain + 60 + index - 8)"]
    case .indexed(let index): ["\(plain + 8);5;\(index)"]
    case .rgb(let rgb): ["\(plain + 8);2;\(rgb.red);\(rgb.green);\(rgb.blue)"]
    }
  }
}

extension Appearance {
  /// The nearest that a terminal with fewer colours can show.
  /// - Parameter base: the look of the plain screen. A background that stands out from it still
  ///   has to where there are no colours, and then does so reversed.
  func degraded(to depth: ColorDepth, base: Appearance) -> Appearance {
    var result = self
    switch depth {
    case .none:
      if background != base.background { result.attributes.insert(.reverse) }
      (result.foreground, result.background) = (.standard, .standard)
    case .eight:
      result.reduceToEight()
    case .sixteen:
      result.foreground = foreground.nearest(among: 0..<16)
      result.background = background.nearest(among: 0..<16)
    case .table:
      // The first sixteen are the user's to change, so they stand for nothing but their names.
      result.foreground = foreground.nearest(among: 16..<256)
      result.background = background.nearest(among: 16..<256)
    case .direct:
      break
    }
    let isTable = depth == .table
    result.keepReadable(as: self, black: isTable ? 16 : 0, white: isTable ? 231 : 7)
    return result
  }

  /// Text that stood out from its background and no longer does becomes black or white.
  private mutating func keepReadable(as original: Appearance, black: Int, white: Int) {
    guard let contrast, let intended = original.contrast,
      contrast < min(intended, Self.readableContrast),
      let background = background.rgb
    else { return }
    let isDarkBetter =
      RGB.table[black].contrast(with: background)
      > RGB.table[white].contrast(with: background)
    foreground = .indexed(isDarkBetter ? black : white)
    attributes.remove(.dim)
  }

  /// What WCAG 2 asks of large text, the least that it asks of any.
  private static let readableContrast = 3.0

  /// How well it is read; nil where that is the terminal's business.
  var contrast: Double? {
    guard let foreground = foreground.rgb, let background = background.rgb else { return nil }
    return foreground.contrast(with: background)
  }

  private mutating func reduceToEight() {
    if case .indexed(8) = foreground {
      // Bright black is a grey; its plain variant would be invisible on black.
      foreground = .standard
      attributes.insert(.dim)
    } else if case .indexed(9..<16) = foreground {
      attributes.insert(.bold)
    }
    foreground = foreground.nearest(among: 0..<8)
    background = background.nearest(among: 0..<8)
  }
}

extension Color {
  /// What it looks like; nil for the terminal's own.
  var rgb: RGB? {
    switch self {
    case .standard: nil
    case .indexed(let index): RGB.table[index]
    case .rgb(let rgb): rgb
    }
  }

  /// This colour if the palette has it, else the one of these that looks most like it.
  fileprivate func nearest(among candidates: Range<Int>) -> Color {
    switch self {
    case .standard: self
    case .indexed(let index) where index < candidates.upperBound: self
    case .indexed(let index) where index < 16: .indexed(index - 8)
    case .indexed(let index): .indexed(RGB.table[index].nearest(among: candidates))
    case .rgb(let rgb): .indexed(rgb.nearest(among: candidates))
    }
  }
}
