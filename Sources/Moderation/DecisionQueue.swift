/// The decisions of a batch that are not sent yet, in the order in which they may be: as they were
/// handed in, but that an approval waits while no seat is known to be free for it, and lets
/// decisions of another kind or group pass.
struct DecisionQueue {
  private let decisions: [Decision]
  /// How many have been looked at; the rest is in order behind them.
  private var seen = 0
  /// Approvals that were looked at and could not go, by their places, and how many of them have.
  private var waiting: [Group.ID: (places: [Int], served: Int)] = [:]
  private var approving: [Group.ID: Int] = [:]
  /// Places of decisions that are not to be sent.
  private var removed: Set<Int> = []

  init(_ decisions: [Decision]) { self.decisions = decisions }

  /// The next that may be sent; nil where none may, now or at all.
  /// - Parameter allowed: how many approvals in a group may be under way at once.
  mutating func next(allowed: (Group.ID) -> Int) -> Decision? {
    for (group, line) in waiting where approving[group, default: 0] < allowed(group) {
      let place = line.places[line.served]
      waiting[group] = line.served + 1 < line.places.count ? (line.places, line.served + 1) : nil
      approving[group, default: 0] += 1
      return decisions[place]
    }
    while seen < decisions.count {
      let place = seen
      seen += 1
      guard !removed.contains(place) else { continue }
      let decision = decisions[place]
      let group = decision.membership.group
      guard decision.verdict == .approve else { return decision }
      if waiting[group] == nil, approving[group, default: 0] < allowed(group) {
        approving[group, default: 0] += 1
        return decision
      }
      waiting[group, default: ([], 0)].places.append(place)
    }
    return nil
  }

  /// One that was sent has ended.
  mutating func ended(_ decision: Decision) {
    if decision.verdict == .approve { approving[decision.membership.group, default: 1] -= 1 }
  }

  /// Takes out those that are not to be sent.
  /// - Returns: them, in the order in which they were handed in.
  mutating func remove(where isDoomed: (Decision) -> Bool) -> [Decision] {
    var places: [Int] = []
    for (group, line) in waiting {
      let rest = line.places[line.served...]
      places += rest.filter { isDoomed(decisions[$0]) }
      let left = rest.filter { !isDoomed(decisions[$0]) }
      waiting[group] = left.isEmpty ? nil : (left, 0)
    }
    for place in seen..<decisions.count
    where !removed.contains(place) && isDoomed(decisions[place]) {
      places.append(place)
      removed.insert(place)
    }
    return places.sorted().map { decisions[$0] }
  }
}
