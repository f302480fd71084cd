import CNcurses
import Canvas

/// Turns what ncurses reads into key presses. Pure: it is fed by a closure.
struct KeyDecoder {
  /// One thing that ncurses read.
  enum Input: Hashable {
    /// A key that the terminal's description knows, as a `KEY_` code.
    case code(Int32)
    case scalar(Unicode.Scalar)
  }

  /// The codes given to bracketed paste, beyond any that ncurses hands out itself.
  static let pasteStart: Int32 = 0x7001
  static let pasteEnd: Int32 = 0x7002

  static func bracketsPaste(_ code: Int32) -> Bool { code == pasteStart || code == pasteEnd }

  /// More than this of one paste is dropped: nothing here wants a megabyte.
  static let pasteLimit = 1 << 20

  /// More marks on one letter than anybody types; without an end each would copy those before.
  private static let markLimit = 32

  /// What was pasted so far; nil outside of a paste. A paste can take several reads.
  private var paste: String?

  /// Decodes all there is.
  /// - Parameter next: the next input, nil when there is none for now.
  mutating func keys(from next: () -> Input?) -> [Key] {
    var result: [Key] = []
    var pushedBack: [Input] = []
    func take() -> Input? { pushedBack.isEmpty ? next() : pushedBack.removeFirst() }
    while let input = take() {
      switch input {
      case .code(Self.pasteStart):
        beginPaste()
      case .code(Self.pasteEnd):
        endPaste(into: &result)
      case .scalar("\u{1b}"):
        let sequence = EscapeSequence(from: take)
        pushedBack = sequence.rest + pushedBack
        switch sequence.meaning {
        case .key(let key): if paste == nil { result.append(key) }
        case .pasteStart: beginPaste()
        case .pasteEnd: endPaste(into: &result)
        case .unknown: break
        }
      case .code(let code):
        if paste == nil, let key = Key(code: code) { result.append(key) }
      case .scalar(let scalar):
        // A paste whose end got lost must not swallow the keyboard for ever: ^C is typed, as a rule.
        if scalar == "\u{3}" { paste = nil }
        if paste == nil { append(scalar, to: &result) } else { collect(scalar) }
      }
    }
    return result
  }

  private mutating func beginPaste() { paste = paste ?? "" }

  private mutating func collect(_ scalar: Unicode.Scalar) {
    guard (paste?.utf8.count ?? 0) < Self.pasteLimit else { return }
    paste?.unicodeScalars.append(scalar)
  }

  /// Terminals send the line ends of a paste as the Enter key sends them.
  private mutating func endPaste(into keys: inout [Key]) {
    guard let pasted = paste else { return }
    paste = nil
    keys.append(.paste(String(pasted.map { $0 == "\r" || $0 == "\r\n" ? "\n" : $0 })))
  }

  /// A combining mark belongs to the letter before it: together they are one key.
  private func append(_ scalar: Unicode.Scalar, to keys: inout [Key]) {
    guard let key = Key(scalar) else { return }
    if case .character(let new) = key, case .character(let last)? = keys.last,
      last.unicodeScalars.count <= Self.markLimit
    {
      let joined = String(last) + String(new)
      if joined.count == 1, let character = joined.first {
        keys[keys.count - 1] = .character(character)
        return
      }
    }
    keys.append(key)
  }
}
