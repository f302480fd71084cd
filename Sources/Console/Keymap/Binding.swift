import Canvas

/// The keys that give a command in a context.
public struct Binding: Sendable {
  public let command: Command
  /// The first is the one that help and the key bar show.
  public let keys: [Key]

  public init(_ command: Command, _ keys: Key...) {
    self.command = command
    self.keys = keys
  }
}
