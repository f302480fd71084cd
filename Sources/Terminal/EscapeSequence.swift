import Canvas

/// What follows an ESC that ncurses could not make a key of.
///
/// Whatever the terminal's description does not know (a key with modifiers, Alt, an answer that
/// nobody asked for) is taken whole: its letters must not be read as commands. Something else may
/// begin before it has come to its end; what was read of that belongs to what comes after, or a
/// paste would be read as keys.
struct EscapeSequence {
  enum Meaning: Hashable {
    case key(Key)
    case pasteStart, pasteEnd
    case unknown
  }

  private(set) var meaning = Meaning.unknown
  /// Inputs that were read but belong to what comes after.
  private(set) var rest: [KeyDecoder.Input] = []

  init(from next: () -> KeyDecoder.Input?) {
    switch next() {
    case nil:
      meaning = .key(.escape)
    case .scalar("\u{1b}"):
      meaning = .key(.escape)
      rest = [.scalar("\u{1b}")]
    case .scalar("["):
      readControlSequence(from: next)
    case .scalar("O"):
      guard let input = next() else { return }
      if case .scalar(let final) = input, let key = Key(finalLetter: final) {
        meaning = .key(key)
      } else {
        keepBeginning(input)
      }
    case .scalar("]"), .scalar("P"), .scalar("X"), .scalar("^"), .scalar("_"):
      skipControlString(from: next)
    case .code(let code) where KeyDecoder.bracketsPaste(code):
      meaning = .key(.escape)
      rest = [.code(code)]
    case .scalar, .code:
      break
    }
  }

  /// ECMA-48's CSI: parameters, intermediates, a final letter.
  private mutating func readControlSequence(from next: () -> KeyDecoder.Input?) {
    var parameters = ""
    while let input = next() {
      guard case .scalar(let scalar) = input else { return keepBeginning(input) }
      switch scalar {
      case " "..."?":
        parameters.unicodeScalars.append(scalar)
      case "[" where parameters.isEmpty:
        // The Linux console's function keys: one letter more.
        guard let letter = next() else { return }
        if case .scalar(let letter) = letter, ("A"..."E").contains(letter) {
          meaning = .key(.function(Int(letter.value - 64)))
        } else {
          keepBeginning(letter)
        }
        return
      case "~":
        switch parameters {
        case "200": meaning = .pasteStart
        case "201": meaning = .pasteEnd
        default: meaning = Key(editingNumber: parameters).map(Meaning.key) ?? .unknown
        }
        return
      case "@"..."~":
        if parameters.isEmpty { meaning = Key(finalLetter: scalar).map(Meaning.key) ?? .unknown }
        return
      default:
        return keepBeginning(input)
      }
    }
  }

  /// An answer such as a palette's colour: up to BEL or `ESC \`.
  private mutating func skipControlString(from next: () -> KeyDecoder.Input?) {
    while let input = next() {
      switch input {
      case .scalar("\u{07}"): return
      case .scalar("\u{1b}"):
        guard let following = next(), following != .scalar("\\") else { return }
        rest = [input, following]
        return
      case .code:
        return keepBeginning(input)
      case .scalar: break
      }
    }
  }

  /// An input that breaks a sequence off is dropped with it, unless it begins another one.
  private mutating func keepBeginning(_ input: KeyDecoder.Input) {
    switch input {
    case .scalar("\u{1b}"): rest = [input]
    case .code(let code): if KeyDecoder.bracketsPaste(code) { rest = [input] }
    case .scalar: break
    }
  }
}
