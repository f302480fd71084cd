import Canvas

/// What follows an ESC that ncurses could not make a key of.
///
/// Whatever the terminal's description does not know (a key with modifiers, Alt, an answer that
/// nobody asked for) is taken whole: its letters must not be read as commands.
struct EscapeSequence {
  enum Meaning: Hashable {
    case key(Key)
    case pasteStart, pasteEnd
    case unknown
  }

  var meaning = Meaning.unknown
  /// An input that was read but belongs to what comes after.
  var rest: KeyDecoder.Input?

  init(from next: () -> KeyDecoder.Input?) {
    switch next() {
    case nil:
      meaning = .key(.escape)
    case .scalar("\u{1b}"):
      meaning = .key(.escape)
      rest = .scalar("\u{1b}")
    case .scalar("["):
      readControlSequence(from: next)
    case .scalar("O"):
      if case .scalar(let final) = next() {
        meaning = Key(finalLetter: final).map(Meaning.key) ?? .unknown
      }
    case .scalar("]"), .scalar("P"), .scalar("X"), .scalar("^"), .scalar("_"):
      skipControlString(from: next)
    case .scalar, .code:
      break
    }
  }

  /// ECMA-48's CSI: parameters, intermediates, a final letter.
  private mutating func readControlSequence(from next: () -> KeyDecoder.Input?) {
    var parameters = ""
    while case .scalar(let scalar)? = next() {
      switch scalar {
      case " "..."?":
        parameters.unicodeScalars.append(scalar)
      case "[" where parameters.isEmpty:
        // The Linux console's function keys: one letter more.
        if case .scalar(let letter)? = next(), ("A"..."E").contains(letter) {
          meaning = .key(.function(Int(letter.value - 64)))
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
        return
      }
    }
  }

  /// An answer such as a palette's colour: up to BEL or `ESC \`.
  private func skipControlString(from next: () -> KeyDecoder.Input?) {
    var last: KeyDecoder.Input?
    while let input = next() {
      if input == .scalar("\u{07}") { return }
      if last == .scalar("\u{1b}"), input == .scalar("\\") { return }
      last = input
    }
  }
}
