import ATProto
import Foundation

/// A length of time as a person writes it: `7d`.
public struct TimeSpan: Hashable, Sendable {
  /// What it is counted in, by the letter that it is written with.
  public enum Unit: Character, CaseIterable, Sendable {
    case seconds = "s"
    case minutes = "m"
    case hours = "h"
    case days = "d"
    case weeks = "w"

    var seconds: TimeInterval {
      switch self {
      case .seconds: 1
      case .minutes: 60
      case .hours: 3600
      case .days: 86_400
      case .weeks: 604_800
      }
    }
  }

  public let count: Int
  public let unit: Unit

  /// A number of units.
  public init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// How long it is, in seconds.
  public var seconds: TimeInterval { TimeInterval(count) * unit.seconds }

  /// Nil where the text is not a whole number and one of the units (`s`, `m`, `h`, `d`, `w`).
  public init?(_ text: String) {
    guard let letter = text.lowercased().last, let unit = Unit(rawValue: letter),
      let count = Int(digits: text.dropLast())
    else { return nil }
    self.count = count
    self.unit = unit
  }

  /// A time in whole units: in the one given, or in the largest of the smaller ones that it fills.
  init(seconds: TimeInterval, atMost unit: Unit) {
    let smaller = Unit.allCases.last { $0.seconds <= min(seconds, unit.seconds) }
    self.unit = smaller ?? .seconds
    count = Int(seconds / self.unit.seconds)
  }
}

extension TimeSpan: CustomStringConvertible {
  public var description: String { "\(count)\(unit.rawValue)" }
}

extension Date {
  /// A time as a person writes it: a date (`2026-11-01`, in UTC), a date with a time
  /// (`2026-11-01T08:00:00Z`), or how long ago it was (`7d`). Nil for anything else.
  public init?(since text: String, now: Date) {
    if let span = TimeSpan(text) {
      self = now - span.seconds
    } else if let date = Date(lexiconDatetime: text) ?? Date(lexiconDatetime: text + "T00:00:00Z") {
      self = date
    } else {
      return nil
    }
  }
}

extension Int {
  /// Reads ASCII digits alone: no sign, no blanks. Nil too for a number beyond reason.
  init?(digits: some StringProtocol) {
    guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
      return nil
    }
    self.init(digits, radix: 10)
  }
}
