import Foundation
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
  var expressions: [String: String] = [:]
  /// Filters at one key each, in the order they are written.
  public var filters: [NamedFilter] = []
  /// All that is wrong with the file, and advice about what is not. What can't be used has been left out.
  public internal(set) var mistakes: [ConfigurationMistake] = []
  /// The mistakes, a line each, with their places.
  public var warnings: [String] { mistakes.filter { !$0.isAdvice }.map(\.description) }
  /// What is in force and may do what the owner does not expect: a line each, with its place.
  public var advice: [String] { mistakes.filter(\.isAdvice).map(\.description) }

  /// What keys do without a configuration.
  private let builtInKeys: Keymap
  /// Which key does what, with all that is set about it.
  public var keymap: Keymap { builtInKeys.rebound(by: keys).adding(filters: filters) }

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
}

/// How the owner wants doors to be shut.
public struct DoorSettings: Equatable, Sendable {
  /// How long a door can be shut for, in seconds: a year is beyond any raid.
  private static let spans = 1.0...(52 * 604_800)

  /// What is done to the link.
  public var measure: Door.Measure
  /// How long doors stay shut; nil for until they are opened.
  public var span: TimeSpan?

  /// How doors are shut.
  public init(measure: Door.Measure = .approval, span: TimeSpan? = nil) {
    self.measure = measure
    self.span = span
  }

  /// Whether a door can be shut for so long.
  public static func allows(_ span: TimeSpan) -> Bool { spans.contains(span.seconds) }
}

// MARK: As a file

extension Configuration {
  /// The settings in force as the text of a configuration file. What is as it is without one is
  /// marked in a comment.
  /// - Parameter theme: the theme where none is named.
  public func toml(defaultTheme theme: String) -> String {
    var (shown, builtIn) = (self, Configuration(keymap: builtInKeys))
    shown.theme = self.theme ?? theme
    builtIn.theme = theme
    let settings = Self.sections.map { $0.lines(of: shown, builtIn: builtIn) }
    let rules = rules.map { rule in
      RuleEntry.section.lines(of: RuleEntry(rule, when: expressions[rule.name] ?? ""))
    }
    let filters = filters.map { NamedFilter.section.lines(of: $0) }
    return (settings + keySections + rules + filters)
      .map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  private var keySections: [[String]] {
    guard !keys.isEmpty else { return [["# [keys]  all keys are as built in: skydoor keys"]] }
    let contexts = [nil] + KeyContext.allCases.map(Optional.some)
    return contexts.compactMap { context in
      let lines = keys.filter { $0.context == context }.map { setting in
        "\(setting.chord.description.tomlQuoted) = "
          + (setting.command?.name ?? KeyReader.off).tomlQuoted
      }
      return lines.isEmpty ? nil : ["[keys.\(context?.rawValue ?? KeyReader.everywhere)]"] + lines
    }
  }
}
