import TOML

/// Where things stand in a configuration file. The parser keeps the places of mistakes in the syntax
/// only, so those of names and values are looked for in the text.
struct ConfigurationMap {
  private struct Entry {
    /// The tables it is in and its own name.
    let path: [String]
    /// How many tables of the same name stand before its own.
    let index: Int
    let name: ConfigurationPlace
    /// Nil where it opens a table.
    let value: ConfigurationPlace?
  }

  private var entries: [Entry] = []

  init(_ text: String) {
    var table: [String] = []
    var counts: [[String]: Int] = [:]
    let continued = text.tomlLinesInStrings
    for (offset, line) in text.configurationLines.enumerated() where !continued.contains(offset) {
      var scanner = ConfigurationScanner(line, number: offset + 1)
      if let header = scanner.header() {
        table = header.path
        counts[table, default: 0] += 1
        entries.append(
          Entry(path: table, index: counts[table, default: 1] - 1, name: header.place, value: nil))
      } else if let (path, name, value) = scanner.setting() {
        entries.append(
          Entry(
            path: table + path, index: max(0, counts[table, default: 1] - 1), name: name,
            value: value))
      }
    }
  }

  /// The place of a name, or of the innermost thing around it that is found.
  /// - Parameter index: counts the tables of the same name from 0.
  func name(_ path: [String], index: Int = 0) -> ConfigurationPlace? {
    entry(path, index: index)?.name
  }

  /// The place of a value, or of what is found in its stead.
  func value(_ path: [String], index: Int = 0) -> ConfigurationPlace? {
    entry(path, index: index).map { $0.value ?? $0.name }
  }

  /// The settings in a section, and in those within it, that another one of the same name stands
  /// before.
  func repeated(in section: String) -> [(name: String, place: ConfigurationPlace)] {
    var seen: Set<[String]> = []
    return entries.filter { entry in
      entry.value != nil && entry.path.first == section && !seen.insert(entry.path).inserted
    }.map { ($0.path.last ?? "", $0.name) }
  }

  private func entry(_ path: [String], index: Int) -> Entry? {
    guard !path.isEmpty else { return nil }
    let found = entries.filter { $0.path == path }
    // An array of tables can be written as one value.
    return found.first { $0.index == index } ?? found.first { $0.value != nil }
      ?? entry(path.dropLast(), index: index)
      // A section that only its parts open.
      ?? entries.first { $0.path.starts(with: path) }
  }
}

extension String {
  /// The lines of a TOML text.
  var configurationLines: [Substring] {
    split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}

/// Reads the names on one line of a TOML file.
struct ConfigurationScanner {
  private let characters: [Character]
  private let number: Int
  private var position = 0

  init(_ line: Substring, number: Int) {
    characters = Array(line)
    self.number = number
  }

  /// A line that opens a table.
  mutating func header() -> (path: [String], place: ConfigurationPlace)? {
    position = 0
    skipBlanks()
    let place = place
    guard take("[") else { return nil }
    _ = take("[")
    guard let path = path(), take("]") else { return nil }
    return (path, place)
  }

  /// A line that gives something a value.
  mutating func setting() -> (
    path: [String], name: ConfigurationPlace, value: ConfigurationPlace
  )? {
    position = 0
    skipBlanks()
    let name = place
    guard let path = path(), take("=") else { return nil }
    skipBlanks()
    return (path, name, place)
  }

  private var place: ConfigurationPlace { ConfigurationPlace(line: number, column: position + 1) }
  private var current: Character? {
    characters.indices.contains(position) ? characters[position] : nil
  }

  private mutating func path() -> [String]? {
    var names: [String] = []
    repeat {
      skipBlanks()
      guard let name = name() else { return nil }
      names.append(name)
      skipBlanks()
    } while take(".")
    return names
  }

  /// A name, bare or in quotes.
  private mutating func name() -> String? {
    if take("'") { return quoted(by: "'") }
    if take("\"") { return quoted(by: "\"") }
    var name = ""
    while let character = current,
      character.isLetter || character.isNumber || character == "_" || character == "-"
    {
      name.append(character)
      position += 1
    }
    return name.isEmpty ? nil : name
  }

  private mutating func quoted(by quote: Character) -> String? {
    var name = ""
    while let character = current {
      position += 1
      if character == quote { return name }
      guard character == "\\", quote == "\"" else {
        name.append(character)
        continue
      }
      guard let escaped = escape() else { return nil }
      name.append(escaped)
    }
    return nil
  }

  private mutating func escape() -> Character? {
    guard let letter = current else { return nil }
    position += 1
    switch letter {
    case "\\", "\"": return letter
    case "t": return "\t"
    case "u", "U":
      let digits = characters[position...].prefix(letter == "u" ? 4 : 8)
      position += digits.count
      return UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init).map(Character.init)
    // What else can be escaped is no part of any name here.
    case _: return "\u{FFFD}"
    }
  }

  private mutating func take(_ character: Character) -> Bool {
    guard current == character else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let character = current, character == " " || character == "\t" { position += 1 }
  }
}
