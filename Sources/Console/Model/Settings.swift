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
  /// What is set in the configuration.
  public let configuration: Configuration
  /// The keys as the owner has bound them, and the owner's own filters: put together once.
  public internal(set) var keymap: Keymap

  /// What is set in the configuration, and what the command line and the terminal say.
  public init(
    _ configuration: Configuration, readOnly: Bool = false, canBeSuspended: Bool = true,
    forgets: Bool = false
  ) {
    self.readOnly = readOnly
    self.canBeSuspended = canBeSuspended
    self.forgets = forgets
    self.configuration = configuration
    keymap = configuration.keymap
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
