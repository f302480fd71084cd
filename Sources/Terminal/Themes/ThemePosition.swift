/// Where something stands in a theme's text, both counted from 1. The TOML library tells the
/// places of syntax errors only, so the places of values are looked for in the text.
struct ThemePosition: Equatable {
  var line: Int
  var column: Int

  /// The place of a scope or of one of its properties; where it is written in an unusual way, the
  /// best guess.
  static func find(scope: String, property: String?, in toml: String) -> ThemePosition {
    let wanted = property.map { "\(scope).\($0)" } ?? scope
    var ofScope: ThemePosition?
    var table = ""
    for (index, line) in toml.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let content = line.drop { $0 == " " || $0 == "\t" }
      let column = line.distance(from: line.startIndex, to: content.startIndex) + 1
      let here = ThemePosition(line: index + 1, column: column)
      let isHeader = content.first == "["
      let path = isHeader ? header(of: content) : key(of: content, in: table)
      if isHeader { table = path }
      if path == wanted { return here }
      guard path == scope else { continue }
      ofScope = ofScope ?? here
      // An inline table names its properties in the scope's own line.
      if let property, !isHeader, let start = line.firstIndex(of: "{"),
        let column = Self.column(of: property, in: line, from: start)
      {
        return ThemePosition(line: here.line, column: column)
      }
    }
    return ofScope ?? ThemePosition(line: 1, column: 1)
  }

  /// `list.dim` of `["list.dim"]`.
  private static func header(of line: Substring) -> String {
    plain(line.dropFirst().prefix { $0 != "]" })
  }

  /// `list.dim` of `dim = …` in the table `list`.
  private static func key(of line: Substring, in table: String) -> String {
    let key = plain(line.prefix { $0 != "=" && $0 != "#" })
    return table.isEmpty || key.isEmpty ? key : "\(table).\(key)"
  }

  /// A dotted key without its quotes and blanks.
  private static func plain(_ key: Substring) -> String { key.filter { !" \t\"'".contains($0) } }

  /// The column of a property's name, as a word followed by `=`.
  private static func column(
    of property: String, in line: Substring, from start: Substring.Index
  ) -> Int? {
    var rest = line[start...]
    while let first = rest.first {
      guard isPartOfWord(first) else {
        rest = rest.dropFirst()
        continue
      }
      let word = rest.prefix(while: isPartOfWord)
      let after = line[word.endIndex...].drop { " \t\"'".contains($0) }
      if word == property, after.first == "=" {
        return line.distance(from: line.startIndex, to: word.startIndex) + 1
      }
      rest = line[word.endIndex...]
    }
    return nil
  }

  private static func isPartOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "-"
  }
}
