import Config
import Moderation

/// How the owner wants the console to behave.
public struct Settings: Equatable, Sendable {
  /// Decisions are switched off (`--read-only`).
  public var readOnly: Bool
  /// Whether a shell could bring the console back once it is suspended.
  public var canBeSuspended: Bool
  /// Nothing is kept when the console ends: the demo's.
  public var forgets: Bool
  /// How long a decision is held, so that it can be undone, before it is sent; zero sends at once.
  public var undoDelay: Duration
  /// How long to wait between two looks at what has happened.
  public var pollInterval: Duration
  /// How doors are shut.
  public var door: DoorSettings
  /// How fast people have to ask for the owner to be told; nil for never.
  public var raid: RaidLimit?
  /// What is suggested, and about whom; the first that matches is shown.
  public var rules: [Rule]
  /// The keys as the owner has bound them, and the owner's own filters.
  public var keymap: Keymap

  public init(
    readOnly: Bool = false, canBeSuspended: Bool = true, forgets: Bool = false,
    undoDelay: Duration = .seconds(3),
    pollInterval: Duration = .seconds(5), door: DoorSettings = DoorSettings(),
    raid: RaidLimit? = .standard, rules: [Rule] = [],
    keymap: Keymap = .standard
  ) {
    self.readOnly = readOnly
    self.canBeSuspended = canBeSuspended
    self.forgets = forgets
    self.undoDelay = undoDelay
    self.pollInterval = pollInterval
    self.door = door
    self.raid = raid
    self.rules = rules
    self.keymap = keymap
  }
}

/// The theme that was switched to.
public struct ShownTheme: Equatable, Sendable {
  public let name: String
  /// What is wrong with it, where something is.
  public let warning: String?

  public init(name: String, warning: String? = nil) {
    self.name = name
    self.warning = warning
  }

  /// Which one it is, and what is to be known of it: how to keep it, since nothing is written.
  var message: Message {
    if let warning { return Message("Theme \(name): \(warning)", .warning) }
    return Message("Theme \(name); to keep it: theme = \"\(name)\" in config.toml")
  }
}
