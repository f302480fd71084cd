/// What the owner wants a key to do, and where.
public struct KeySetting: Hashable, Sendable {
  /// Nil for everywhere that the command acts, except where something is asked.
  public let context: Context?
  public let chord: Chord
  /// Nil where the key is switched off.
  public let command: Command?

  public init(_ chord: Chord, _ command: Command?, in context: Context?) {
    self.context = context
    self.chord = chord
    self.command = command
  }

  /// It says something about a context, of which the commands are given.
  func applies(in context: Context, where commands: [Command]) -> Bool {
    if let own = self.context { return own == context }
    return !context.isQuestion && command.map(commands.contains) ?? true
  }
}
