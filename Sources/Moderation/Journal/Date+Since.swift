import ATProto
import Foundation

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
