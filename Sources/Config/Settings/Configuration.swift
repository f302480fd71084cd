import Moderation

/// What the owner has set in `config.toml`.
public struct Configuration: Equatable, Sendable {
  /// A theme's name; nil for the default one.
  public var theme: String?
  /// How long a decision is held before it is sent.
  public var undoDelay = Duration.seconds(3)
  /// How long after one look at what has changed on the service the next one comes.
  public var pollInterval = Duration.seconds(5)
  /// How fast people have to ask for the console to say so; nil for never.
  public var raid: RaidLimit? = .standard
  /// Draw ASCII only.
  public var ascii = false
  /// How doors are shut.
  public var door = DoorSettings()
  /// Have the mouse reported: the terminal then leaves it to the console.
  public var mouse = false
  /// What keys do other than what is built in, in the order it is written.
  public var keys: [KeySetting] = []
  /// What is suggested about whom, in the order it is written.
  public var rules: [Rule] = []
  /// The filters of the rules as they are written, by the rules' names.
  private(set) var expressions: [String: String] = [:]
  /// Filters at one key each, in the order they are written.
  public var filters: [NamedFilter] = []
  /// All that is wrong with the file, and advice about what is not. What can't be used has been left out.
  public private(set) var mistakes: [ConfigurationMistake] = []
  /// The mistakes, a line each, with their places.
  public var warnings: [String] { mistakes.filter { !$0.isAdvice }.map(\.description) }
  /// What is in force and may do what the owner does not expect: a line each, with its place.
  public var advice: [String] { mistakes.filter(\.isAdvice).map(\.description) }

  /// What keys do without a configuration.
  let builtInKeys: Keymap

  /// What holds where there is no file.
  /// - Parameter keymap: what keys do then.
  public init(keymap: Keymap) { builtInKeys = keymap }

  /// Reads the text of a configuration file: all of it that can be read.
  /// - Parameters:
  ///   - path: names the file in mistakes.
  ///   - keymap: what keys do where nothing is set.
  public init(toml: String, path: String, keymap: Keymap) {
    let reading = ConfigurationReading(toml: toml, path: path, keymap: keymap)
    self = reading.configuration
    mistakes = reading.mistakes
  }

  /// Reads all that can be read.
  init(_ reader: ConfigurationReader, keymap: Keymap, _ mistakes: ConfigurationMistakes) {
    builtInKeys = keymap
    mistakes.add(reader.unknown(known: Self.sections))
    if let console = mistakes.collect(try reader.section(Section.console.rawValue)) ?? nil {
      theme = mistakes.collect(try console.string("theme")) ?? nil
      if let seconds = mistakes.collect(try console.number("undo_seconds", in: 0...60)) ?? nil {
        undoDelay = .seconds(seconds)
      }
      if let seconds = mistakes.collect(try console.number("poll_seconds", in: 1...3600)) ?? nil {
        pollInterval = .seconds(seconds)
      }
      ascii = (mistakes.collect(try console.boolean("ascii")) ?? nil) ?? ascii
      mouse = (mistakes.collect(try console.boolean("mouse")) ?? nil) ?? mouse
      if let setting = mistakes.collect(try RaidSetting(console)) ?? nil { raid = setting.limit }
      mistakes.add(
        console.unknown(known: ["theme", "undo_seconds", "poll_seconds", "ascii", "mouse", "raid"]))
    }
    if let door = mistakes.collect(try reader.section(Section.door.rawValue)) ?? nil {
      readDoor(door, mistakes)
    }
    if let keys = mistakes.collect(try reader.section(Section.keys.rawValue)) ?? nil {
      self.keys = KeyReader(keys, builtIn: builtInKeys, mistakes).settings
    }
    for table in mistakes.collect(try reader.tables(Section.rule.rawValue)) ?? [] {
      mistakes.add(table.unknown(known: ["name", "when", "suggest"]))
      guard let rule = Rule(table, mistakes) else { continue }
      if rules.contains(where: { $0.name == rule.name }) {
        mistakes.add(
          table.wrong("name", "is that of another rule; rules are chosen by their names"))
        continue
      }
      if rule.trustsClaims {
        mistakes.add(
          table.advice(
            "when",
            """
            The rule '\(rule.name)' suggests to approve whoever says the right thing of themselves: \
            anybody can set handle, name, bio, picture and self-labels. Add what others say, such as \
            'label', 'is:following', 'known' or 'age'.
            """))
      }
      rules.append(rule)
      expressions[rule.name] = mistakes.collect(try table.string("when")) ?? nil
    }
    let tables = mistakes.collect(try reader.tables(Section.filter.rawValue)) ?? []
    mistakes.add(tables.flatMap { $0.unknown(known: ["name", "when", "key"]) })
    filters = NamedFilter.all(in: tables, keymap: self.keymap, mistakes)
  }

  /// Which key does what, with all that is set about it.
  public var keymap: Keymap { builtInKeys.rebound(by: keys).adding(filters: filters) }

  private enum Section: String, CaseIterable {
    case console, door, keys, rule, filter
  }

  /// The names of all sections.
  static let sections = Section.allCases.map(\.rawValue)
  /// The sections in which every line is a setting by itself.
  static let settings = [Section.console, .door, .keys].map(\.rawValue)
}
