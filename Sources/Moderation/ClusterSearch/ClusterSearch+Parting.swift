import Foundation

/// Each of these takes positions in ascending order, and gives them so in each part.
extension BurstSearch {
  func partedByRequest(_ set: [Int]) -> [[Int]] {
    parted(set, gap: Self.requestGap) { features[$0].requestedAt }
  }

  /// Without the accounts of which nobody knows when they were made.
  func partedByCreation(_ set: [Int]) -> [[Int]] {
    let times = set.map { features[$0].createdAt }
    let dated = zip(set, times).compactMap { position, time in time.map { (position, $0) } }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    return parted(dated, gap: Self.creationGap, by: \.1).map { $0.map(\.0).sorted() }
  }

  /// Without the handles that say nothing. A name is compared with its neighbours in the alphabet
  /// and not with all others: that finds names made by one recipe, and nobody can choose names that
  /// take longer.
  func partedByHandle(_ set: [Int]) -> [[Int]] {
    let shapes = set.compactMap { position in
      features[position].shape.map { (position: position, shape: $0) }
    }
    var union = DisjointSets(count: shapes.count)
    var patterns: [String: Int] = [:]
    for (index, entry) in shapes.enumerated() {
      if let first = patterns[entry.shape.pattern] {
        union.join(first, index)
      } else {
        patterns[entry.shape.pattern] = index
      }
    }
    let named = shapes.indices.filter { shapes[$0].shape.name != nil }
    for ranks in nameRanks {
      let sorted = named.sorted { ranks[shapes[$0].position] < ranks[shapes[$1].position] }
      for (one, next) in zip(sorted, sorted.dropFirst())
      where HandleShape.isNear(shapes[one].shape.name ?? [], shapes[next].shape.name ?? []) {
        union.join(one, next)
      }
    }
    return union.sets().map { part in part.map { shapes[$0].position } }
  }

  /// Parts values, which are in the order of their times, where the next comes too late.
  private func parted<Value>(
    _ values: [Value], gap: TimeInterval, by time: (Value) -> TimeInterval
  ) -> [[Value]] {
    var parts: [[Value]] = []
    var last = -TimeInterval.infinity
    for value in values {
      let now = time(value)
      if now - last > gap { parts.append([]) }
      parts[parts.count - 1].append(value)
      last = now
    }
    return parts
  }
}
