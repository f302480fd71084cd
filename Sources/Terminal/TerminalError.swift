/// Why the terminal can't be taken over.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
  /// Standard input or output is not a terminal, or the system refused it.
  case notATerminal
  /// `TERM` names a type that is not described here, or one that can't place its cursor.
  case unknownTerminal(String)

  public var description: String {
    switch self {
    case .notATerminal:
      "The console needs a terminal on standard input and output."
    case .unknownTerminal(""):
      "TERM is not set."
    case .unknownTerminal(let type):
      "The terminal type \"\(type)\" is not known here, or can't draw a screen."
    }
  }
}
