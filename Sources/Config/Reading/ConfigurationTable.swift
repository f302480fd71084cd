import Moderation
import TOML

/// One table of a configuration file, `[console]` or one `[[rule]]` of several: typed values, and
/// the place of a wrong one.
struct ConfigurationTable {
  /// As it is written: `[console]`.
  let title: String
  let values: TOMLTable
  let file: String
  /// Its name, after those of the tables it is in.
  let path: [String]
  /// How many tables of the same name stand before it.
  let index: Int
  let map: ConfigurationMap

  /// What it is called, where it says so.
  private var name: String? { values["name"]?.string }

  func string(_ key: String) throws(ConfigurationMistake) -> String? {
    guard let value = values[key] else { return nil }
    guard let string = value.string else { throw wrong(key, "must be a text in quotes") }
    return string
  }

  /// - Parameter example: what could be written.
  func string(_ key: String, example: String) throws(ConfigurationMistake) -> String {
    guard let string = try string(key) else {
      throw ConfigurationMistake(
        "This \(title) has no '\(key)'; write \(example).", path: file,
        place: map.name(path, index: index), entry: path + [key], name: name)
    }
    guard string.contains(where: { !$0.isWhitespace }) else {
      throw wrong(key, "is empty; write \(example)")
    }
    return string
  }

  func boolean(_ key: String) throws(ConfigurationMistake) -> Bool? {
    guard let value = values[key] else { return nil }
    guard let boolean = value.bool else { throw wrong(key, "must be true or false") }
    return boolean
  }

  func number(
    _ key: String, in range: ClosedRange<Double>
  ) throws(ConfigurationMistake) -> Double? {
    guard let value = values[key] else { return nil }
    guard let number = value.double ?? value.int.map(Double.init), range.contains(number) else {
      throw wrong(
        key, "must be a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
    }
    return number
  }

  /// A filter and the text it is read from.
  func filter(
    _ key: String, example: String
  ) throws(ConfigurationMistake) -> (filter: Filter, text: String) {
    let text = try string(key, example: example)
    do {
      return (try Filter(text), text)
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
          title: "[\((path + [name]).joined(separator: "."))]", values: values, file: file,
          path: path + [name], index: 0, map: map)
      }
      return (name, part)
    }
  }

  /// The names of what it sets, in the order they stand.
  var inOrder: [String] {
    values.keys.map { (name: $0, place: map.name(path + [$0], index: index)) }
      .sorted { a, b in
        let (first, second) = (a.place ?? .none, b.place ?? .none)
        return first == second ? a.name < b.name : first < second
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
      message, path: file, place: map.value(path + [key], index: index), entry: path + [key],
      name: name)
  }

  /// A mistake that can be passed over, at the place of a name.
  func passedOver(_ key: String, _ message: String) -> ConfigurationMistake {
    ConfigurationMistake(
      message, path: file, place: map.name(path + [key], index: index), isPassedOver: true,
      entry: path + [key], name: name)
  }

  /// The same at the place of a value.
  func passedOver(valueOf key: String, _ message: String) -> ConfigurationMistake {
    ConfigurationMistake(
      message, path: file, place: map.value(path + [key], index: index), isPassedOver: true,
      entry: path + [key], name: name)
  }

  /// Advice at the place of a value.
  func advice(_ key: String, _ message: String) -> ConfigurationMistake {
    ConfigurationMistake(
      message, path: file, place: map.value(path + [key], index: index), isAdvice: true)
  }
}

extension ConfigurationPlace {
  /// Before every place there is.
  fileprivate static let none = ConfigurationPlace(line: 0, column: 0)
}
