import CNcurses
import Canvas

/// The theme as ncurses understands it: a rendition for each style.
///
/// The terminal's colour table is left as it is: what a program changes there stays changed when
/// the connection is lost, and what the owner had in it can't be read back.
struct ColorPalette {
  /// Attributes and a colour pair, which X/Open Curses calls a rendition.
  struct Rendition: Equatable {
    var attributes: attr_t
    var pair: Int16
  }

  private let depth: ColorDepth
  private let hasStandardColors: Bool
  private var renditions: [Style: Rendition] = [:]
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
      renditions = looks.mapValues { Rendition(attributes: $0.attributes.ncurses, pair: 0) }
      return
    }
    var pairs = PairAllocator(hasStandardColors: hasStandardColors)
    renditions = looks.mapValues { look in
      Rendition(attributes: look.attributes.ncurses, pair: pairs.pair(for: look))
    }
  }

  subscript(style: Style) -> Rendition { renditions[style] ?? Rendition(attributes: 0, pair: 0) }
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

/// Numbers the pairs of colours that are in use.
struct PairAllocator {
  private let hasStandardColors: Bool
  private var pairs: [Colors: Int16] = [:]

  private struct Colors: Hashable {
    var foreground: Int32
    var background: Int32
  }

  /// Starts anew: pairs numbered before are taken back.
  init(hasStandardColors: Bool) {
    self.hasStandardColors = hasStandardColors
    reset_color_pairs()
  }

  /// The pair for a look; 0, the terminal's own colours, where there are none to be had.
  mutating func pair(for look: Appearance) -> Int16 {
    guard (look.foreground, look.background) != (.standard, .standard) else { return 0 }
    let colors = Colors(
      foreground: number(look.foreground, standard: 7),
      background: number(look.background, standard: 0))
    if let pair = pairs[colors] { return pair }
    let pair = Int16(pairs.count + 1)
    guard Int32(pair) < screen_color_pairs(),
      init_extended_pair(Int32(pair), colors.foreground, colors.background) == OK
    else { return 0 }
    pairs[colors] = pair
    return pair
  }

  /// - Parameter standard: what stands for the terminal's own colour where it can't be named.
  private func number(_ color: Color, standard: Int32) -> Int32 {
    switch color {
    case .standard: hasStandardColors ? -1 : standard
    case .indexed(let index): Int32(index)
    case .rgb(let rgb): rgb.number
    }
  }
}

extension RGB {
  /// The colour's number on a direct-colour terminal. The first 256 are the colour table's: the
  /// colours with these numbers come after all others.
  fileprivate var number: Int32 {
    let number = Int32(red << 16 | green << 8 | blue)
    return number < 256 ? number | 1 << 24 : number
  }
}
