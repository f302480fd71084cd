/// Something the owner can tell the console to do: what it is called, wherever it is named.
public struct Command: Hashable, Sendable {
  /// In the configuration, and in the palette.
  public let name: String
  /// One or two words, for the key bar.
  public let title: String
  /// A short line, for the help.
  public let does: String
  /// Whether it gives the terminal back to the shell, and for how long.
  public let leaving: Leaving?

  /// How a command leaves the console.
  public enum Leaving: Sendable {
    case suspend, quit
  }

  /// A command; whatever has the same name is the same command.
  public init(_ name: String, title: String, does: String, leaving: Leaving? = nil) {
    self.name = name
    self.title = title
    self.does = does
    self.leaving = leaving
  }

  public static func == (a: Command, b: Command) -> Bool { a.name == b.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
