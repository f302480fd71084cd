import ATProto

/// Sends many decisions, a few at a time.
struct DecisionBatch: Sendable {
  let decisionSender: DecisionSender
  /// How many are under way at a time.
  let concurrency: Int

  /// Settles every decision. What a failure dooms (see ``Fault/Scope``) is not sent but settled with
  /// the same fault; neither is a request that is in it twice sent twice. Cancelling the task stops
  /// what has not been sent, and does not keep this from running to its end.
  /// - Parameter settled: called for every decision once, as it settles.
  func run(_ decisions: [Decision], settled: (SettledDecision) -> Void) async {
    var known: Set<Membership> = []
    var twins: [Membership: [Decision]] = [:]
    var distinct: [Decision] = []
    for decision in decisions {
      if known.insert(decision.membership).inserted {
        distinct.append(decision)
      } else {
        twins[decision.membership, default: []].append(decision)
      }
    }
    func tell(_ decision: Decision, _ outcome: Outcome) {
      settled(SettledDecision(decision, outcome))
      for twin in twins[decision.membership] ?? [] {
        settled(
          SettledDecision(twin, twin.verdict == decision.verdict ? outcome : outcome.ofAnother))
      }
    }

    await decisionSender.prepare(distinct, concurrency: concurrency)
    let groups = Set(distinct.filter { $0.verdict == .approve }.map(\.membership.group))
    for group in groups { decisionSender.approvals.retain(group) }
    defer { for group in groups { decisionSender.approvals.release(group) } }

    var queue = DecisionQueue(distinct)
    await withTaskGroup(of: (Decision, DecisionResult).self) { group in
      var underWay = 0
      while true {
        if Task.isCancelled { await settleUnsent(queue.remove { _ in true }, .cancelled, tell) }
        while underWay < concurrency,
          let next = queue.next(allowed: decisionSender.approvals.allowed)
        {
          group.addTask { [decisionSender] in (next, await decisionSender.decide(next)) }
          underWay += 1
        }
        guard let (decision, result) = await group.next() else { return }
        underWay -= 1
        queue.ended(decision)
        tell(decision, result.outcome)
        guard let cause = result.cause, cause.scope != .decision else { continue }
        await settleUnsent(queue.remove { cause.dooms($0, after: decision) }, cause, tell)
      }
    }
  }

  /// Ends decisions that are not sent.
  private func settleUnsent(
    _ decisions: [Decision], _ fault: Fault, _ tell: (Decision, Outcome) -> Void
  ) async {
    guard !decisions.isEmpty else { return }
    await decisionSender.settle(decisions.map { SettledDecision($0, .failed(fault)) })
    for decision in decisions { tell(decision, .failed(fault)) }
  }
}

extension Fault {
  fileprivate func dooms(_ next: Decision, after failed: Decision) -> Bool {
    switch scope {
    case .decision: false
    case .approvals: next.verdict == .approve && next.membership.group == failed.membership.group
    case .group: next.membership.group == failed.membership.group
    case .service: true
    }
  }
}

extension Outcome {
  /// What it means for a decision of another kind about the same request, which was not sent.
  fileprivate var ofAnother: Outcome {
    switch self {
    case .done, .gone: .gone
    case .failed: self
    }
  }
}

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
