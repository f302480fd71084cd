import TOMLKit

/// What the owner has set in `config.toml`.
public struct Configuration: Equatable, Sendable {
  /// A theme's name; nil for the default one.
  public var theme: String?
  /// How long a decision is held before it is sent.
  public var undoDelay = Duration.seconds(3)
  /// Draw ASCII only.
  public var ascii = false
  /// What was not understood and has been passed over: a line each, with file and line number.
  public private(set) var warnings: [String] = []

  /// What holds where there is no file.
  public init() {}

  /// Reads the text of a configuration file.
  /// - Parameter path: names the file in errors and warnings.
  /// - Throws: ``ConfigurationError`` for text that is not TOML and for values of the wrong type or
  ///   out of range. A name that is not known only warns.
  public init(toml: String, path: String) throws(ConfigurationError) {
    let reader = ConfigurationReader(text: toml, path: path)
    let table = try reader.table()
    for section in table.keys.sorted() where section != "console" {
      warnings.append(reader.unknown(section, among: ["console"]))
    }
    guard let console = try reader.section("console", of: table) else { return }
    for (key, value) in console.sorted(by: { $0.0 < $1.0 }) {
      switch ConsoleKey(rawValue: key) {
      case .theme: theme = try reader.string(value, key)
      case .undoSeconds: undoDelay = .seconds(try reader.number(value, key, in: 0...60))
      case .ascii: ascii = try reader.boolean(value, key)
      case nil: warnings.append(reader.unknown(key, among: ConsoleKey.allCases.map(\.rawValue)))
      }
    }
  }

  private enum ConsoleKey: String, CaseIterable {
    case theme
    case undoSeconds = "undo_seconds"
    case ascii
  }
}
