import Foundation

extension Date {
  /// `2026-11-20 14:03`, in UTC: the server's zone is seldom the reader's.
  public var minuteText: String { String(iso.prefix(16)) }

  /// `14:03:20 UTC`
  var timeText: String { "\(iso.dropFirst(11).prefix(8)) UTC" }

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
