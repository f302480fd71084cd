import CNcurses

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
