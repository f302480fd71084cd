import Foundation

/// The search behind ``Cluster/find(among:)``. Sets of requests are sets of positions among the
/// traces, in ascending order, and so longest waiting first.
struct ClusterSearch {
  /// How long after one request the next of a cluster comes at most.
  static let requestGap: TimeInterval = 10 * 60
  /// How long after one account the next of a cluster is made at most.
  static let creationGap: TimeInterval = 60 * 60
  /// Two people alike are nothing.
  private static let minimumSize = 3
  /// How often a set is parted at most: people choose when to ask and what to be called, and might
  /// choose so that each parting takes only one of them away.
  private static let maximumTurns = 8

  let traces: [RequestTrace]
  /// Where the name of each request stands in the alphabet, read forwards and backwards: what one
  /// recipe makes stands side by side in one of the two.
  let nameRanks: [[Int]]

  init(_ requests: [JoinRequest]) {
    traces = [RequestTrace](requests)
    let names = traces.map { $0.shape?.name ?? [] }
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

  func clusters() -> [Cluster] {
    let crowd = Crowd(traces)
    let madeTogether = sets(partedBy: partedByCreation).filter {
      crowd.isOutdone(byCreationsOf: members($0))
    }
    let calledAlike = sets(partedBy: partedByHandle).filter {
      crowd.isOutdone(byHandlesOf: members($0))
    }
    var union = DisjointSets(count: traces.count)
    for set in madeTogether + calledAlike {
      for position in set { union.join(set[0], position) }
    }
    let made = Dictionary(grouping: madeTogether) { union.root(of: $0[0]) }
    let called = Dictionary(grouping: calledAlike) { union.root(of: $0[0]) }
    return union.sets().filter { $0.count >= Self.minimumSize }.map { set in
      cluster(set, madeTogether: made[set[0]] ?? [], calledAlike: called[set[0]] ?? [])
    }
  }

  private func cluster(
    _ set: [Int], madeTogether: [[Int]], calledAlike: [[Int]]
  ) -> Cluster {
    var reasons: [Cluster.Reason] = []
    let creations = madeTogether.joined().compactMap { traces[$0].createdAt }
    if let first = creations.min(), let last = creations.max() {
      reasons.append(.accountsMadeTogether(within: last - first))
    }
    if let example = calledAlike.joined().min() {
      reasons.append(.similarHandles(example: traces[example].handle.description))
    }
    let members = members(set)
    let span = members[members.count - 1].requestedAt - members[0].requestedAt
    return Cluster(members: members.map(\.id), reasons: reasons, span: span)
  }

  private func members(_ set: [Int]) -> [RequestTrace] { set.map { traces[$0] } }

  /// The sets that hold together both by the time of the requests and by a likeness. Whoever is
  /// parted from a set may have been what held the rest of it together, so that the two ways to
  /// part take turns until nothing changes.
  private func sets(partedBy part: ([Int]) -> [[Int]]) -> [[Int]] {
    var found: [[Int]] = []
    var open = [(set: Array(traces.indices), turns: 0)]
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
      people.insert(traces[position].person)
      return people.count >= Self.minimumSize
    }
  }
}
