import Moderation
import TOML

/// Takes a TOML text apart into its tables.
struct ConfigurationReader {
  private let root: TOMLTable
  private let map: ConfigurationMap
  private let path: String

  init(text: String, map: ConfigurationMap, path: String) throws(ConfigurationMistake) {
    do {
      root = try TOMLTable(sound: text)
    } catch {
      throw ConfigurationMistake(error, path: path)
    }
    self.map = map
    self.path = path
  }

  /// The table `[name]`.
  func section(_ name: String) throws(ConfigurationMistake) -> ConfigurationTable? {
    guard let value = root[name] else { return nil }
    guard let values = value.table else {
      throw mistake(at: name, "'\(name)' must be a section, [\(name)].")
    }
    return table([name], "[\(name)]", values, index: 0)
  }

  /// The tables `[[name]]`, in the order they stand.
  func tables(_ name: String) throws(ConfigurationMistake) -> [ConfigurationTable] {
    guard let value = root[name] else { return [] }
    let tables = value.array.map { array in array.compactMap { $0.table } }
    guard let tables, tables.count == value.array?.count else {
      throw mistake(at: name, "'\(name)' must be written with two brackets, [[\(name)]].")
    }
    return tables.enumerated().map { table([name], "[[\(name)]]", $1, index: $0) }
  }

  /// A mistake that can be passed over for each section that is not known.
  func unknown(known: [String]) -> [ConfigurationMistake] {
    root.keys.sorted().filter { !known.contains($0) }.map { name in
      ConfigurationMistake(
        "'\(name.brief)' is not known here; \(name.meant(among: known))", path: path,
        place: map.name([name]), isPassedOver: true, entry: [name])
    }
  }

  private func mistake(at name: String, _ message: String) -> ConfigurationMistake {
    ConfigurationMistake(message, path: path, place: map.name([name]), entry: [name])
  }

  private func table(
    _ path: [String], _ title: String, _ values: TOMLTable, index: Int
  ) -> ConfigurationTable {
    ConfigurationTable(
      title: title, values: values, file: self.path, path: path, index: index, map: map)
  }
}

extension String {
  /// What was probably meant by a name that is not known, or else what there is.
  func meant(among known: [String]) -> String {
    nearest(in: known).map { "did you mean '\($0)'?" }
      ?? "what is: \(known.joined(separator: ", "))."
  }
}
