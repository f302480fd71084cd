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
