import Foundation

extension Date {
  /// It is one that a calendar can tell, and not what damaged bytes were taken for.
  var isInCalendar: Bool { abs(timeIntervalSince1970) < 1e12 }
}
