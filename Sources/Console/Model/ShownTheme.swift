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
