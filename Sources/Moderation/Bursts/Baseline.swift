import Foundation

/// All who ask, as the ground that a likeness has to stand out from: of ten thousand people some
/// were made within the hour as others, and some are called alike, without knowing of each other.
struct Baseline {
  /// When they asked, when their accounts were made as far as that is known, and how old those were
  /// when they asked; each sorted.
  private let requests: [TimeInterval]
  private let creations: [TimeInterval]
  private let ages: [TimeInterval]

  /// How many sets so alike chance may be expected to make for one of them to count as none.
  private static let allowance = 0.01
  /// The accounts compared with were made this long before or after: people come in waves of weeks.
  private static let neighbourhood: TimeInterval = 14 * 86_400
  /// How many times faster the accounts of a burst were made than those around them.
  private static let contrast = 10.0
  /// How often the handles of two strangers are nearly the same.
  private static let resemblance = 0.3 / 1_000

  /// - Parameter features: longest waiting first.
  init(_ features: [RequestFeatures]) {
    requests = features.map(\.requestedAt)
    creations = features.compactMap(\.createdAt).sorted()
    ages = features.compactMap(\.age).sorted()
  }

  /// Whether accounts made so close together are more than chance.
  /// - Parameter set: longest waiting first, all with a date of creation.
  func isOutdone(byCreationsOf set: [RequestFeatures]) -> Bool {
    let times = set.compactMap(\.createdAt)
    guard let first = times.min(), let last = times.max() else { return false }
    let span = last - first
    let askers = askers(around: set)
    let share = Double(askers) / Double(requests.count)
    let rate = max(creationRate(around: first...last, set), ageRate(around: set)) * share
    let size = set.people
    return Double(size - 1) >= Self.contrast * rate * span
      && Self.expected(size, among: askers, alike: rate * span) <= Self.allowance
  }

  /// How many accounts of others were made in a second, before and after.
  private func creationRate(
    around range: ClosedRange<TimeInterval>, _ set: [RequestFeatures]
  ) -> Double {
    // Nobody's account is made after they have asked.
    let newest = requests.last ?? range.upperBound
    let start = range.lowerBound - Self.neighbourhood
    let end = max(range.upperBound, min(range.upperBound + Self.neighbourhood, newest))
    return Double(creations.count(in: start...end) - set.count) / (end - start)
  }

  /// The same of accounts about as old when they asked: where people make one in order to ask, those
  /// who ask together were also made together.
  private func ageRate(around set: [RequestFeatures]) -> Double {
    let own = set.compactMap(\.age)
    guard let youngest = own.min(), let oldest = own.max(), oldest > 0 else { return 0 }
    let range = youngest / 2...oldest * 2
    return Double(ages.count(in: range) - set.count) / (range.upperBound - range.lowerBound)
  }

  /// Whether so many handles nearly the same are more than chance.
  /// - Parameter set: longest waiting first.
  func isOutdone(byHandlesOf set: [RequestFeatures]) -> Bool {
    let askers = askers(around: set)
    return Self.expected(set.people, among: askers, alike: Double(askers) * Self.resemblance)
      <= Self.allowance
  }

  /// How many asked at the time, or a little before or after.
  private func askers(around set: [RequestFeatures]) -> Int {
    guard let first = set.first, let last = set.last else { return 0 }
    let margin = BurstSearch.requestGap
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
