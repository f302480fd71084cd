/// On which line of a configuration something stands. The parser keeps the places of mistakes in the
/// syntax only, so those of values are looked for in the text.
struct ConfigurationLines {
  private struct Line {
    let number: Int
    /// The table that the line opens or belongs to; empty before the first.
    let table: String
    /// How many tables of the same name stand before it.
    let index: Int
    /// What the line sets; nil where it opens the table.
    let key: String?
  }

  private var lines: [Line] = []

  init(_ text: String) {
    var table = ""
    var counts: [String: Int] = [:]
    var isInText = false
    for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let isContinued = isInText
      if Self.delimitsText(line) { isInText.toggle() }
      if isContinued { continue }
      var key: String?
      if let name = Self.tableName(line) {
        table = name
        counts[table, default: 0] += 1
      } else if let name = Self.keyName(line) {
        key = name
      } else {
        continue
      }
      lines.append(
        Line(number: offset + 1, table: table, index: counts[table, default: 1] - 1, key: key))
    }
  }

  /// The line that sets a key of a table, or at least the one where the table begins.
  /// - Parameter index: counts the tables of the same name from 0.
  func number(of key: String?, in table: String, index: Int = 0) -> Int? {
    let own = lines.filter { $0.table == table && $0.index == index }
    if let key, let line = own.first(where: { $0.key == key }) { return line.number }
    if let line = own.first { return line.number }
    // Written as `console.theme = …` or as an array of tables in one value.
    let names = [key.map { "\(table).\($0)" }, table].compactMap { $0 }
    return names.lazy.compactMap { name in
      lines.first { $0.table.isEmpty && $0.key == name }?.number
    }.first
  }

  /// The line where a section is opened, itself or in a part of it.
  func number(ofSection name: String) -> Int? {
    lines.first { line in
      let names = [line.table, line.table.isEmpty ? line.key ?? "" : ""]
      return names.contains { $0 == name || $0.hasPrefix(name + ".") }
    }?.number
  }

  /// A line after which a text of several lines is open, or no longer.
  private static func delimitsText(_ line: Substring) -> Bool {
    ["\"\"\"", "'''"].contains {
      line.split(separator: $0, omittingEmptySubsequences: false).count % 2 == 0
    }
  }

  private static func tableName(_ line: Substring) -> String? {
    let line = line.drop(while: \.isBlank)
    guard line.first == "[", let end = line.firstIndex(of: "]") else { return nil }
    return String(line[..<end].filter { !"[\"' \t".contains($0) })
  }

  private static func keyName(_ line: Substring) -> String? {
    guard let sign = line.firstIndex(of: "=") else { return nil }
    let name = line[..<sign].filter { !"\"' \t".contains($0) }
    return name.first == "#" ? nil : String(name)
  }
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" }
}
