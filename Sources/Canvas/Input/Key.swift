/// One key press, as the terminal reported it: what the front end hands to the keymap.
public enum Key: Hashable, Sendable {
  /// A printable character, shift already applied: `x`, `X`, `/`. The space bar is `.character(" ")`.
  case character(Character)
  /// Control held with a letter, written in lower case: `^d` is `.control("d")`.
  case control(Character)
  case up, down, left, right
  case home, end, pageUp, pageDown
  case insert, delete, backspace
  case enter, tab, backTab, escape
  /// A function key, numbered from 1.
  case function(Int)
  /// Text pasted as one piece (bracketed paste); never to be read as key presses.
  case paste(String)
}

extension Key: CustomStringConvertible {
  /// The name that help, the key bar and the configuration use: `x`, `^d`, `Space`, `PgDn`.
  public var description: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(" "): "^Space"
    case .control(let character): "^\(character)"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .insert: "Ins"
    case .delete: "Del"
    case .backspace: "Backspace"
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .escape: "Esc"
    case .function(let number): "F\(number)"
    case .paste: "paste"
    }
  }
}

extension Key {
  /// As many function keys as terminal descriptions have (terminfo `kf1` … `kf63`).
  public static let functionNumbers = 1...63

  /// Reads the name of a key back, as help shows it or as it is written in a configuration in
  /// plain ASCII: `Up`, `Space`, `Escape`, `PageDown`, `Ctrl-d`, `F5`. Upper and lower case
  /// matter for a single character alone. An arrow sign names the arrow key; pasted text has no
  /// name.
  public init?(name: String) {
    if let key = Self.named[name.lowercased()] {
      self = key
    } else if let character = name.first, name.count == 1 {
      guard Self.isPrintable(character) else { return nil }
      self = .character(character)
    } else if let key = Self.controlKey(name) ?? Self.functionKey(name) {
      self = key
    } else {
      return nil
    }
  }

  /// The names in plain ASCII of the keys that have more than a character of their own, without
  /// the function keys.
  public static let names = [
    "Space", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn", "Ins", "Del",
    "Backspace", "Enter", "Tab", "S-Tab", "Esc",
  ]

  private static let named: [String: Key] = [
    "space": .character(" "), "↑": .up, "up": .up, "↓": .down, "down": .down, "←": .left,
    "left": .left, "→": .right, "right": .right, "home": .home, "end": .end, "pgup": .pageUp,
    "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown, "ins": .insert,
    "insert": .insert, "del": .delete, "delete": .delete, "backspace": .backspace,
    "enter": .enter, "return": .enter, "tab": .tab, "s-tab": .backTab, "shift-tab": .backTab,
    "backtab": .backTab, "esc": .escape, "escape": .escape,
  ]

  private static func controlKey(_ name: String) -> Key? {
    let lower = name.lowercased()
    guard let prefix = ["^", "c-", "ctrl-", "ctrl+"].first(where: lower.hasPrefix) else {
      return nil
    }
    let rest = lower.dropFirst(prefix.count)
    if rest == "space" { return .control(" ") }
    guard let character = rest.first, rest.count == 1, isPrintable(character) else { return nil }
    return .control(character)
  }

  private static func functionKey(_ name: String) -> Key? {
    guard name.first == "F" || name.first == "f", let number = Int(name.dropFirst()),
      functionNumbers.contains(number), name.dropFirst() == String(number)
    else { return nil }
    return .function(number)
  }

  private static func isPrintable(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}

/// Something that was done with the mouse, and over which cell of the screen.
public struct MouseEvent: Hashable, Sendable {
  public enum Gesture: Sendable {
    /// The first button was pressed.
    case click
    case wheelUp, wheelDown
  }

  public let gesture: Gesture
  public let position: Frame.Position

  public init(_ gesture: Gesture, at position: Frame.Position) {
    self.gesture = gesture
    self.position = position
  }
}
