/// Why the terminal can't be taken over.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
  /// Standard input or output is not a terminal, or the system refused it.
  case notATerminal
  /// `TERM` names a type that is not described here, or one that can't place its cursor.
  case unknownTerminal(String)

  public var description: String {
    switch self {
    case .notATerminal:
      """
      the console needs a terminal on standard input and output; \
      over SSH ask for one with: ssh -t HOST skydoor
      """
    case .unknownTerminal(""):
      "TERM is not set; try: TERM=xterm-256color skydoor"
    case .unknownTerminal(let type):
      """
      the terminal type "\(type)" is not known here or can't draw a screen; \
      try: TERM=xterm-256color skydoor (or install your system's full terminfo package)
      """
    }
  }
}
