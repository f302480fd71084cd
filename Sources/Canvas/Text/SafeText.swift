/// Text from the network, made harmless: nothing in it can drive a terminal, hide, or turn the
/// reading order around, and its width is one that the C library, ncurses and terminals share.
///
/// Terminals disagree on how wide an emoji family, a flag or a toned hand is, so each is reduced
/// to something they agree on:
/// - a sequence joined by U+200D becomes its first element, a flag its two letters;
/// - skin tones, variation selectors and everything else that is invisible are dropped, bidi
///   controls among them, and so are combining marks after the fourth;
/// - a tab or a line end becomes a space;
/// - any other control, and what the C library has no width for, becomes U+FFFD (`?` in ASCII).
///
/// Widths come from `wcwidth`, by which ncurses positions too. It knows ASCII alone until
/// `setlocale` has chosen a UTF-8 locale; without one, use ``GlyphSet/ascii``.
///
/// Making a text safe twice changes nothing.
public struct SafeText: Hashable, Sendable {
  /// The neutralised text.
  public let string: String
  /// The columns it takes.
  public let width: Int

  public init(_ raw: String, glyphSet: GlyphSet = .unicode) {
    if raw.utf8.allSatisfy({ 0x20 <= $0 && $0 <= 0x7E }) {
      self.init(harmless: raw, width: raw.utf8.count)
    } else {
      var neutralizer = Neutralizer(glyphSet: glyphSet)
      for scalar in raw.unicodeScalars { neutralizer.take(scalar) }
      self.init(harmless: neutralizer.output, width: neutralizer.width)
    }
  }

  private init(harmless string: String, width: Int) {
    self.string = string
    self.width = width
  }

  /// One byte, one column: a character outside of ASCII always has more bytes than columns.
  var isASCII: Bool { string.utf8.count == width }

  /// Whether something in it is read from right to left.
  var hasRightToLeft: Bool { !isASCII && string.unicodeScalars.contains { $0.isRightToLeft } }

  /// The text cut between two characters to at most `columns` columns, with an ellipsis in the
  /// last of them where something was left out.
  /// - Parameter glyphSet: the one the text was made for.
  public func cut(to columns: Int, glyphSet: GlyphSet = .unicode) -> SafeText {
    if width <= columns { return self }
    guard columns > 0 else { return SafeText(harmless: "", width: 0) }
    let kept = prefix(columns - 1)
    let ellipsis = Glyph.ellipsis.scalar(in: glyphSet)
    return SafeText(harmless: kept.string + String(ellipsis), width: kept.width + 1)
  }

  /// As many whole characters from the start as fit into `columns` columns.
  func prefix(_ columns: Int) -> SafeText {
    if width <= columns { return self }
    if isASCII {
      let end = string.utf8.index(string.startIndex, offsetBy: columns)
      return SafeText(harmless: String(string[..<end]), width: columns)
    }
    let scalars = string.unicodeScalars
    var end = scalars.startIndex
    var used = 0
    while end < scalars.endIndex, used + scalars[end].columns <= columns {
      used += scalars[end].columns
      scalars.formIndex(after: &end)
    }
    return SafeText(harmless: String(string[..<end]), width: used)
  }
}

extension SafeText {
  /// What the cells of a row are filled with, in order, and the columns each takes.
  var characters: Characters { Characters(rest: string.unicodeScalars[...]) }

  struct Characters: Sequence, IteratorProtocol {
    fileprivate var rest: Substring.UnicodeScalarView

    mutating func next() -> (character: ComplexCharacter, width: Int)? {
      guard let base = rest.popFirst() else { return nil }
      var character = ComplexCharacter(base)
      while let mark = rest.first, mark.columns == 0 {
        character.append(mark)
        rest.removeFirst()
      }
      return (character, base.columns)
    }
  }
}

extension Unicode.Scalar {
  /// The columns of a character that is already safe. The replacement character counts even in
  /// a locale that knows nothing but ASCII.
  var columns: Int { isASCII ? 1 : terminalWidth ?? 1 }
}

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

/// `wcwidth` of <wchar.h>. The C library's Swift module leaves it out, as it belongs to the X/Open
/// part of the header; for one integer in and one out, Swift's calling convention is C's.
@_silgen_name("wcwidth")
private func wcwidth(_ character: CInt) -> CInt

extension Unicode.Scalar {
  /// The columns the C library gives the character: 0 for a combining mark, nil for one that it
  /// does not know or that is a control.
  var terminalWidth: Int? {
    let width = Int(wcwidth(CInt(bitPattern: value)))
    return width < 0 ? nil : width
  }
}

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
