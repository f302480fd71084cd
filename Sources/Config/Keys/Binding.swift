import Canvas

/// The keys that give a command in a context.
public struct Binding: Hashable, Sendable {
  /// What the keys give.
  public let command: Command
  /// The first is the one that help and the key bar show; none where only the palette has the
  /// command.
  public internal(set) var chords: [Chord]

  /// A command on its keys.
  public init(_ command: Command, _ keys: Key...) {
    self.command = command
    chords = keys.map { Chord($0) }
  }
}
