import Foundation

extension Report {
  private static let figures:
    [(title: String, path: WritableKeyPath<Report, Double> & Sendable, digits: Int)] = [
      ("paint ms", \.firstPaint, 1), ("ready ms", \.ready, 0),
      ("key p50 ms", \.keyMedian, 2), ("key p99 ms", \.keySlow, 2), ("key bytes", \.keyBytes, 0),
      ("RSS MB", \.resident, 1), ("peak MB", \.peak, 1),
      ("idle bytes", \.idleBytes, 0), ("idle ms", \.idleTime, 0), ("wakeups", \.wakeups, 0),
    ]

  static var header: String {
    pad("", 16) + figures.map { leftPad($0.title, 11) }.joined()
  }

  func row(_ name: String) -> String {
    Self.pad(name, 16)
      + Self.figures.map {
        Self.leftPad(String(format: "%.\($0.digits)f", self[keyPath: $0.path]), 11)
      }.joined()
  }

  /// The medians of all figures.
  static func median(_ reports: [Report]) -> Report {
    var result = reports[0]
    for figure in figures {
      result[keyPath: figure.path] = reports.map { $0[keyPath: figure.path] }.percentile(50)
    }
    return result
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func leftPad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}
