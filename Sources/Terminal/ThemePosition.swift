/// Where something stands in a theme's text, both counted from 1. The TOML library tells the
/// places of syntax errors only, so the places of values are looked for in the text.
struct ThemePosition: Equatable {
  var line: Int
  var column: Int

  /// The place of a scope or of one of its properties; where it is written in an unusual way, the
  /// best guess.
  static func find(scope: String, property: String?, in toml: String) -> ThemePosition {
    let lines = toml.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { names(scope, line: $0) }) else {
      return ThemePosition(line: 1, column: 1)
    }
    let indentation = lines[start].prefix { $0 == " " || $0 == "\t" }
    let own = ThemePosition(line: start + 1, column: indentation.count + 1)
    guard let property else { return own }
    // An inline table names its properties in the scope's own line, a table in the lines after it.
    for (offset, line) in lines[start...].enumerated() {
      if offset > 0, line.drop(while: { $0 == " " }).hasPrefix("[") { break }
      let from = offset == 0 ? line.firstIndex(of: "{") ?? line.endIndex : line.startIndex
      if let column = column(of: property, in: line, from: from) {
        return ThemePosition(line: own.line + offset, column: column)
      }
      if offset == 0, from != line.endIndex { break }
    }
    return own
  }

  /// Whether a line begins with the scope as a key (`"list.dim" = …`) or a table (`[list.dim]`).
  private static func names(_ scope: String, line: Substring) -> Bool {
    let key = line.drop { " \t[\"'".contains($0) }
    guard key.hasPrefix(scope) else { return false }
    return key.dropFirst(scope.count).first.map { " \t]\"'=".contains($0) } ?? false
  }

  /// The column of a property's name, as a word followed by `=`.
  private static func column(
    of property: String, in line: Substring, from start: Substring.Index
  ) -> Int? {
    var rest = line[start...]
    while let first = rest.first {
      guard first.isLetter || first == "_" || first == "-" else {
        rest = rest.dropFirst()
        continue
      }
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      let after = line[word.endIndex...].drop { " \t\"'".contains($0) }
      if word == property, after.first == "=" {
        return line.distance(from: line.startIndex, to: word.startIndex) + 1
      }
      rest = line[word.endIndex...]
    }
    return nil
  }
}
