import Moderation

/// What the owner has set in `config.toml`.
public struct Configuration: Equatable, Sendable {
  /// A theme's name; nil for the default one.
  public var theme: String?
  /// How long a decision is held before it is sent.
  public var undoDelay = Duration.seconds(3)
  /// How long after one look at what has changed on the service the next one comes.
  public var pollInterval = Duration.seconds(5)
  /// Draw ASCII only.
  public var ascii = false
  /// What the owner wants suggested, in the order it is written.
  public var rules: [Rule] = []
  /// Filters at one key each, in the order they are written.
  public var filters: [NamedFilter] = []
  /// What was not understood and has been passed over: a line each, with file and line number.
  public private(set) var warnings: [String] = []

  /// What holds where there is no file.
  public init() {}

  /// Reads the text of a configuration file.
  /// - Parameter path: names the file in errors and warnings.
  /// - Throws: ``ConfigurationError`` for text that is not TOML, for values of the wrong type or
  ///   out of range, and for rules and filters that say too little or can't be understood. A name
  ///   that is not known only warns.
  public init(toml: String, path: String) throws(ConfigurationError) {
    let reader = try ConfigurationReader(text: toml, path: path)
    warnings = reader.warnings(known: Section.allCases.map(\.rawValue))
    if let console = try reader.section(Section.console.rawValue) {
      theme = try console.string("theme")
      if let seconds = try console.number("undo_seconds", in: 0...60) {
        undoDelay = .seconds(seconds)
      }
      if let seconds = try console.number("poll_seconds", in: 1...3600) {
        pollInterval = .seconds(seconds)
      }
      ascii = try console.boolean("ascii") ?? ascii
      warnings += console.warnings(known: ["theme", "undo_seconds", "poll_seconds", "ascii"])
    }
    for table in try reader.tables(Section.rule.rawValue) {
      let rule = try Rule(table)
      if rules.contains(where: { $0.name == rule.name }) {
        throw table.wrong("name", "is that of another rule; rules are chosen by their names")
      }
      rules.append(rule)
      warnings += table.warnings(known: ["name", "when", "suggest"])
    }
    let tables = try reader.tables(Section.filter.rawValue)
    filters = try NamedFilter.all(in: tables)
    warnings += tables.flatMap { $0.warnings(known: ["name", "when", "key"]) }
  }

  private enum Section: String, CaseIterable {
    case console, rule, filter
  }
}
