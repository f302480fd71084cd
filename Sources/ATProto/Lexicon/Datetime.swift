import Foundation

extension Date {
  /// Reads a lexicon `datetime` (RFC 3339) leniently: any number of fractional digits or none, `Z`,
  /// an offset, or no zone (UTC is meant). Nil for anything else.
  ///
  /// Reading the bytes costs a fraction of what a formatter does; a long list of people has
  /// thousands of dates.
  package init?(lexiconDatetime text: String) {
    var digits = DigitReader(text)
    guard
      let year = digits.number(4), digits.skip("-"), let month = digits.number(2),
      digits.skip("-"), let day = digits.number(2), digits.skipAny("Tt "),
      let hour = digits.number(2), digits.skip(":"), let minute = digits.number(2),
      digits.skip(":"), let second = digits.number(2),
      let fraction = digits.fraction(), let offset = digits.offset(), digits.isAtEnd,
      let seconds = Self.seconds(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    self.init(timeIntervalSince1970: Double(seconds - offset) + fraction)
  }

  /// As a lexicon `datetime`: UTC, to the millisecond.
  var lexiconDatetime: String {
    formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  /// Reads the date of an HTTP header (`Sun, 06 Nov 1994 08:49:37 GMT`, RFC 9110 §5.6.7).
  init?(httpDate text: String) {
    let parts = text.split(separator: " ")
    guard
      parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
      let month = Self.months.firstIndex(of: String(parts[2]))
    else { return nil }
    var time = DigitReader(String(parts[4]))
    guard
      let hour = time.number(2), time.skip(":"), let minute = time.number(2), time.skip(":"),
      let second = time.number(2), time.isAtEnd,
      let seconds = Self.seconds(
        year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    self.init(timeIntervalSince1970: Double(seconds))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Seconds since 1970 in UTC; nil where there is no such day or time. Second 60 is a leap second.
  private static func seconds(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
  ) -> Int? {
    guard
      (1...9999).contains(year), (1...12).contains(month),
      (1...daysIn(month: month, year: year)).contains(day),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    // Counting years from March puts the leap day last, so that month lengths need no table.
    let shiftedYear = month > 2 ? year : year - 1
    let shiftedMonth = (month + 9) % 12
    let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    // 719,468 days lie between 1 March of year 0 and 1 January 1970.
    let days = shiftedYear * 365 + leapDays + dayOfYear - 719_468
    return days * 86_400 + hour * 3_600 + minute * 60 + second
  }

  private static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// Reads the parts of a date from left to right.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// A number of exactly so many digits.
  mutating func number(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = rest.first?.digitValue else { return nil }
      value = value * 10 + digit
      rest.removeFirst()
    }
    return value
  }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: scalar) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func skipAny(_ allowed: StaticString) -> Bool {
    guard let first = rest.first else { return false }
    let isAllowed = allowed.withUTF8Buffer { $0.contains(first) }
    if isAllowed { rest.removeFirst() }
    return isAllowed
  }

  /// `.` and digits, or nothing (0). Nil for a `.` with no digit after it.
  mutating func fraction() -> Double? {
    guard skip(".") else { return 0 }
    var value = 0.0
    var scale = 0.1
    guard rest.first?.isDigit == true else { return nil }
    while let digit = rest.first?.digitValue {
      value += Double(digit) * scale
      scale /= 10
      rest.removeFirst()
    }
    return value
  }

  /// Seconds ahead of UTC: `Z`, `±HH:MM`, `±HHMM`, or nothing (0).
  mutating func offset() -> Int? {
    if isAtEnd || skipAny("Zz") { return 0 }
    let sign: Int
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = number(2), hours < 24 else { return nil }
    _ = skip(":")
    guard let minutes = number(2), minutes < 60 else { return nil }
    return sign * (hours * 3_600 + minutes * 60)
  }
}
