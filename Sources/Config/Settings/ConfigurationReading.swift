/// A configuration file as it was read: what it sets, and everything that is wrong with it.
public struct ConfigurationReading: Sendable {
  /// What could be read.
  public let configuration: Configuration
  /// From the top of the file to its end.
  public let mistakes: [ConfigurationMistake]
  private let map: ConfigurationMap

  /// Reads the text of a configuration file to its end, whatever is wrong with it.
  /// - Parameters:
  ///   - path: names the file in mistakes.
  ///   - keymap: what keys do where nothing is set.
  public init(toml: String, path: String, keymap: Keymap) {
    let mistakes = ConfigurationMistakes()
    var text = Self.withoutRepeatedKeys(toml, path, mistakes)
    var map = ConfigurationMap(text)
    var reader = try? ConfigurationReader(text: text, map: map, path: path)
    if reader == nil {
      let repair = ConfigurationRepair(text, path: path)
      mistakes.add(repair.mistakes)
      text = repair.text
      map = ConfigurationMap(text)
      reader = try? ConfigurationReader(text: text, map: map, path: path)
    }
    configuration =
      reader.map { Configuration($0, keymap: keymap, mistakes) }
      ?? Configuration(keymap: keymap)
    self.map = map
    self.mistakes = mistakes.all.enumerated().sorted { a, b in
      let (first, second) = (a.element.place, b.element.place)
      guard let first, let second, first != second else { return a.offset < b.offset }
      return first < second
    }.map(\.element)
  }

  /// Where the theme is named.
  public var themePlace: ConfigurationPlace? { map.value(["console", "theme"]) }

  /// The text without the lines that set a key once more. To TOML its whole table would be wrong.
  private static func withoutRepeatedKeys(
    _ toml: String, _ path: String, _ mistakes: ConfigurationMistakes
  ) -> String {
    let repeated = ConfigurationMap(toml).repeated(in: "keys")
    guard !repeated.isEmpty else { return toml }
    mistakes.add(
      repeated.map { name, place in
        ConfigurationMistake(
          "'\(name.brief)' is set twice in this section; keep one.", path: path, place: place,
          isPassedOver: true, entry: ["keys"])
      })
    let lines = Set(repeated.map(\.place.line))
    return toml.configurationLines.enumerated()
      .map { lines.contains($0.offset + 1) ? "" : $0.element }.joined(separator: "\n")
  }
}
