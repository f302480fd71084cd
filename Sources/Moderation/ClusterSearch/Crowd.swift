import Foundation

/// All who ask, as the ground that a likeness has to stand out from: of ten thousand people some
/// were made within the hour as others, and some are called alike, without knowing of each other.
struct Crowd {
  /// When they asked, and when their accounts were made as far as that is known; sorted.
  private let requests: [TimeInterval]
  private let creations: [TimeInterval]

  /// How many sets so alike chance may be expected to make for one of them to count as none.
  private static let allowance = 0.01
  /// The accounts compared with were made this long before or after: people come in waves of weeks.
  private static let neighbourhood: TimeInterval = 14 * 86_400
  /// How many times faster the accounts of a cluster were made than those around them.
  private static let contrast = 10.0
  /// How often the handles of two strangers are nearly the same.
  private static let resemblance = 0.3 / 1_000

  /// - Parameter traces: longest waiting first.
  init(_ traces: [RequestTrace]) {
    requests = traces.map(\.requestedAt)
    creations = traces.compactMap(\.createdAt).sorted()
  }

  /// Whether accounts made so close together are more than chance.
  /// - Parameter set: longest waiting first, all with a date of creation.
  func isOutdone(byCreationsOf set: [RequestTrace]) -> Bool {
    let times = set.compactMap(\.createdAt)
    guard let first = times.min(), let last = times.max(), let newest = requests.last else {
      return false
    }
    // Nobody's account is made after they have asked.
    let start = first - Self.neighbourhood
    let end = max(last, min(last + Self.neighbourhood, newest))
    let askers = askers(around: set)
    let others = creations.count(in: start...end) - set.count
    let share = Double(askers) / Double(requests.count)
    let rate = Double(others) * share / (end - start)
    let span = last - first
    let size = set.people
    return Double(size - 1) >= Self.contrast * rate * span
      && Self.expected(size, among: askers, alike: rate * span) <= Self.allowance
  }

  /// Whether so many handles nearly the same are more than chance.
  /// - Parameter set: longest waiting first.
  func isOutdone(byHandlesOf set: [RequestTrace]) -> Bool {
    let askers = askers(around: set)
    return Self.expected(set.people, among: askers, alike: Double(askers) * Self.resemblance)
      <= Self.allowance
  }

  /// How many asked at the time, or a little before or after.
  private func askers(around set: [RequestTrace]) -> Int {
    guard let first = set.first, let last = set.last else { return 0 }
    let margin = ClusterSearch.requestGap
    return requests.count(in: first.requestedAt - margin...last.requestedAt + margin)
  }

  /// How many sets of a size to expect where everybody finds so many like themselves, by chance
  /// alone (Poisson).
  private static func expected(_ size: Int, among people: Int, alike: Double) -> Double {
    (1..<size).reduce(Double(people)) { $0 * alike / Double($1) }
  }
}

extension [TimeInterval] {
  /// How many of the values, which are sorted, lie in a range.
  fileprivate func count(in range: ClosedRange<TimeInterval>) -> Int {
    firstIndex { $0 > range.upperBound } - firstIndex { $0 >= range.lowerBound }
  }

  /// The first index at which a condition holds that holds from there on (binary search).
  private func firstIndex(where holds: (TimeInterval) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
