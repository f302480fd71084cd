import CNcurses
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

extension Key {
  /// A key that ncurses recognised; nil for those the console has no name for.
  init?(code: Int32) {
    switch code {
    case KEY_UP: self = .up
    case KEY_DOWN: self = .down
    case KEY_LEFT: self = .left
    case KEY_RIGHT: self = .right
    case KEY_HOME, KEY_A1, KEY_FIND: self = .home
    case KEY_END, KEY_C1, KEY_SELECT, KEY_LL: self = .end
    case KEY_PPAGE, KEY_A3: self = .pageUp
    case KEY_NPAGE, KEY_C3: self = .pageDown
    case KEY_IC: self = .insert
    case KEY_DC: self = .delete
    case KEY_BACKSPACE: self = .backspace
    case KEY_ENTER: self = .enter
    case KEY_BTAB: self = .backTab
    case KEY_F0 + 1...KEY_F0 + 63: self = .function(Int(code - KEY_F0))
    default: return nil
    }
  }

  /// A character as typed; nil for control characters without a name.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x09: self = .tab
    case 0x0a, 0x0d: self = .enter
    case 0x08, 0x7f: self = .backspace
    case 0x1b: self = .escape
    case 0x01...0x1a:
      guard let letter = Unicode.Scalar(scalar.value + 0x60) else { return nil }
      self = .control(Character(letter))
    case ..<0x20, 0x80..<0xa0: return nil
    default: self = .character(Character(scalar))
    }
  }

  /// The last letter of `ESC [ A` and `ESC O A`, as xterm has them ("PC-Style Function Keys" of its
  /// control sequences): some terminals send these forms whatever their description says.
  init?(finalLetter: Unicode.Scalar) {
    switch finalLetter {
    case "A": self = .up
    case "B": self = .down
    case "C": self = .right
    case "D": self = .left
    case "F": self = .end
    case "H": self = .home
    case "M": self = .enter
    case "P", "Q", "R", "S": self = .function(Int(finalLetter.value - 79))
    case "Z": self = .backTab
    default: return nil
    }
  }

  /// The number in `ESC [ 5 ~`: those of the VT220's keys, with gaps where its keyboard has them.
  init?(editingNumber: String) {
    switch Int(editingNumber) {
    case 1?, 7?: self = .home
    case 2?: self = .insert
    case 3?: self = .delete
    case 4?, 8?: self = .end
    case 5?: self = .pageUp
    case 6?: self = .pageDown
    case let number? where (11...15).contains(number): self = .function(number - 10)
    case let number? where (17...21).contains(number): self = .function(number - 11)
    case let number? where (23...24).contains(number): self = .function(number - 12)
    default: return nil
    }
  }
}

extension MouseEvent {
  /// Reads what stands between `ESC [ <` and `M`, a report as mode 1006 has it: button, column and
  /// row, the last two counted from 1. Nil for what means nothing here: motion, other buttons, and
  /// clicks with a key held, which terminals have uses of their own for.
  init?(sgrParameters text: some StringProtocol) {
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1],
      let row = numbers[2]
    else { return nil }
    self.init(button: button, column: column - 1, row: row - 1)
  }

  /// Reads the three characters after `ESC [ M`, a report of a terminal that has no other: each
  /// number has 32 added to it.
  init?(legacy characters: [Unicode.Scalar]) {
    let numbers = characters.map { Int($0.value) - 32 }
    guard numbers.count == 3 else { return nil }
    self.init(button: numbers[0], column: numbers[1] - 1, row: numbers[2] - 1)
  }

  private init?(button: Int, column: Int, row: Int) {
    let gestures: [Int: Gesture] = [0: .click, 64: .wheelUp, 65: .wheelDown]
    guard let gesture = gestures[button], column >= 0, row >= 0 else { return nil }
    self.init(gesture, at: Frame.Position(row: row, column: column))
  }
}
