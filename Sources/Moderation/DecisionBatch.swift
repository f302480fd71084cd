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
        if Task.isCancelled { await close(queue.remove { _ in true }, .cancelled, tell) }
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
        await close(queue.remove { cause.dooms($0, after: decision) }, cause, tell)
      }
    }
  }

  /// Ends decisions that are not sent.
  private func close(
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
