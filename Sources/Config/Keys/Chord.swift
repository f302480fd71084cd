import Canvas

/// One key, or several pressed one after the other, that together mean one thing.
public struct Chord: Hashable, Sendable {
  /// In the order in which they are pressed.
  public let keys: [Key]

  /// The keys one after the other.
  public init(_ keys: Key...) { self.keys = keys }

  /// The keys one after the other.
  public init(keys: [Key]) { self.keys = keys }

  /// It is what a longer one starts with.
  func begins(_ longer: Chord) -> Bool {
    keys.count < longer.keys.count && longer.keys.starts(with: keys)
  }

  /// Both can't mean something in one place: they are the same, or one begins the other.
  func clashes(with other: Chord) -> Bool {
    self == other || begins(other) || other.begins(self)
  }
}

extension Chord: CustomStringConvertible {
  /// As help shows it and the configuration writes it: `x`, `g g`.
  public var description: String { keys.map(\.description).joined(separator: " ") }
}

extension [Chord] {
  /// All keys of a command: `j ↓`, `g g, Home`.
  public var text: String {
    let isPlain = allSatisfy { $0.keys.count == 1 }
    return map(\.description).joined(separator: isPlain ? " " : ", ")
  }
}
