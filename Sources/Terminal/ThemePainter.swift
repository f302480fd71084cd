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

  init(_ theme: Theme, depth: ColorDepth) { looks = theme.appearances(depth: depth) }

  /// The text with what has it drawn in a style, and all as before after it.
  public func paint(_ text: String, in style: Style) -> String {
    guard let codes = looks[style]?.codes, !codes.isEmpty else { return text }
    return "\u{1b}[\(codes.joined(separator: ";"))m\(text)\u{1b}[0m"
  }
}

extension Appearance {
  /// The parameters of ECMA-48's SGR.
  fileprivate var codes: [String] {
    let marks: KeyValuePairs<TextAttributes, String> = [
      .bold: "1", .dim: "2", .italic: "3", .underline: "4", .reverse: "7",
    ]
    return marks.filter { attributes.contains($0.key) }.map(\.value)
      + foreground.codes(plain: 30) + background.codes(plain: 40)
  }
}

extension Color {
  /// - Parameter plain: the code of black; bright black comes 60 after it.
  fileprivate func codes(plain: Int) -> [String] {
    switch self {
    case .standard: []
    case .indexed(let index) where index < 8: ["\(plain + index)"]
    case .indexed(let index) where index < 16: ["\(plain + 60 + index - 8)"]
    case .indexed(let index): ["\(plain + 8);5;\(index)"]
    case .rgb(let rgb): ["\(plain + 8);2;\(rgb.red);\(rgb.green);\(rgb.blue)"]
    }
  }
}
