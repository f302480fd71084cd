/// A colour as a theme names it.
enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// One of the terminal's palette: 0–7, their bright variants 8–15, and the 256-colour table.
  case indexed(Int)
  case rgb(RGB)

  /// Reads `default`, one of the sixteen names, or `#rrggbb`; nil for anything else.
  init?(_ text: String) {
    if text == "default" {
      self = .standard
    } else if let index = Self.names.firstIndex(of: text) {
      self = .indexed(index)
    } else if let rgb = RGB(text) {
      self = .rgb(rgb)
    } else {
      return nil
    }
  }

  /// The sixteen names, each at its place in the palette.
  static let names: [String] = {
    let eight = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    return eight + eight.map { "bright-" + $0 }
  }()
}
