import Foundation

/// A point in time or a span, in milliseconds (points since 1970), which is what the wire carries.
typealias Milliseconds = Int64

extension Milliseconds {
  static let second: Milliseconds = 1000
  static let minute = 60 * second
  static let hour = 60 * minute
  static let day = 24 * hour

  static var now: Milliseconds { Milliseconds(Date().timeIntervalSince1970 * 1000) }

  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = seconds * Self.second + attoseconds / 1_000_000_000_000_000
  }

  /// As a lexicon `datetime`: `2026-01-31T09:05:00.250Z`.
  var timestamp: String {
    Date(timeIntervalSince1970: Double(self) / 1000)
      .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
