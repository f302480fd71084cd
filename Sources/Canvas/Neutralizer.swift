/// The machine inside ``SafeText``: takes a text character by character and keeps what is safe.
struct Neutralizer {
  let glyphSet: GlyphSet
  private(set) var output = ""
  private(set) var width = 0

  /// Marks on the character last put out; nil at the start, where there is none to carry them.
  private var marks: Int?
  private var join = Join.none

  /// How far into an emoji sequence (UAX #29, rule GB11) the text is.
  private enum Join {
    case none
    /// After an emoji, and whatever invisible or combining follows it.
    case emoji
    /// After a U+200D that follows an emoji: another emoji belongs to the same sequence.
    case joiner
  }

  init(glyphSet: GlyphSet) {
    self.glyphSet = glyphSet
  }

  mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: put(" ", width: 1)
    case 0x20...0x7E: put(scalar, width: 1)
    case ..<0x20, 0x7F...0x9F: putReplacement()
    case 0x200D: if join == .emoji { join = .joiner }
    case 0x1F3FB...0x1F3FF: break  // skin tones
    case 0x1F1E6...0x1F1FF: putRegionalIndicator(scalar)
    // Latin letters, ideographs and Hangul syllables: no need to ask what they are.
    case 0xC0...0x2AF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: putVisible(scalar)
    default: takeOther(scalar)
    }
  }

  private mutating func takeOther(_ scalar: Unicode.Scalar) {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return }
    switch properties.generalCategory {
    case .format: return
    case .privateUse: putReplacement()
    case _ where properties.isEmoji:
      // Only the first emoji of a joined sequence shows.
      if join != .joiner { putVisible(scalar) }
      join = .emoji
    case _: putVisible(scalar)
    }
  }

  private mutating func putVisible(_ scalar: Unicode.Scalar) {
    switch glyphSet {
    case .unicode:
      switch scalar.terminalWidth {
      case nil: putReplacement()
      case 0?: putMark(scalar)
      case let width?: put(scalar, width: width)
      }
    case .ascii:
      for likeness in scalar.asciiLikeness.unicodeScalars { put(likeness, width: 1) }
    }
  }

  /// A mark without a character to carry it gets the dotted circle that Unicode shows marks on.
  private mutating func putMark(_ mark: Unicode.Scalar) {
    if marks == nil { put("\u{25CC}", width: 1) }
    guard let count = marks, count < ComplexCharacter.markLimit else { return }
    output.unicodeScalars.append(mark)
    marks = count + 1
  }

  /// A flag is two of these; their letters say the same and are as wide everywhere.
  private mutating func putRegionalIndicator(_ indicator: Unicode.Scalar) {
    put(Unicode.Scalar(UInt8(indicator.value - 0x1F1E6) + 0x41), width: 1)
  }

  private mutating func putReplacement() {
    switch glyphSet {
    case .unicode: put("\u{FFFD}", width: 1)
    case .ascii: put("?", width: 1)
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar, width columns: Int) {
    output.unicodeScalars.append(scalar)
    width += columns
    marks = 0
    join = .none
  }
}
