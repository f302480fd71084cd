import Canvas
import Moderation

// Everything that can be set, each once: its name, the property that it is kept in (and that has its
// default), what it has to be, and what it does. Reading, `config check`, `config show` and the manual
// come from here.

extension Configuration {
  /// The sections whose settings are properties of the configuration itself.
  static var sections: [SettingsSection<Configuration>] {
    [
      SettingsSection(
        name: .console,
        settings: [
          Setting(
            "theme", \.theme, .optional(parse: { $0 }, write: { $0 }),
            "The theme: one of those that skydoor themes lists."),
          Setting(
            "undo_seconds", \.undoDelay, .seconds(0...60),
            "How long a decision is held, so that it can be undone; 0 sends it at once."),
          Setting(
            "poll_seconds", \.pollInterval, .seconds(1...3600),
            "How often the service is asked what is new."),
          Setting("ascii", \.ascii, .boolean, "Draw with ASCII alone."),
          Setting("mouse", \.mouse, .boolean, "Have the wheel and clicks for the console."),
          Setting(
            "raid", \.raid, .raid, "How many people who ask one group within how long are a raid."),
        ]),
      SettingsSection(
        name: .door,
        settings: [
          Setting("how", \.door.measure, .measure, "How doors are shut."),
          Setting(
            "for", \.door.span, .doorSpan, unset: "a door stays shut until it is opened",
            "How long doors stay shut. Without it they do until they are opened."),
        ]),
    ]
  }
}

extension RuleEntry {
  /// What one rule says.
  static var section: SettingsSection<RuleEntry> {
    SettingsSection(
      name: .rule,
      settings: [
        Setting(
          "name", \.name, .name(example: "throw-away accounts"),
          "What the rule is called: skydoor sweep --rule names it."),
        Setting(
          "when", \.when, .filter(example: "age < 7d and followers < 3"), "Whom it is about."),
        Setting(
          "suggest", \.suggest, .suggestion,
          "What it suggests. The console shows that, and only skydoor sweep acts on it."),
      ])
  }
}

extension NamedFilter {
  /// What one of the owner's own filters says.
  static var section: SettingsSection<NamedFilter> {
    SettingsSection(
      name: .filter,
      settings: [
        Setting("name", \.name, .name(example: "new accounts"), "What the filter is called."),
        Setting("when", \.expression, .filter(example: "age < 7d"), "Whom it shows."),
        Setting(
          "key", \.key,
          .optional(
            "the name of one key, such as \"1\", \"F\", \"^f\" or \"F5\"", parse: Key.init(name:),
            write: \.description),
          "The key that applies it. Without one it gets the first digit from 1 on that is free."),
      ])
  }
}

extension SettingForm<RaidLimit?> {
  private static var off: String { "off" }

  fileprivate static var raid: Self {
    .text(
      """
      how many people within how long, such as "\(RaidLimit.standard)" (2 to 1000, 5m to 24h), or \
      "\(off)"
      """,
      parse: { $0 == off ? .some(nil) : RaidLimit($0).map(Optional.some) },
      write: { $0?.description ?? off })
  }
}

extension SettingForm<Door.Measure> {
  fileprivate static var measure: Self {
    .text(
      "\"approval\" or \"disable\"", parse: Door.Measure.init(rawValue:), write: \.rawValue)
  }
}

extension SettingForm<TimeSpan?> {
  fileprivate static var doorSpan: Self {
    .optional(
      "a time from 1s to 52w, such as \"2h\"",
      parse: { TimeSpan($0).flatMap { DoorSettings.allows($0) ? $0 : nil } }, write: \.description)
  }
}

extension SettingForm<Decision.Verdict> {
  fileprivate static var suggestion: Self {
    .text(
      "\"reject\", \"approve\" or \"reject-and-block\"", example: "reject",
      parse: { word in Decision.Verdict.onRequests.first { $0.rawValue == word } },
      write: \.rawValue)
  }
}

// MARK: For the manual

/// What there is to know of a section of the configuration file.
public struct SectionDescription: Sendable {
  /// As it is written: `[console]`.
  public let title: String
  /// In the order in which `config show` prints them.
  public let settings: [SettingDescription]
}

/// What there is to know of a setting.
public struct SettingDescription: Sendable {
  /// What it is called.
  public let key: String
  /// What it has to be.
  public let form: String
  /// What holds where it is not set, as TOML; nil where it has no default.
  public let standard: String?
  /// What it does, in a sentence.
  public let doc: String
}

extension Configuration {
  /// All sections but those of keys, in the order in which `config show` prints them.
  /// - Parameter theme: the theme where none is named.
  public static func described(defaultTheme theme: String) -> [SectionDescription] {
    var builtIn = Configuration(keymap: Keymap([:]))
    builtIn.theme = theme
    return sections.map { $0.description(builtIn) }
      + [RuleEntry.section.description(), NamedFilter.section.description()]
  }
}

extension SettingsSection {
  fileprivate func description(_ builtIn: Root? = nil) -> SectionDescription {
    SectionDescription(
      title: name.title,
      settings: settings.map { setting in
        SettingDescription(
          key: setting.key, form: setting.form, standard: builtIn.flatMap(setting.text),
          doc: setting.doc)
      })
  }
}
