extension String {
  /// What was typed, as it may stand in a sentence about it: as ``quotable``, and short. A control
  /// character shows as U+FFFD: it can be what is wrong.
  package var brief: String {
    let shown = unicodeScalars.prefix(1_000).map { scalar -> Unicode.Scalar in
      let isHidden = scalar.properties.generalCategory == .control
      return isHidden && !scalar.properties.isWhitespace ? "\u{FFFD}" : scalar
    }
    // Scalars, as a single character can be made of any number of them.
    let scalars = String(String.UnicodeScalarView(shown)).quotable.unicodeScalars
    return scalars.count <= 60 ? String(scalars) : String(scalars.prefix(59)) + "…"
  }

  /// A text from the network as it may stand in a sentence: on one line, without characters that
  /// a reader can't see, and no longer than 200 characters.
  var quotable: String {
    let limit = 200
    var text = ""
    var count = 0
    for word in split(whereSeparator: \.isWhitespace) {
      let visible = String(String.UnicodeScalarView(word.unicodeScalars.filter(\.isVisible)))
      guard !visible.isEmpty else { continue }
      if !text.isEmpty { text += " " }
      text += visible
      count += visible.count + 1
      if count > limit { break }
    }
    return text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }
}

extension Unicode.Scalar {
  /// Not a control, a direction mark, or of no known meaning.
  var isVisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      false
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber,
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol, .spaceSeparator:
      true
    @unknown default:
      false
    }
  }
}
