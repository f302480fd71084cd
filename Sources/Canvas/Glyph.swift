/// The signs that are drawn rather than written, each one column wide.
enum Glyph: CaseIterable {
  case horizontal
  case vertical
  /// Where text was cut.
  case ellipsis
  /// A blank that is read from left to right, as a letter is. A terminal that turns text around
  /// which is read from right to left would turn spaces and numbers beside it around as well.
  case fence

  /// What a cell of a frame of this glyph set holds.
  func character(in glyphSet: GlyphSet) -> ComplexCharacter {
    ComplexCharacter(scalar(in: glyphSet))
  }

  /// What is drawn for the glyph on a terminal of this glyph set.
  func scalar(in glyphSet: GlyphSet) -> Unicode.Scalar {
    switch (glyphSet, self) {
    case (.unicode, .horizontal): "─"
    case (.unicode, .vertical): "│"
    case (.unicode, .ellipsis): "…"
    // The empty braille pattern: marks of direction have no width, and few terminals keep them.
    case (.unicode, .fence): "\u{2800}"
    case (.ascii, .horizontal): "-"
    case (.ascii, .vertical): "|"
    case (.ascii, .ellipsis): "~"
    case (.ascii, .fence): " "
    }
  }
}
