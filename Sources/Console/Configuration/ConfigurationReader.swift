import TOMLKit

/// Takes a TOML text apart into its tables.
struct ConfigurationReader {
  private let root: TOMLTable
  private let lines: ConfigurationLines
  private let path: String

  init(text: String, path: String) throws(ConfigurationError) {
    do {
      root = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let place = error.source.begin
      throw ConfigurationError("\(path):\(place.line):\(place.column): \(error.description).")
    } catch {
      throw ConfigurationError("\(path): this is not a TOML file.")
    }
    lines = ConfigurationLines(text)
    self.path = path
  }

  /// The table `[name]`.
  func section(_ name: String) throws(ConfigurationError) -> ConfigurationTable? {
    guard let value = root[name] else { return nil }
    guard let values = value.table else {
      throw ConfigurationError("\(place(ofSection: name)): '\(name)' must be a section, [\(name)].")
    }
    return table(name, "[\(name)]", values, index: 0)
  }

  /// The tables `[[name]]`, in the order they stand.
  func tables(_ name: String) throws(ConfigurationError) -> [ConfigurationTable] {
    guard let value = root[name] else { return [] }
    let tables = value.array.map { array in array.compactMap { $0.table } }
    guard let tables, tables.count == value.array?.count else {
      throw ConfigurationError(
        "\(place(ofSection: name)): '\(name)' must be written with two brackets, [[\(name)]].")
    }
    return tables.enumerated().map { table(name, "[[\(name)]]", $1, index: $0) }
  }

  /// A warning for each section that is not known.
  func warnings(known: [String]) -> [String] {
    root.keys.sorted().filter { !known.contains($0) }.map { name in
      """
      \(place(ofSection: name)): '\(name)' is not known here; what is: \
      \(known.joined(separator: ", ")).
      """
    }
  }

  private func table(
    _ name: String, _ title: String, _ values: TOMLTable, index: Int
  ) -> ConfigurationTable {
    ConfigurationTable(title: title, values: values) { [lines, path] key in
      Self.place(lines.number(of: key, in: name, index: index), in: path)
    }
  }

  private func place(ofSection name: String) -> String {
    Self.place(lines.number(ofSection: name), in: path)
  }

  private static func place(_ line: Int?, in path: String) -> String {
    line.map { "\(path):\($0)" } ?? path
  }
}
