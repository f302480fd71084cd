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
