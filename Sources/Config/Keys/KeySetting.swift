/// What the owner wants a key to do, and where.
public struct KeySetting: Hashable, Sendable {
  /// Nil for everywhere that the command acts; where something is asked for the way to the shell
  /// alone.
  public let context: Context?
  /// What is pressed.
  public let chord: Chord
  /// Nil where the key is switched off.
  public let command: Command?

  /// What keys do in a context, or everywhere.
  public init(_ chord: Chord, _ command: Command?, in context: Context?) {
    self.context = context
    self.chord = chord
    self.command = command
  }

  /// It says something about a context, of which the bindings are given.
  func applies(in context: Context, where bindings: [Binding]) -> Bool {
    if let own = self.context { return own == context }
    guard context.isQuestion else {
      return command.map { command in bindings.contains { $0.command == command } } ?? true
    }
    // The keys that answer stay what they are.
    let clashing = bindings.filter { $0.chords.contains { $0.clashes(with: chord) } }
    return clashing.allSatisfy { $0.command.leaving == .suspend }
      && (command?.leaving == .suspend || !clashing.isEmpty)
  }
}
