/// Why a program could not be driven.
public enum PseudoTerminalError: Error, CustomStringConvertible {
  /// No pseudo-terminal or no process was to be had; the system's error number.
  case cannotStart(program: String, error: Int32)
  /// What was waited for did not come; what the screen showed instead.
  case deadline(screen: String)
  /// The program ended before what was waited for came.
  case ended(ExitStatus, screen: String)

  public var description: String {
    switch self {
    case .cannotStart(let program, let error): "cannot start \(program): error \(error)"
    case .deadline(let screen): "deadline passed; the screen shows:\n\(screen)"
    case .ended(let status, let screen):
      "the program ended (\(status)); the screen shows:\n\(screen)"
    }
  }
}
