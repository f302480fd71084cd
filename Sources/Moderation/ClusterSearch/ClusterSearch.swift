import Foundation

/// The search behind ``Burst/find(among:)``. Sets of requests are sets of positions among the
/// features, in ascending order, and so longest waiting first.
struct BurstSearch {
  /// How long after one request the next of a burst comes at most.
  static let requestGap: TimeInterval = 10 * 60
  /// How long after one account the next of a burst is made at most.
  static let creationGap: TimeInterval = 60 * 60
  /// Two people alike are nothing.
  private static let minimumSize = 3
  /// How often a set is parted at most: people choose when to ask and what to be called, and might
  /// choose so that each parting takes only one of them away.
  private static let maximumTurns = 8

  let features: [RequestFeatures]
  /// Where the name of each request stands in the alphabet, read forwards and backwards: what one
  /// recipe makes stands side by side in one of the two.
  let nameRanks: [[Int]]

  init(_ requests: [JoinRequest]) {
    features = [RequestFeatures](requests)
    let names = features.map { $0.shape?.name ?? [] }
    nameRanks = [
      Self.ranks(of: names) { $0.lexicographicallyPrecedes($1) },
      Self.ranks(of: names) { $0.reversed().lexicographicallyPrecedes($1.reversed()) },
    ]
  }

  private static func ranks(
    of names: [[UInt8]], by precedes: ([UInt8], [UInt8]) -> Bool
  ) -> [Int] {
    var ranks = Array(repeating: 0, count: names.count)
    let sorted = names.indices.sorted { precedes(names[$0], names[$1]) }
    for (rank, position) in sorted.enumerated() { ranks[position] = rank }
    return ranks
  }

  func bursts() -> [Burst] {
    let baseline = Baseline(features)
    let madeTogether = sets(partedBy: partedByCreation).filter {
      baseline.isOutdone(byCreationsOf: members($0))
    }
    let calledAlike = sets(partedBy: partedByHandle).filter {
      baseline.isOutdone(byHandlesOf: members($0))
    }
    var union = DisjointSets(count: features.count)
    for set in madeTogether + calledAlike {
      for position in set { union.join(set[0], position) }
    }
    let made = Dictionary(grouping: madeTogether) { union.root(of: $0[0]) }
    let called = Dictionary(grouping: calledAlike) { union.root(of: $0[0]) }
    return union.sets().filter { $0.count >= Self.minimumSize }.map { set in
      burst(set, madeTogether: made[set[0]] ?? [], calledAlike: called[set[0]] ?? [])
    }
  }

  private func burst(
    _ set: [Int], madeTogether: [[Int]], calledAlike: [[Int]]
  ) -> Burst {
    var reasons: [Burst.Reason] = []
    let creations = madeTogether.joined().compactMap { features[$0].createdAt }
    if let first = creations.min(), let last = creations.max() {
      reasons.append(.accountsMadeTogether(within: last - first))
    }
    if let example = calledAlike.joined().min() {
      reasons.append(.similarHandles(example: features[example].handle.description))
    }
    let members = members(set)
    let span = members[members.count - 1].requestedAt - members[0].requestedAt
    return Burst(members: members.map(\.id), reasons: reasons, span: span)
  }

  private func members(_ set: [Int]) -> [RequestFeatures] { set.map { features[$0] } }

  /// The sets that hold together both by the time of the requests and by a likeness. Whoever is
  /// parted from a set may have been what held the rest of it together, so that the two ways to
  /// part take turns until nothing changes.
  private func sets(partedBy part: ([Int]) -> [[Int]]) -> [[Int]] {
    var found: [[Int]] = []
    var open = [(set: Array(features.indices), turns: 0)]
    while let (set, turns) = open.popLast() {
      let windows = partedByRequest(set).filter(isEnough)
      let isSettled = turns > 0 && windows.first?.count == set.count
      if isSettled || turns == Self.maximumTurns {
        found += windows
      } else {
        open += windows.flatMap(part).filter(isEnough).map { ($0, turns + 1) }
      }
    }
    return found
  }

  private func isEnough(_ set: [Int]) -> Bool {
    var people: Set<Int> = []
    return set.contains { position in
      people.insert(features[position].person)
      return people.count >= Self.minimumSize
    }
  }
}
