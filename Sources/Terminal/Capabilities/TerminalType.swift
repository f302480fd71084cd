import CNcurses

/// A family of terminals, told by how their type begins, and what they understand although their
/// descriptions do not say so. Other terminals might print it.
enum TerminalFamily: String, CaseIterable {
  case xterm, tmux, screen, rxvt, foot, alacritty, kitty, wezterm, ghostty, contour, mintty, iterm
  case st

  /// Nil for what is none of them.
  /// - Parameter isInTmux: tmux calls itself screen on many machines.
  init?(type: String, isInTmux: Bool) {
    let name = type.lowercased()
    let family = Self.allCases.first { family in
      // The whole name: `st52` is another terminal, and thirty years older.
      family == .st
        ? name == "st" || name.hasPrefix("st-") : name.hasPrefix(family.rawValue)
    }
    guard let family else { return nil }
    self = family == .screen && isInTmux ? .tmux : family
  }

  /// Shows links (OSC 8) or ignores them, and can save its title and restore it.
  var takesLinksAndTitles: Bool {
    switch self {
    case .xterm, .tmux, .foot, .alacritty, .kitty, .wezterm, .ghostty, .contour, .mintty, .iterm:
      true
    case .screen, .rxvt, .st: false
    }
  }
}

/// How many colours a terminal can show.
enum ColorDepth: Hashable, Sendable {
  /// None, or none wanted (`NO_COLOR`).
  case none
  case eight
  case sixteen
  case table
  /// Any `#rrggbb`.
  case direct

  /// - Parameters:
  ///   - type: what the terminal is called.
  ///   - count: how many colours its description has.
  ///   - isDirect: whether the description says that it shows any colour.
  ///   - environment: what the variables say.
  init(type: String, count: Int, isDirect: Bool, environment: (String) -> String?) {
    if environment("NO_COLOR") != nil || count < 8 {
      self = .none
    } else if isDirect || count >= 256 && Self.isPromised(type: type, environment: environment) {
      self = .direct
    } else {
      self = count < 16 ? .eight : count < 256 ? .sixteen : .table
    }
  }

  /// Whether the terminal itself says that it shows any colour. GNU screen passes on the word of
  /// the terminal around it, and then can't keep it; tmux finds the nearest colour by itself.
  private static func isPromised(type: String, environment: (String) -> String?) -> Bool {
    guard ["truecolor", "24bit"].contains(environment("COLORTERM")) else { return false }
    return !type.hasPrefix("screen") || environment("TMUX") != nil
  }

  /// What the type that was loaded (`terminal_type_load`) shows here.
  static func ofLoadedType(named type: String) -> ColorDepth {
    ColorDepth(
      type: type, count: Int(terminal_type_colors()), isDirect: terminal_type_is_direct(),
      environment: environment)
  }
}
