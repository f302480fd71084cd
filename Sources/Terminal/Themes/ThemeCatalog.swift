/// All themes there are. One of the owner's own goes before a built-in one of the same name.
public struct ThemeCatalog: Sendable {
  private let builtIn: [ThemeSource]
  private let own: [ThemeSource]
  /// Why the owner's own are not in it, as a sentence with its cure; nil where they are.
  public let fault: String?

  public init(builtIn: [ThemeSource], own: [ThemeSource] = [], fault: String? = nil) {
    self.builtIn = builtIn
    self.fault = fault
    self.own = own.sorted { $0.name < $1.name }
  }

  /// Those that can be chosen: the built-in ones in their order, then the owner's.
  public var sources: [ThemeSource] {
    builtIn.filter { hidden in !own.contains { $0.name == hidden.name } } + own
  }

  public var names: [String] { sources.map(\.name) }

  /// The theme that a name chooses; nil where there is none.
  public func source(named name: String) -> ThemeSource? {
    (own + builtIn).first { $0.name == name }
  }

  /// The one that follows a theme, and the first after the last; nil where there are none.
  public func source(after name: String) -> ThemeSource? {
    let sources = sources
    guard let index = sources.firstIndex(where: { $0.name == name }) else { return sources.first }
    return sources[(index + 1) % sources.count]
  }

  /// The name that a name that leads nowhere was most likely meant to be.
  public func nearestName(to name: String) -> String? { name.misspelling(of: names) }

  /// What stands behind a theme that can't be read.
  var fallback: ThemeSource? { builtIn.first }

  /// What a theme means by the name it inherits. An own `default` that inherits `default` means
  /// the one it has taken the place of; a built-in theme knows no others than its own kind.
  func parent(_ name: String, of child: ThemeSource) -> ThemeSource? {
    let candidates = child.isOwn && child.name != name ? own + builtIn : builtIn
    return candidates.first { $0.name == name }
  }
}

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
