/// Which characters the terminal can draw.
public enum GlyphSet: Sendable {
  /// Anything that Unicode has and the C library knows the width of.
  case unicode
  /// ASCII alone: `--ascii`, or a locale whose codeset is not UTF-8. Lines become `-` and `|`,
  /// cut text ends in `~`, letters lose their accents, common signs get a likeness, and every
  /// other character is drawn as one `?`.
  case ascii
}

/// The signs that are drawn rather than written, each one column wide.
enum Glyph: CaseIterable {
  case horizontal
  case vertical
  /// Where text was cut.
  case ellipsis
  /// A blank that counts as a letter written from left to right. Terminals that reorder text written
  /// from right to left would reorder the spaces and numbers beside it as well.
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

extension Unicode.Scalar {
  /// What stands for the character where only ASCII can be drawn: the letter without its accent,
  /// the digit, a sign that looks like it, or `?`; nothing for a combining mark.
  var asciiLikeness: String {
    if let sign = asciiSign { return sign }
    switch properties.generalCategory {
    case .spaceSeparator: return " "
    case .nonspacingMark, .enclosingMark: return ""
    case _: return digit ?? latinLetters ?? "?"
    }
  }

  private var asciiSign: String? {
    switch self {
    case "‘", "’", "‚", "‛", "′", "´": "'"
    case "“", "”", "„", "‟", "″": "\""
    case "‐", "‑", "‒", "–", "—", "―", "−": "-"
    case "…": "..."
    case "•", "●", "◆", "■", "▪", "★", "☆": "*"
    case "○", "◦", "◯", "□": "o"
    case "·": "."
    case "→", "▶", "▸", "►", "›", "⟩": ">"
    case "←", "◀", "◂", "◄", "‹", "⟨": "<"
    case "↑", "▲", "▴": "^"
    case "↓", "▼", "▾": "v"
    case "✓", "✔", "☑": "+"
    case "✗", "✘", "×", "☒": "x"
    case "«": "<<"
    case "»": ">>"
    case "ß": "ss"
    case "ẞ": "SS"
    case "ı": "i"
    case "─", "━", "┄", "┅", "┈", "┉", "═", "╌", "╍": "-"
    case "│", "┃", "┆", "┇", "┊", "┋", "║", "╎", "╏": "|"
    case "\u{250C}"..."\u{254B}", "\u{2552}"..."\u{2570}": "+"
    case "\u{2580}"..."\u{2593}": "#"
    default: nil
    }
  }

  /// A digit of any script or form: `٣`, `²`, `①`.
  private var digit: String? {
    switch properties.numericType {
    case .decimal, .digit: properties.numericValue.map { String(Int($0)) }
    case .numeric, nil: nil
    @unknown default: nil
    }
  }

  /// The letters that the character's Unicode name spells out, as in `LATIN SMALL LETTER E WITH
  /// ACUTE`, `LATIN CAPITAL LETTER AE` or `MATHEMATICAL BOLD SMALL K`.
  private var latinLetters: String? {
    guard mayBeLatin, let name = properties.name else { return nil }
    let words = name.split(separator: " ")
    guard let size = words.firstIndex(where: { $0 == "SMALL" || $0 == "CAPITAL" }) else {
      return nil
    }
    let letters = words[(size + 1)...].first { $0 != "LETTER" && $0 != "LIGATURE" }
    // More than one letter spells a ligature in Latin, but a foreign letter's name elsewhere (PI).
    guard let letters, letters.utf8.count <= (words[..<size].contains { $0 == "LATIN" } ? 2 : 1)
    else {
      return nil
    }
    return words[size] == "SMALL" ? letters.lowercased() : String(letters)
  }

  /// Names are slow to look up, so only blocks that hold Latin letters are.
  private var mayBeLatin: Bool {
    switch value {
    case 0x00C0...0x024F, 0x1E00...0x1EFF, 0x2100...0x214F, 0x2C60...0x2C7F: true
    case 0xA720...0xA7FF, 0xAB30...0xAB6F, 0xFB00...0xFB06, 0xFF21...0xFF5A: true
    case 0x1D400...0x1D7FF, 0x1F110...0x1F189, 0x24B6...0x24E9: true
    default: false
    }
  }
}
