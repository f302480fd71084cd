import Foundation

/// People who asked within minutes of each other and have more in common than chance explains: a
/// raid's throw-away accounts, as a rule.
public struct Burst: Hashable, Sendable {
  /// What they have in common.
  public enum Reason: Hashable, Sendable {
    /// Their accounts were made one after the other, all within so many seconds.
    case accountsMadeTogether(within: TimeInterval)
    /// Their handles differ in a few characters; one of them as an example.
    case similarHandles(example: String)
  }

  /// Longest waiting first.
  public let members: [JoinRequest.ID]
  /// At least one.
  public let reasons: [Reason]
  /// Seconds between the first of the requests and the last.
  public let span: TimeInterval

  /// A burst as it is described.
  public init(members: [JoinRequest.ID], reasons: [Reason], span: TimeInterval) {
    self.members = members
    self.reasons = reasons
    self.span = span
  }
}

extension Burst {
  /// Finds the bursts among the people waiting, of one group or of several: a raid may knock at
  /// more than one door. Somebody who asks two groups is still one person.
  ///
  /// A burst is three people or more whose requests came at most ten minutes after one another,
  /// and whose accounts were made at most an hour after one another or whose handles are nearly the
  /// same. Sets that overlap are one burst with both reasons. What is not known, when somebody
  /// asked or when an account was made, is held against nobody; and where a crowd asks at the same
  /// time, people have to be more alike than chance makes some of any crowd.
  /// - Parameter requests: in any order.
  /// - Returns: bursts that have no request in common, the one waiting longest first.
  public static func find(among requests: [JoinRequest]) -> [Burst] {
    BurstSearch(requests).bursts()
  }
}

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

/// The numbers from 0 on, in sets that can only be joined.
struct DisjointSets {
  private var parents: [Int]

  /// Each number is a set of its own.
  init(count: Int) {
    parents = Array(0..<count)
  }

  mutating func join(_ first: Int, _ second: Int) {
    let (first, second) = (root(of: first), root(of: second))
    parents[max(first, second)] = min(first, second)
  }

  /// The smallest number of the same set.
  mutating func root(of number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[parents[number]]
      number = parents[number]
    }
    return number
  }

  /// The sets by their smallest numbers; the numbers in each ascend.
  mutating func sets() -> [[Int]] {
    var sets: [[Int]] = []
    var places = Array(repeating: 0, count: parents.count)
    for number in parents.indices {
      let root = root(of: number)
      if root == number {
        places[root] = sets.count
        sets.append([])
      }
      sets[places[root]].append(number)
    }
    return sets
  }
}
