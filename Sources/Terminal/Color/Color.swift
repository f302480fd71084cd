import Foundation

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

/// Red, green and blue, 0–255 each.
struct RGB: Hashable, Sendable {
  var red: Int
  var green: Int
  var blue: Int

  init(_ red: Int, _ green: Int, _ blue: Int) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Reads `#rrggbb`.
  init?(_ text: String) {
    guard text.hasPrefix("#"), text.utf8.count == 7, !text.contains("+"),
      let value = Int(text.dropFirst(), radix: 16), value >= 0
    else { return nil }
    self.init(value >> 16, value >> 8 & 0xff, value & 0xff)
  }

  /// The 256-colour table as xterm has it: sixteen colours (the defaults of its resources `color0` to
  /// `color15`), a cube of 6×6×6, and 24 greys (`256colres.h`).
  static let table: [RGB] = {
    let low: [RGB] = [
      RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
      RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
      RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
      RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
    ]
    let steps = [0, 95, 135, 175, 215, 255]
    let cube = (0..<216).map { RGB(steps[$0 / 36], steps[$0 / 6 % 6], steps[$0 % 6]) }
    let greys = (0..<24).map { RGB(8 + 10 * $0, 8 + 10 * $0, 8 + 10 * $0) }
    return low + cube + greys
  }()

  /// The entry of the 256-colour table that looks most like this colour, among `candidates`.
  func nearest(among candidates: Range<Int>) -> Int {
    let color = OKLab(self)
    return candidates.min {
      color.squaredDistance(to: Self.labTable[$0]) < color.squaredDistance(to: Self.labTable[$1])
    } ?? candidates.lowerBound
  }

  private static let labTable = table.map(OKLab.init)

  /// How well one colour is read on the other, from 1 (not at all) to 21 (black on white), as
  /// WCAG 2 has it: text wants 4.5.
  func contrast(with other: RGB) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// How bright it is, from 0 to 1: the relative luminance of WCAG 2.
  private var luminance: Double {
    let (red, green, blue) = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  /// The amounts of light, from 0 to 1 each: sRGB without its transfer function (IEC 61966-2-1).
  var linear: (red: Double, green: Double, blue: Double) {
    func light(_ value: Int) -> Double {
      let value = Double(value) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return (light(red), light(green), light(blue))
  }
}

/// A colour in Björn Ottosson's OKLab space, in which the distance of two colours is about how
/// different they look. The matrices are those for linear sRGB in
/// https://bottosson.github.io/posts/oklab/
struct OKLab {
  private let lightness: Double
  private let a: Double
  private let b: Double

  init(_ color: RGB) {
    let (red, green, blue) = color.linear
    let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
  }

  func squaredDistance(to other: OKLab) -> Double {
    let (l, a, b) = (lightness - other.lightness, self.a - other.a, self.b - other.b)
    return l * l + a * a + b * b
  }
}
