extension ScreenCell.Rendition {
  /// Applies the parameters of `ESC [ … m`.
  mutating func apply(_ parameters: String) {
    let numbers = parameters.split(omittingEmptySubsequences: false) { $0 == ";" || $0 == ":" }
      .map { Int($0) ?? 0 }
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: self = Self()
      case 1: attributes.insert(.bold)
      case 2: attributes.insert(.dim)
      case 3: attributes.insert(.italic)
      case 4: attributes.insert(.underline)
      case 5: attributes.insert(.blink)
      case 7: attributes.insert(.reverse)
      case 21, 22: attributes.subtract([.bold, .dim])
      case 23: attributes.remove(.italic)
      case 24: attributes.remove(.underline)
      case 25: attributes.remove(.blink)
      case 27: attributes.remove(.reverse)
      case 30...37: foreground = .indexed(number - 30)
      case 38: foreground = Self.extendedColor(&rest)
      case 39: foreground = nil
      case 40...47: background = .indexed(number - 40)
      case 48: background = Self.extendedColor(&rest)
      case 49: background = nil
      case 90...97: foreground = .indexed(number - 82)
      case 100...107: background = .indexed(number - 92)
      default: break
      }
    }
  }

  /// What follows 38 or 48: `5;N` or `2;R;G;B`.
  private static func extendedColor(_ rest: inout ArraySlice<Int>) -> ScreenCell.Color? {
    switch rest.popFirst() {
    case 5:
      return rest.popFirst().map(ScreenCell.Color.indexed)
    case 2:
      guard let red = rest.popFirst(), let green = rest.popFirst(), let blue = rest.popFirst()
      else { return nil }
      return .rgb(red: red, green: green, blue: blue)
    default:
      return nil
    }
  }
}
