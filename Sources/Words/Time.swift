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

  /// So many seconds; fewer than none count as none.
  public init(seconds: TimeInterval) {
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

extension Date {
  /// `2026-11-20 14:03`, in UTC: the server's zone is seldom the reader's.
  public var minuteText: String { String(iso.prefix(16)) }

  /// `14:03:20 UTC`
  public var timeText: String { "\(iso.dropFirst(11).prefix(8)) UTC" }

  /// `14:05 UTC`, or the day where it was another one: `2026-11-20`.
  public func briefText(at now: Date) -> String {
    iso.prefix(10) == now.iso.prefix(10)
      ? "\(iso.dropFirst(11).prefix(5)) UTC" : String(iso.prefix(10))
  }

  /// `2026-11-20 14:03:20`. The C library's calendar, as Foundation's would bring up all of ICU for
  /// the first frame.
  private var iso: String {
    var seconds = time_t(timeIntervalSince1970.rounded(.down))
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
      strftime(text.baseAddress!, text.count, "%F %T", &parts)
      return String(cString: text.baseAddress!)
    }
  }
}
