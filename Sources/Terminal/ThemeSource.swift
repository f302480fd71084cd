/// The text of a theme, and where it was found.
public struct ThemeSource: Hashable, Sendable {
  /// The name it is chosen by.
  public let name: String
  /// TOML; nil where a file is there but can't be read as text.
  public let toml: String?
  /// Why it can't be read.
  let reason: String?
  /// What warnings call it: the path of an own theme, or a built-in one's file.
  public let file: String
  /// It is the owner's own, and not built in.
  public let isOwn: Bool

  /// A theme that travels inside the program.
  public init(builtIn name: String, toml: String) {
    (self.name, self.toml, reason, file, isOwn) = (name, toml, nil, name + ".toml", false)
  }

  /// A theme from a file of the owner's.
  public init(own name: String, toml: String, path: String) {
    (self.name, self.toml, reason, file, isOwn) = (name, toml, nil, path, true)
  }

  /// A file of the owner's that can't be read.
  /// - Parameter reason: a phrase.
  public init(own name: String, unreadable reason: String, path: String) {
    (self.name, toml, self.reason, file, isOwn) = (name, nil, reason, path, true)
  }
}
