import Foundation

extension Date {
  /// `2026-11-20 14:03`, in UTC: the server's zone is seldom the reader's.
  public var minuteText: String { String(iso.prefix(16)) }

  /// `14:03:20 UTC`
  var timeText: String { "\(iso.dropFirst(11).prefix(8)) UTC" }

  private var iso: String {
    formatted(Date.ISO8601FormatStyle(dateTimeSeparator: .space))
  }
}
