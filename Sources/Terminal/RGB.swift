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

  /// The 256-colour table as xterm has it: sixteen colours, a cube of 6×6×6, 24 greys.
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
    candidates.min { distance(to: Self.table[$0]) < distance(to: Self.table[$1]) }
      ?? candidates.lowerBound
  }

  /// How different two colours look: the eye tells greens apart best, then (in bright colours)
  /// reds, so the channels are weighted by the "redmean" approximation.
  private func distance(to other: RGB) -> Int {
    let mean = (red + other.red) / 2
    let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
    return (512 + mean) * r * r / 256 + 4 * g * g + (767 - mean) * b * b / 256
  }
}
