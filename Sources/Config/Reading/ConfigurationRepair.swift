import TOML

/// Leaves out of a configuration what is not TOML, so that the rest is read.
///
/// To TOML a text with one mistake has no meaning at all. To its owner all but the mistake has. What
/// goes is the smallest entry that the mistake is in: a line of a section of settings, else the whole
/// table, since half a rule may mean the opposite. Lines keep their numbers.
struct ConfigurationRepair {
  /// Of so many mistakes, something else is wrong.
  private static let limit = 50

  private let path: String
  private var lines: [String]
  /// The lines of the tables, each from its header on. The first has none.
  private let tables: [Range<Int>]
  /// The names in the headers, by their lines; none where they can't be read.
  private let names: [Int: [String]]
  private(set) var mistakes: [ConfigurationMistake] = []

  /// The text that is left.
  var text: String { lines.joined(separator: "\n") }

  init(_ text: String, path: String) {
    self.path = path
    lines = text.tomlLines.map(String.init)
    // A header that can't be read begins a table all the same: what follows is not the last one's.
    let headers = TOMLOutline(recovering: text).headers
    names = Dictionary(uniqueKeysWithValues: headers.map { ($0.line - 1, $0.names ?? []) })
    let starts = headers.map { $0.line - 1 }
    tables = zip([0] + starts, starts + [lines.count]).map { $0..<$1 }
    for table in tables { repair(table) }
    repairWhole()
  }

  /// Repairs a table by itself.
  private mutating func repair(_ table: Range<Int>) {
    for _ in 0..<Self.limit {
      guard let mistake = Self.mistake(in: lines[table].joined(separator: "\n")) else { return }
      let line = min(table.lowerBound + mistake.position.line - 1, table.upperBound - 1)
      add(mistake, at: line, in: table)
      // A line that is right by itself has its mistake elsewhere.
      let isSetting = names[line] == nil
      guard hasSettings(table), isSetting, Self.mistake(in: lines[line]) != nil else { break }
      lines[line] = ""
    }
    leaveOut(table)
  }

  /// Leaves out the tables that can't stand beside each other.
  private mutating func repairWhole() {
    for _ in 0..<Self.limit {
      guard let mistake = Self.mistake(in: text) else { return }
      guard let table = tables.first(where: { $0.contains(mistake.position.line - 1) }) else {
        break
      }
      add(mistake, at: mistake.position.line - 1, in: table)
      leaveOut(table)
    }
    if let mistake = Self.mistake(in: text) {
      mistakes.append(ConfigurationMistake(mistake, path: path))
      lines = lines.map { _ in "" }
    }
  }

  private mutating func leaveOut(_ table: Range<Int>) {
    for line in table { lines[line] = "" }
  }

  private mutating func add(_ mistake: TOMLMistake, at line: Int, in table: Range<Int>) {
    let place = TOMLPosition(
      line: line + 1, column: min(mistake.position.column, lines[line].unicodeScalars.count + 1))
    mistakes.append(
      ConfigurationMistake(
        "\(mistake.message).", path: path, place: place, entry: entry(of: table, line),
        name: name(of: table)))
  }

  private func hasSettings(_ table: Range<Int>) -> Bool {
    guard let names = names[table.lowerBound] else { return true }
    return names.first.flatMap(ConfigurationSection.init(rawValue:))?.isOfSettings ?? false
  }

  /// What a mistake is in, as far as that can be read.
  private func entry(of table: Range<Int>, _ line: Int) -> [String] {
    let first = lines[names[table.lowerBound] == nil ? line : table.lowerBound]
    let word = first.drop { "[ \t".contains($0) }.prefix { $0.isLetter || $0 == "_" }
    return ConfigurationSection.names.contains(String(word)) ? [String(word)] : []
  }

  /// What a rule or a filter is called.
  private func name(of table: Range<Int>) -> String? {
    lines[table].lazy.compactMap { line in
      (try? TOMLDocument(line))?.table["name"]?.string
    }.first
  }

  private static func mistake(in text: String) -> TOMLMistake? {
    do {
      _ = try TOMLDocument(text)
      return nil
    } catch {
      return error
    }
  }
}
