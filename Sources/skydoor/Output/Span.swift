import Foundation

/// How long something has lasted, in its largest unit: `3m`, `5h`, `12d`, `30w`.
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
    description =
      switch seconds {
      case ..<60: "\(seconds)s"
      case ..<3_600: "\(seconds / 60)m"
      case ..<86_400: "\(seconds / 3_600)h"
      case ..<(14 * 86_400): "\(seconds / 86_400)d"
      case _: "\(seconds / (7 * 86_400))w"
      }
  }
}
