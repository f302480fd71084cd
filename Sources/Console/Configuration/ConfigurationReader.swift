import TOMLKit

/// Reads typed values out of a TOML text, and says where a wrong one stands.
struct ConfigurationReader {
  let text: String
  let path: String

  func table() throws(ConfigurationError) -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let place = error.source.begin
      throw ConfigurationError("\(path):\(place.line):\(place.column): \(error.description).")
    } catch {
      throw ConfigurationError("\(path): this is not a TOML file.")
    }
  }

  func section(
    _ name: String, of table: TOMLTable
  ) throws(ConfigurationError) -> [(String, TOMLValueConvertible)]? {
    guard let value = table[name] else { return nil }
    guard let section = value.table else { throw wrong(name, "must be a section, [\(name)]") }
    return section.map { ($0.0, $0.1) }
  }

  func string(_ value: TOMLValueConvertible, _ key: String) throws(ConfigurationError) -> String {
    guard let string = value.string else { throw wrong(key, "must be a text in quotes") }
    return string
  }

  func boolean(_ value: TOMLValueConvertible, _ key: String) throws(ConfigurationError) -> Bool {
    guard let boolean = value.bool else { throw wrong(key, "must be true or false") }
    return boolean
  }

  func number(
    _ value: TOMLValueConvertible, _ key: String, in range: ClosedRange<Double>
  ) throws(ConfigurationError) -> Double {
    guard let number = value.double ?? value.int.map(Double.init), range.contains(number) else {
      throw wrong(
        key, "must be a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
    }
    return number
  }

  func unknown(_ key: String, among known: [String]) -> String {
    "\(place(of: key)): '\(key)' is not known here; what is: \(known.joined(separator: ", "))."
  }

  private func wrong(_ key: String, _ rule: String) -> ConfigurationError {
    ConfigurationError("\(place(of: key)): '\(key)' \(rule).")
  }

  /// The parser keeps no places for values, so the line is the first that sets the key.
  private func place(of key: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let index = lines.firstIndex { line in
      let line = line.drop { " \t[\"'".contains($0) }
      return line.hasPrefix(key) && !(line.dropFirst(key.count).first?.isLetter ?? false)
    }
    return index.map { "\(path):\($0 + 1)" } ?? path
  }
}
