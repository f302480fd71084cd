/// Terminals by the beginning of their names, and what they are known to understand although their
/// descriptions do not say so. Others might print it.
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

  /// Has addresses behind texts (OSC 8) or passes them over in silence, and puts its title aside when
  /// it is asked to and brings it back.
  var takesLinksAndTitles: Bool {
    switch self {
    case .xterm, .tmux, .foot, .alacritty, .kitty, .wezterm, .ghostty, .contour, .mintty, .iterm:
      true
    case .screen, .rxvt, .st: false
    }
  }
}
