import Moderation
import TOML
import Text

/// What a configuration file consists of.
enum ConfigurationSection: String, CaseIterable {
  case console, door, keys, rule, filter

  /// The names of all.
  static let names = allCases.map(\.rawValue)

  /// Every line is a setting by itself; otherwise a table is, of several.
  var isOfSettings: Bool {
    switch self {
    case .console, .door, .keys: true
    case .rule, .filter: false
    }
  }

  /// As it is written: `[console]`, `[[rule]]`.
  var title: String { isOfSettings ? "[\(rawValue)]" : "[[\(rawValue)]]" }
}

/// Takes a TOML text apart into its tables.
struct ConfigurationReader {
  private let root: TOMLTable
  private let outline: TOMLOutline
  private let path: String

  init(_ document: TOMLDocument, path: String) {
    (root, outline) = (document.table, document.outline)
    self.path = path
  }

  /// The table of a section that is there once.
  func section(
    _ section: ConfigurationSection
  ) throws(ConfigurationMistake) -> ConfigurationTable? {
    guard let value = root[section.rawValue] else { return nil }
    guard let values = value.table else {
      throw mistake(at: section, "must be a section, \(section.title)")
    }
    return table(section, values)
  }

  /// All tables of a section that can be there several times, in the order they stand.
  func tables(
    _ section: ConfigurationSection
  ) throws(ConfigurationMistake) -> [ConfigurationTable] {
    guard let value = root[section.rawValue] else { return [] }
    let tables = value.array.map { array in array.compactMap { $0.table } }
    guard let tables, tables.count == value.array?.count else {
      throw mistake(at: section, "must be written with two brackets, \(section.title)")
    }
    return tables.enumerated().map { table(section, $1, index: $0) }
  }

  /// A mistake that can be passed over for each section that is not known.
  var unknown: [ConfigurationMistake] {
    let known = ConfigurationSection.names
    return root.keys.sorted().filter { !known.contains($0) }.map { name in
      ConfigurationMistake(
        "'\(name.brief)' is not known here; \(name.meant(among: known))", path: path,
        place: outline.key([.key(name)]), isPassedOver: true, entry: [name])
    }
  }

  private func mistake(at section: ConfigurationSection, _ rule: String) -> ConfigurationMistake {
    let name = section.rawValue
    return ConfigurationMistake(
      "'\(name)' \(rule).", path: path, place: outline.key([.key(name)]), entry: [name])
  }

  private func table(
    _ section: ConfigurationSection, _ values: TOMLTable, index: Int? = nil
  ) -> ConfigurationTable {
    ConfigurationTable(
      title: section.title, values: values, file: path,
      path: [.key(section.rawValue)] + (index.map { [.element($0)] } ?? []), outline: outline)
  }
}

/// One table of a configuration file, `[console]` or one `[[rule]]` of several: typed values, and
/// the place of a wrong one.
struct ConfigurationTable {
  /// As it is written: `[console]`.
  let title: String
  let values: TOMLTable
  let file: String
  let path: TOMLOutline.Path
  let outline: TOMLOutline

  /// What it is called, where it says so.
  private var name: String? { values["name"]?.string }

  /// A value as it is understood; nil where there is none.
  /// - Parameter words: what it has to be.
  func value<Value>(
    _ key: String, _ words: String, _ parse: (any TOMLValueConvertible) -> Value?
  ) throws(ConfigurationMistake) -> Value? {
    guard let value = values[key] else { return nil }
    guard let parsed = parse(value) else { throw wrong(key, "must be \(words)") }
    return parsed
  }

