/// Breaks a text between words into lines of at most `width` columns. A word that is longer goes on in
/// the next line.
public func wrap(_ text: String, width: Int, glyphSet: GlyphSet = .unicode) -> [String] {
  guard width > 0 else { return [] }
  var lines: [String] = []
  var line = ""
  var used = 0
  func columns(_ text: some StringProtocol) -> Int {
    SafeText(String(text), glyphSet: glyphSet).width
  }
  func breakLine() {
    lines.append(line)
    line = ""
    used = 0
  }
  for word in text.split(whereSeparator: \.isWhitespace) {
    let length = columns(word)
    if used > 0, used + 1 + length > width { breakLine() }
    if used > 0 {
      line += " "
      used += 1
    }
    guard used + length > width else {
      line += word
      used += length
      continue
    }
    for character in word {
      let length = columns(String(character))
      if used > 0, used + length > width { breakLine() }
      line.append(character)
      used += length
    }
  }
  return lines + [line]
}

/// A sentence that ends in a list, in at most so many lines: what of the list does not fit is counted,
/// as nobody could tell what the beginning of an entry stands for.
public func wrap(
  _ beginning: String, listing items: [String], _ noun: String, width: Int, lines: Int,
  glyphSet: GlyphSet = .unicode
) -> [String] {
  func wrapped(_ count: Int) -> [String] {
    let rest = items.count - count
    let named = items.prefix(count).joined(separator: ", ")
    let counted =
      rest == 0 ? "" : count == 0 ? "\(rest) \(noun)\(rest == 1 ? "" : "s")" : " and \(rest) more"
    return wrap("\(beginning) \(named)\(counted)", width: width, glyphSet: glyphSet)
  }
  for count in stride(from: items.count, to: 0, by: -1) {
    let text = wrapped(count)
    if text.count <= lines { return text }
  }
  return Array(wrapped(0).prefix(lines))
}

extension [String] {
  /// The first that fits into as many columns, or else the last: texts, the longest first.
  public func fitting(_ columns: Int) -> String {
    first { SafeText($0).width <= columns } ?? last ?? ""
  }
}
