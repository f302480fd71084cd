import Foundation

/// How long something has lasted, in its largest unit: `3m`, `5h`, `12d`, `30w`, `2y`.
struct Span: CustomStringConvertible {
  let description: String

  /// A dash for a beginning that is not known.
  init(from start: Date?, to now: Date) {
    guard let start else {
      description = "-"
      return
    }
    // The service's clock can be ahead of this one.
    let seconds = max(0, Int(now.timeIntervalSince(start)))
    let day = 86_400
    description =
      switch seconds {
      case ..<60: "\(seconds)s"
      case ..<3_600: "\(seconds / 60)m"
      case ..<day: "\(seconds / 3_600)h"
      case ..<(14 * day): "\(seconds / day)d"
      case ..<(365 * day): "\(seconds / (7 * day))w"
      case _: "\(seconds / (365 * day))y"
      }
  }
}
