/// How a text reaches the clipboard of the person in front of the terminal, over any number of
/// connections: by xterm's OSC 52.
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

/// Bytes as letters that no terminal takes for anything else (RFC 4648). Foundation has it too, but
/// the front end does without Foundation.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    return stride(from: 0, to: bytes.count, by: 3).flatMap { start in
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      return (0..<4).map { place in
        place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "=")
      }
    }
  }
}
