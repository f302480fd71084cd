/// A manual page in the language of man(7).
struct Roff {
  private(set) var text: String

  /// - Parameters:
  ///   - name: what the page is about, as in `skydoor(1)`.
  ///   - footer: the program and its version.
  init(_ name: String, section: Int, footer: RoffText) {
    // No hyphenation and no justification, so that a search finds names of files and options.
    text = ".TH \(name.uppercased()) \(section) \"\" \"\(footer.source)\"\n.nh\n.ad l\n"
  }

  mutating func section(_ title: RoffText) { text += ".SH \"\(title.source)\"\n" }

  mutating func subsection(_ title: RoffText) { text += ".SS \"\(title.source)\"\n" }

  mutating func paragraph(_ words: RoffText) { text += ".PP\n" + line(words) }

  /// Each on a line of its own.
  mutating func lines(_ lines: [RoffText]) {
    text += ".PP\n" + lines.map(line).joined(separator: ".br\n")
  }

  /// One of a list: a tag, and what there is to say about it.
  mutating func item(_ tag: RoffText, _ words: RoffText) {
    text += ".TP\n" + line(tag) + line(words)
  }

  /// A line that begins with a full stop would be taken for a request.
  private func line(_ words: RoffText) -> String {
    (words.source.hasPrefix(".") ? "\\&" : "") + words.source + "\n"
  }
}

/// Text of a manual page, with bold and italic parts, as roff source.
struct RoffText: ExpressibleByStringLiteral {
  let source: String

  private init(source: String) { self.source = source }

  init(stringLiteral text: String) { self = .plain(text) }

  static func plain(_ text: String) -> RoffText { RoffText(source: escaped(text)) }

  /// Text to be typed literally.
  static func bold(_ text: String) -> RoffText { RoffText(source: "\\fB\(escaped(text))\\fR") }

  /// A placeholder.
  static func italic(_ text: String) -> RoffText { RoffText(source: "\\fI\(escaped(text))\\fR") }

  static func + (a: RoffText, b: RoffText) -> RoffText { RoffText(source: a.source + b.source) }

  /// A command line as usage texts write it: names of options in bold, `<values>` in italics. An
  /// option and its value stay on one line.
  static func usage(_ text: String) -> RoffText {
    var result: RoffText = ""
    var rest = text[...]
    while let match = rest.firstMatch(of: /<(?<value>[a-z-]+)>|(?<option>--[a-z-]+)(?<gap> (?=<))?/)
    {
      result = result + .plain(String(rest[..<match.range.lowerBound]))
      if let value = match.output.value {
        result = result + .italic(String(value))
      } else if let option = match.output.option {
        result = result + .bold(String(option))
        if match.output.gap != nil { result = result + RoffText(source: "\\ ") }
      }
      rest = rest[match.range.upperBound...]
    }
    return result + .plain(String(rest))
  }

  /// Escapes the characters that roff interprets, or prints as others.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "\\": escaped += "\\(rs"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "\"": escaped += "\\(dq"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      case "`": escaped += "\\(ga"
      case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
      case _:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        escaped += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
      }
    }
  }
}
