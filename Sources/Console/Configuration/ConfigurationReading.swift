/// A configuration file as it was read: what it sets, and everything that is wrong with it.
public struct ConfigurationReading: Sendable {
  /// What could be read.
  public let configuration: Configuration
  /// From the top of the file to its end.
  public let mistakes: [ConfigurationMistake]
  private let map: ConfigurationMap

  /// Reads the text of a configuration file to its end, whatever is wrong with it.
  /// - Parameter path: names the file in mistakes.
  public init(toml: String, path: String) {
    map = ConfigurationMap(toml)
    let mistakes = ConfigurationMistakes()
    if let reader = mistakes.collect(try ConfigurationReader(text: toml, path: path)) {
      configuration = Configuration(reader, mistakes)
    } else {
      configuration = Configuration()
    }
    self.mistakes = mistakes.all.enumerated().sorted { a, b in
      let (first, second) = (a.element.place, b.element.place)
      guard let first, let second, first != second else { return a.offset < b.offset }
      return first < second
    }.map(\.element)
  }

  /// Where the theme is named.
  public var themePlace: ConfigurationPlace? { map.value(["console", "theme"]) }
}
