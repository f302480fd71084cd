import CNcurses
import Canvas

/// The theme as ncurses understands it: attributes and a pair of colours for each style.
///
/// The terminal's colour table is left as it is: what a program changes there stays changed when
/// the connection is lost, and what the owner had in it can't be read back.
struct ColorPalette {
  struct Brush: Equatable {
    var attributes: attr_t
    var pair: Int16
  }

  private let depth: ColorDepth
  private let hasStandardColors: Bool
  private var brushes: [Style: Brush] = [:]
  /// What draws the same without ncurses.
  private(set) var painter: ThemePainter

  /// Call once ncurses runs.
  /// - Parameter depth: what the terminal can show, as far as ncurses is up to it.
  init(theme: Theme, depth: ColorDepth) {
    let hasColors = depth != .none && has_colors() && start_color() == OK
    self.depth = hasColors ? depth : .none
    hasStandardColors = hasColors && use_default_colors() == OK
    painter = ThemePainter([:])
    adopt(theme)
  }

  /// Takes another theme in the place of the one before, whose pairs of colours are given back.
  mutating func adopt(_ theme: Theme) {
    let looks = theme.appearances(depth: depth)
    painter = ThemePainter(looks)
    guard depth != .none else {
      brushes = looks.mapValues { Brush(attributes: $0.attributes.ncurses, pair: 0) }
      return
    }
    var pairs = PairAllocator(hasStandardColors: hasStandardColors)
    brushes = looks.mapValues { look in
      Brush(attributes: look.attributes.ncurses, pair: pairs.pair(for: look))
    }
  }

  subscript(style: Style) -> Brush { brushes[style] ?? Brush(attributes: 0, pair: 0) }
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
