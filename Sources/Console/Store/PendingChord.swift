import Canvas

/// The first keys of a chord, until the rest is pressed.
public struct PendingChord: Equatable, Sendable {
  public let chord: Chord
  /// Where they were pressed: elsewhere they would begin something else.
  let context: Context
}
