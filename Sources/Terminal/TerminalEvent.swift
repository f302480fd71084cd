import Canvas

/// What the front end tells the loop.
public enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  /// Only where the mouse was asked for. The position may lie outside of the last frame.
  case mouse(MouseEvent)
  /// The screen has another size: ``Terminal/columns`` and ``Terminal/rows`` know it.
  case resized
  /// Back from suspension: draw anew.
  case resumed
  /// A signal arrived that asks the program to end (the number), or the terminal is gone (SIGHUP).
  case terminate(signal: Int32)
}
