extension String {
  /// The words of a command line, quoted as for a POSIX shell (2.2 Quoting); nothing is expanded.
  /// Nil where a quotation has no end.
  var shellWords: [String]? {
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