  /// A text; nil where there is none.
  /// - Parameter example: what could be written, where it may not be left out.
  func string(
    _ key: String, example: String? = nil
  ) throws(ConfigurationMistake) -> String? {
    let string = try value(key, "a text in quotes") { $0.string }
    guard let example else { return string }
    let cure = "write \(key) = \(example.tomlQuoted)"
    guard let string else {
      throw ConfigurationMistake(
        "This \(title) has no '\(key)'; \(cure).", path: file,
        place: outline.key(path), entry: path.keys + [key], name: name)
    }
    guard string.contains(where: { !$0.isWhitespace }) else {
      throw wrong(key, "is empty; \(cure)")
    }
    return string
  }

  /// The text of a filter.
  func filter(_ key: String, example: String) throws(ConfigurationMistake) -> String? {
    guard let text = try string(key, example: example) else { return nil }
    do {
      _ = try Filter(text)
      return text
    } catch {
      let stop = error.message.hasSuffix("?") ? "" : "."
      throw mistake(at: key, "'\(key)', column \(error.column): \(error.message)\(stop)")
    }
  }

  /// The tables in it, in the order they stand; nil for what is none.
  var parts: [(name: String, table: ConfigurationTable?)] {
    inOrder.map { name in
      let part = values[name]?.table.map { values in
        ConfigurationTable(
          title: "[\((path.keys + [name]).joined(separator: "."))]", values: values, file: file,
          path: path + [.key(name)], outline: outline)
      }
      return (name, part)
    }
  }

  /// The names of what it sets, in the order they stand.
  var inOrder: [String] {
    values.keys.map { (name: $0, place: outline.key(path + [.key($0)])) }
      .sorted { a, b in
        guard let first = a.place, let second = b.place, first != second else {
          return a.name < b.name
        }
        return first < second
      }
      .map(\.name)
  }

  /// A mistake that can be passed over for each key that is not known.
  func unknown(known: [String]) -> [ConfigurationMistake] {
    values.keys.sorted().filter { !known.contains($0) }.map { key in
      passedOver(key, "'\(key.brief)' is not known here; \(key.meant(among: known))")
    }
  }

  func wrong(_ key: String, _ rule: String) -> ConfigurationMistake {
    mistake(at: key, "'\(key)' \(rule).")
  }

  /// A mistake at the place of a value.
  private func mistake(at key: String, _ message: String) -> ConfigurationMistake {
    ConfigurationMistake(
      message, path: file, place: outline.value(path + [.key(key)]), entry: path.keys + [key],
      name: name)
  }

  /// A mistake that can be passed over, at the place of a name.
  func passedOver(_ key: String, _ message: String) -> ConfigurationMistake {
    ConfigurationMistake(
      message, path: file, place: outline.key(path + [.key(key)]), isPassedOver: true,
      entry: path.keys + [key], name: name)
  }

  /// The same at the place of a value.
  func passedOver(valueOf key: String, _ message: String) -> ConfigurationMistake {
    ConfigurationMistake(
      message, path: file, place: outline.value(path + [.key(key)]), isPassedOver: true,
      entry: path.keys + [key], name: name)
  }

  /// Advice at the place of a value.
  func advice(_ key: String, _ message: String) -> ConfigurationMistake {
    ConfigurationMistake(
      message, path: file, place: outline.value(path + [.key(key)]), isAdvice: true)
  }
}

extension String {
  /// What was probably meant by a name that is not known, or else what there is.
  func meant(among known: [String]) -> String {
    nearest(in: known).map { "did you mean '\($0)'?" }
      ?? "what is: \(known.joined(separator: ", "))."
  }

  /// A basic string. What can't be seen is escaped, so that a terminal shows it unharmed.
  var tomlQuoted: String {
    unicodeScalars.reduce(into: "\"") { text, scalar in
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case _ where scalar.isInvisible:
        let digits = String(scalar.value, radix: 16)
        text += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      case _: text.unicodeScalars.append(scalar)
      }
    } + "\""
  }
}

extension Unicode.Scalar {
  fileprivate var isInvisible: Bool {
    [.control, .format, .lineSeparator, .paragraphSeparator].contains(properties.generalCategory)
  }
}
