/// A manual page in the language of man(7).
struct Roff {
  private(set) var text: String

  /// - Parameters:
  ///   - name: what the page is about, as in `skydoor(1)`.
  ///   - footer: the program and its version.
  init(_ name: String, section: Int, footer: RoffText) {
    // Names of files and options must be found as they are: no hyphens in them, no wide gaps.
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

  /// A full stop at its beginning would make a line a request.
  private func line(_ words: RoffText) -> String {
    (words.source.hasPrefix(".") ? "\\&" : "") + words.source + "\n"
  }
}

/// Words on a manual page, with what stands out in them, in the language of roff.
struct RoffText: ExpressibleByStringLiteral {
  let source: String

  private init(source: String) { self.source = source }

  init(stringLiteral text: String) { self = .plain(text) }

  static func plain(_ text: String) -> RoffText { RoffText(source: escaped(text)) }

  /// What is to be typed as it stands.
  static func bold(_ text: String) -> RoffText { RoffText(source: "\\fB\(escaped(text))\\fR") }

  /// What stands for something else.
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

  /// Signs that roff would take for something else, or print as something else.
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
