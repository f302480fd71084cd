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
  var hasRightToLeft: Bool { !isASCII && string.unicodeScalars.contains(where: \.isRightToLeft) }

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
