extension Appearance {
  /// The nearest that a terminal with fewer colours can show.
  /// - Parameter base: the look of the plain screen. A background that stands out from it still
  ///   has to where there are no colours, and then does so reversed.
  func degraded(to depth: ColorDepth, base: Appearance) -> Appearance {
    var result = self
    switch depth {
    case .none:
      if background != base.background { result.attributes.insert(.reverse) }
      (result.foreground, result.background) = (.standard, .standard)
    case .eight:
      result.reduceToEight()
    case .sixteen:
      result.foreground = foreground.nearest(among: 0..<16)
      result.background = background.nearest(among: 0..<16)
    case .table:
      // The first sixteen are the user's to change, so they stand for nothing but their names.
      result.foreground = foreground.nearest(among: 16..<256)
      result.background = background.nearest(among: 16..<256)
    case .direct:
      break
    }
    if result.foreground == result.background, result.foreground != .standard,
      foreground != background
    {
      // Two shades have become one: show the text in the terminal's own colours instead.
      (result.foreground, result.background) = (.standard, .standard)
      result.attributes.insert(.reverse)
    }
    return result
  }

  private mutating func reduceToEight() {
    if case .indexed(8) = foreground {
      // Bright black is a grey; its plain variant would be invisible on black.
      foreground = .standard
      attributes.insert(.dim)
    } else if case .indexed(9..<16) = foreground {
      attributes.insert(.bold)
    }
    foreground = foreground.nearest(among: 0..<8)
    background = background.nearest(among: 0..<8)
  }
}

extension Color {
  /// This colour if the palette has it, else the one of these that looks most like it.
  fileprivate func nearest(among candidates: Range<Int>) -> Color {
    switch self {
    case .standard: self
    case .indexed(let index) where index < candidates.upperBound: self
    case .indexed(let index) where index < 16: .indexed(index - 8)
    case .indexed(let index): .indexed(RGB.table[index].nearest(among: candidates))
    case .rgb(let rgb): .indexed(rgb.nearest(among: candidates))
    }
  }
}
