// How a text stands inside of another one: in a shell's command line, or in a sentence.

extension String {
  /// One word to a POSIX shell. Quotes stay away where they are not needed.
  package var shellQuoted: String {
    let isPlain = utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "+"):
        true
      default:
        false
      }
    }
    return isPlain
      ? self
      : "'"
        + split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: #"'\''"#) + "'"
  }

  /// The words of a command line, quoted as for a POSIX shell (2.2 Quoting); nothing is expanded.
  /// Nil where a quotation has no end.
  package var shellWords: [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in self {
      if isEscaped {
        isEscaped = false
        // Between double quotes a backslash stands for itself before most characters.
        if quote == "\"", !"\"\\$`".contains(character) { word?.append("\\") }
        word?.append(character)
      } else if character == "\\", quote != "'" {
        isEscaped = true
        word = word ?? ""
      } else if character == quote {
        quote = nil
      } else if quote == nil, "'\"".contains(character) {
        quote = character
        word = word ?? ""
      } else if quote == nil, " \t\n".contains(character) {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else { return nil }
    if let word { words.append(word) }
    return words
  }
}

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
  package var quotable: String {
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
  package var isVisible: Bool {
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
