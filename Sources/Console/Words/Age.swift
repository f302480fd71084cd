import Foundation

/// A span of time, in the largest unit that fits.
public struct Age: Sendable {
  private let number: Int
  private let unit: Unit

  private enum Unit: String {
    case minute, hour, day, week, year

    var letter: String { String(rawValue.prefix(1)) }
  }

  /// A date in the future (clocks differ) counts as now.
  public init(from start: Date, to end: Date) {
    self.init(seconds: end.timeIntervalSince(start))
  }

  init(seconds: TimeInterval) {
    let seconds = max(0, Int(seconds))
    let day = 86_400
    (number, unit) =
      switch seconds {
      case ..<3_600: (seconds / 60, .minute)
      case ..<day: (seconds / 3_600, .hour)
      case ..<(14 * day): (seconds / day, .day)
      case ..<(365 * day): (seconds / (7 * day), .week)
      default: (seconds / (365 * day), .year)
      }
  }

  /// `<1m`, `12m`, `3h`, `5d`, `7w`, `2y`. Seconds would have the screen change all the time.
  public var short: String { number == 0 ? "<1m" : "\(number)\(unit.letter)" }

  /// `3 days`.
  public var long: String {
    number == 0 ? "less than a minute" : "\(number) \(unit.rawValue)\(number == 1 ? "" : "s")"
  }
}
