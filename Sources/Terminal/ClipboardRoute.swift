/// The way by which a text gets to the clipboard on the desk of whoever sits in front of the
/// terminal, over as many connections as there are between (OSC 52).
enum ClipboardRoute: Hashable {
  case direct
  /// GNU screen keeps what it does not know to itself, unless it is told to pass it on.
  case throughScreen

  /// Nil where the terminal is not known to understand it: others would print the text.
  /// - Parameter isDescribed: the terminal's description says so.
  init?(_ family: TerminalFamily?, isDescribed: Bool) {
    guard family != nil || isDescribed else { return nil }
    self = family == .screen ? .throughScreen : .direct
  }

  /// What is sent to the terminal.
  func sequence(for text: String) -> [UInt8] {
    let sequence = Array("\u{1b}]52;c;".utf8) + Base64.encode(text.utf8) + [0x07]
    switch self {
    case .direct: return sequence
    case .throughScreen:
      // Older ones pass on 256 bytes at most with one request.
      return stride(from: 0, to: sequence.count, by: Self.chunk).flatMap { start in
        Array("\u{1b}P".utf8) + sequence[start..<min(start + Self.chunk, sequence.count)]
          + Array("\u{1b}\\".utf8)
      }
    }
  }

  private static let chunk = 240
}
