import Foundation

extension Date {
  /// `2026-11-20 14:03 UTC`. The server's zone is seldom the reader's, so the zone is always said.
  var minuteText: String { "\(iso.prefix(16)) UTC" }

  /// `14:03:20 UTC`
  var timeText: String { "\(iso.dropFirst(11).prefix(8)) UTC" }

  private var iso: String {
    formatted(Date.ISO8601FormatStyle(dateTimeSeparator: .space))
  }
}
