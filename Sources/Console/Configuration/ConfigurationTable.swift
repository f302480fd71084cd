import Moderation
import TOMLKit

/// One table of a configuration file, `[console]` or one `[[rule]]` of several: typed values, and
/// the place of a wrong one.
struct ConfigurationTable {
  /// As it is written: `[console]`.
  let title: String
  let values: TOMLTable
  /// The place of a key, or of the table itself: `config.toml:3`.
  let place: (String?) -> String

  func string(_ key: String) throws(ConfigurationError) -> String? {
    guard let value = values[key] else { return nil }
    guard let string = value.string else { throw wrong(key, "must be a text in quotes") }
    return string
  }

  /// - Parameter example: what could be written.
  func string(_ key: String, example: String) throws(ConfigurationError) -> String {
    guard let string = try string(key) else {
      throw ConfigurationError("\(place(nil)): this \(title) has no '\(key)'; write \(example).")
    }
    guard string.contains(where: { !$0.isWhitespace }) else {
      throw wrong(key, "is empty; write \(example)")
    }
    return string
  }

  func boolean(_ key: String) throws(ConfigurationError) -> Bool? {
    guard let value = values[key] else { return nil }
    guard let boolean = value.bool else { throw wrong(key, "must be true or false") }
    return boolean
  }

  func number(
    _ key: String, in range: ClosedRange<Double>
  ) throws(ConfigurationError) -> Double? {
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
  ) throws(ConfigurationError) -> (filter: Filter, text: String) {
    let text = try string(key, example: example)
    do {
      return (try Filter(text), text)
    } catch {
      let stop = error.message.hasSuffix("?") ? "" : "."
      throw ConfigurationError(
        "\(place(key)): '\(key)', column \(error.column): \(error.message)\(stop)")
    }
  }

  /// A warning for each key that is not known.
  func warnings(known: [String]) -> [String] {
    values.keys.sorted().filter { !known.contains($0) }.map { key in
      "\(place(key)): '\(key)' is not known here; what is: \(known.joined(separator: ", "))."
    }
  }

  func wrong(_ key: String, _ rule: String) -> ConfigurationError {
    ConfigurationError("\(place(key)): '\(key)' \(rule).")
  }
}
