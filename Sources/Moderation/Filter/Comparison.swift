import Foundation

/// How a number or a time is compared, as it is written.
enum Comparison: String, CaseIterable, Sendable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "="
  case notEqual = "!="

  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .equal: left == right
    case .notEqual: left != right
    }
  }

  /// Order counts to the second, equality in whole units: nobody is three days old to the second.
  func holds(_ seconds: TimeInterval, _ span: TimeSpan) -> Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: holds(seconds, span.seconds)
    case .equal, .notEqual:
      holds((seconds / span.unit.seconds).rounded(.down), TimeInterval(span.count))
    }
  }
}
