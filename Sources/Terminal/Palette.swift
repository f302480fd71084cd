import CNcurses
import Canvas

/// The theme as ncurses understands it: attributes and a pair of colours for each style.
struct Palette {
  struct Brush: Equatable {
    var attributes: attr_t
    var pair: Int16
  }

  private let brushes: [Style: Brush]
  /// Whether the terminal's colour table is no longer its own.
  let changesColorTable: Bool

  /// Allocates what the theme needs. Call once ncurses runs.
  init(theme: Theme) {
    let hasColors = environment("NO_COLOR") == nil && has_colors() && start_color() == OK
    let hasStandardColors = hasColors && use_default_colors() == OK
    let depth = ColorDepth(count: hasColors ? Int(screen_colors()) : 0)
    var pairs = PairAllocator(hasStandardColors: hasStandardColors, depth: depth)
    brushes = theme.appearances(depth: depth).mapValues { look in
      Brush(attributes: look.attributes.ncurses, pair: pairs.pair(for: look))
    }
    changesColorTable = depth == .table && can_change_color() && Self.defineColors(of: theme)
  }

  subscript(style: Style) -> Brush { brushes[style] ?? Brush(attributes: 0, pair: 0) }

  /// Puts exact colours in the places of the nearest ones. Where the terminal claims that it can
  /// but does not, the nearest ones simply stay.
  /// - Returns: whether there were any.
  private static func defineColors(of theme: Theme) -> Bool {
    var isChanged = false
    for rgb in theme.exactColors {
      let index = rgb.nearest(among: 16..<256)
      guard RGB.table[index] != rgb else { continue }
      let scaled = [rgb.red, rgb.green, rgb.blue].map { Int32(($0 * 1000 + 127) / 255) }
      if init_extended_color(Int32(index), scaled[0], scaled[1], scaled[2]) == OK {
        isChanged = true
      }
    }
    return isChanged
  }
}

extension TextAttributes {
  fileprivate var ncurses: attr_t {
    var result: attr_t = 0
    if contains(.bold) { result |= attribute_bold() }
    if contains(.dim) { result |= attribute_dim() }
    if contains(.italic) { result |= attribute_italic() }
    if contains(.underline) { result |= attribute_underline() }
    if contains(.reverse) { result |= attribute_reverse() }
    return result
  }
}
