import CPseudoTerminal

/// The modes of a terminal (`stty -a`), to be compared: what a program found and what it left.
public struct TerminalModes: Hashable, Sendable {
  public let inputFlags: UInt
  public let outputFlags: UInt
  public let controlFlags: UInt
  public let localFlags: UInt
  private let characters: [UInt8]

  /// Reads the modes of an open terminal; nil when it is none.
  public init?(descriptor: Int32) {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return nil }
    inputFlags = UInt(modes.c_iflag)
    outputFlags = UInt(modes.c_oflag)
    controlFlags = UInt(modes.c_cflag)
    localFlags = UInt(modes.c_lflag)
    characters = withUnsafeBytes(of: modes.c_cc) { Array($0) }
  }

  /// Whether typed characters are shown and lines are edited by the system.
  public var isCooked: Bool { localFlags & UInt(ICANON) != 0 && localFlags & UInt(ECHO) != 0 }
}
