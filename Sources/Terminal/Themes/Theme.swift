import CNcurses
import Canvas

/// How each style looks on the terminal.
///
/// A scope inherits what it does not say from the scope before its last dot, and at last from
/// `ui`: `ui.title.account` from `ui.title`, from `ui`.
public struct Theme: Sendable {
  /// The name it is chosen by.
  public let name: String
  let entries: [String: Entry]

  /// What a theme says of one scope; what it leaves out is inherited.
  struct Entry: Hashable, Sendable {
    var foreground: Color?
    var background: Color?
    /// Attributes set to true, and those set to false.
    var attributes: TextAttributes = []
    var without: TextAttributes = []

    /// This entry, with what it leaves out taken from another.
    func inheriting(_ other: Entry?) -> Entry {
      guard let other else { return self }
      return Entry(
        foreground: foreground ?? other.foreground, background: background ?? other.background,
        attributes: other.attributes.subtracting(without).union(attributes),
        without: other.without.subtracting(attributes).union(without))
    }
  }

  /// The looks of all styles on a terminal with this many colours.
  ///
  /// Whatever the theme says, a selected row differs from a plain one by more than its letters.
  func appearances(depth: ColorDepth) -> [Style: Appearance] {
    let base = appearance(of: Style.base.rawValue)
    var result: [Style: Appearance] = [:]
    for style in Style.allCases {
      result[style] = appearance(of: style.rawValue).degraded(to: depth, base: base)
    }
    if let row = result[.row], let selected = result[.rowSelected],
      depth == .none || !selected.standsOut(from: row)
    {
      result[.rowSelected]?.attributes.set(.reverse, to: !row.attributes.contains(.reverse))
    }
    return result
  }

  /// The look of a scope as the theme means it, with all the colours it names.
  func appearance(of scope: String) -> Appearance {
    var result = Appearance()
    for ancestor in Self.ancestors(of: scope).reversed() {
      guard let entry = entries[ancestor] else { continue }
      result.foreground = entry.foreground ?? result.foreground
      result.background = entry.background ?? result.background
      result.attributes.subtract(entry.without)
      result.attributes.formUnion(entry.attributes)
    }
    return result
  }

  /// A scope and the ones it inherits from, itself first.
  private static func ancestors(of scope: String) -> [String] {
    var result = [scope]
    while let dot = result[result.count - 1].lastIndex(of: ".") {
      result.append(String(result[result.count - 1][..<dot]))
    }
    if result.last != Style.base.rawValue { result.append(Style.base.rawValue) }
    return result
  }
}

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
