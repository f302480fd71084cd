import CNcurses
import Canvas

/// Writes texts in a theme's looks among the other lines on a terminal, without taking the screen.
public struct ThemePainter {
  private let looks: [Style: Appearance]

  /// - Parameter output: where the texts are written. Off a terminal, and on one that does not
  ///   understand ECMA-48, they stay plain.
  public init(_ theme: Theme, output: Int32) {
    guard isatty(output) == 1, let type = environment("TERM"),
      terminal_type_load(type, output), terminal_type_is_ansi()
    else {
      looks = [:]
      return
    }
    looks = theme.appearances(depth: .ofLoadedType(named: type))
  }

  init(_ looks: [Style: Appearance]) { self.looks = looks }

  /// The text with what has it drawn in a style, and all as before after it.
  public func paint(_ text: String, in style: Style) -> String {
    guard let codes = looks[style]?.codes, !codes.isEmpty else { return text }
    return "\u{1b}[\(codes.joined(separator: ";"))m\(text)\u{1b}[0m"
  }
}
