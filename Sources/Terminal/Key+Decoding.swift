import CNcurses
import Canvas

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

  /// The last letter of `ESC [ A` and `ESC O A`: some terminals send these forms whatever their
  /// description says.
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

  /// The number in `ESC [ 5 ~`.
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
