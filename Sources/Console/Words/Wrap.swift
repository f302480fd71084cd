import Canvas

/// Breaks a text between words into lines of at most `width` columns; a word that is longer stands
/// alone, for the frame to cut.
func wrap(_ text: String, width: Int) -> [String] {
  guard width > 0 else { return [] }
  var lines: [String] = []
  var line = ""
  var used = 0
  for word in text.split(whereSeparator: \.isWhitespace) {
    let length = SafeText(String(word)).width
    if used > 0, used + 1 + length > width {
      lines.append(line)
      line = ""
      used = 0
    }
    if used > 0 {
      line += " "
      used += 1
    }
    line += word
    used += length
  }
  return lines + [line]
}
