import Canvas

/// What follows an ESC that ncurses could not make a key of, taken character by character: a slow
/// line may cut it anywhere.
///
/// Whatever the terminal's description does not know (a key with modifiers, Alt, an answer that
/// nobody asked for) is taken whole: its letters must not be read as commands. Something else may
/// begin before it has come to its end; what was read of that belongs to what comes after, or a
/// paste would be read as keys.
struct EscapeSequence {
  enum Meaning: Hashable {
    case key(Key)
    case mouse(MouseEvent)
    case pasteStart, pasteEnd
    case unknown
  }

  private enum Form {
    case undecided
    /// ECMA-48's CSI: parameters, intermediates, a final letter.
    case control(parameters: String)
    /// After `ESC O`.
    case single
    /// After `ESC [ [`: the Linux console's function keys.
    case linuxFunction
    /// After `ESC [ M`: a mouse report of three characters.
    case report([Unicode.Scalar])
    /// An answer such as a palette's colour, up to BEL or `ESC \`.
    case string, stringEscape
  }

  /// More parameters than any sequence has; without an end each would copy those before.
  private static let parameterLimit = 64

  private var form = Form.undecided

  /// Whether it is nothing but an ESC so far.
  var isEmpty: Bool { if case .undecided = form { true } else { false } }

  /// Whether an ESC is part of it.
  var takesEscape: Bool { if case .string = form { true } else { false } }

  /// Takes the next character.
  /// - Returns: what the sequence means, once it has come to its end.
  mutating func take(_ scalar: Unicode.Scalar) -> Meaning? {
    switch form {
    case .undecided: begin(scalar)
    case .control(let parameters): takeControl(scalar, after: parameters)
    case .single: Key(finalLetter: scalar).map(Meaning.key) ?? .unknown
    case .linuxFunction:
      ("A"..."E").contains(scalar) ? .key(.function(Int(scalar.value - 64))) : .unknown
    case .report(let characters): takeReport(characters + [scalar])
    case .string: takeString(scalar)
    case .stringEscape: scalar == "\\" ? .unknown : begin(scalar)
    }
  }

  private mutating func begin(_ scalar: Unicode.Scalar) -> Meaning? {
    switch scalar {
    case "[": form = .control(parameters: "")
    case "O": form = .single
    case "]", "P", "X", "^", "_": form = .string
    default: return .unknown
    }
    return nil
  }

  private mutating func takeControl(
    _ scalar: Unicode.Scalar, after parameters: String
  ) -> Meaning? {
    switch scalar {
    case " "..."?" where parameters.utf8.count < Self.parameterLimit:
      form = .control(parameters: parameters + String(scalar))
    case " "..."?": break
    case "[" where parameters.isEmpty: form = .linuxFunction
    case "M" where parameters.isEmpty: form = .report([])
    default: return Self.meaning(of: scalar, parameters)
    }
    return nil
  }

  private static func meaning(of final: Unicode.Scalar, _ parameters: String) -> Meaning {
    switch final {
    case "~" where parameters == "200": .pasteStart
    case "~" where parameters == "201": .pasteEnd
    case "~": Key(editingNumber: parameters).map(Meaning.key) ?? .unknown
    case "M" where parameters.hasPrefix("<"):
      MouseEvent(sgrParameters: parameters.dropFirst()).map(Meaning.mouse) ?? .unknown
    case _ where parameters.isEmpty: Key(finalLetter: final).map(Meaning.key) ?? .unknown
    default: .unknown
    }
  }

  private mutating func takeString(_ scalar: Unicode.Scalar) -> Meaning? {
    if scalar == "\u{1b}" { form = .stringEscape }
    return scalar == "\u{07}" ? .unknown : nil
  }

  private mutating func takeReport(_ characters: [Unicode.Scalar]) -> Meaning? {
    form = .report(characters)
    guard characters.count == 3 else { return nil }
    return MouseEvent(legacy: characters).map(Meaning.mouse) ?? .unknown
  }
}
