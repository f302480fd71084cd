import Moderation

/// Sends decisions, a few at a time.
struct DecisionBatch: Sendable {
  /// How many are under way at a time; the service layer keeps to it too.
  static let concurrency = 6

  let verdict: Decision.Verdict
  let service: GroupService

  /// Sends what still waits, and settles the rest without a call. What a failure dooms (see
  /// ``Fault/Scope``) is not sent but settled with the same fault. Cancelling the task stops what
  /// has not been sent.
  /// - Parameter settled: called for every decision as it settles. When it throws, nothing more
  ///   is sent.
  func send(
    _ decisions: [PlannedDecision], settled: (PlannedDecision, Outcome) throws -> Void
  ) async throws {
    for decision in decisions where !decision.isWaiting { try settled(decision, .gone) }
    var rest = decisions.filter(\.isWaiting)[...]
    try await withThrowingTaskGroup(of: (PlannedDecision, Outcome).self) { group in
      var underWay = 0
      while true {
        while underWay < Self.concurrency, let next = rest.popFirst() {
          group.addTask { [verdict, service] in
            (next, await service.decide(Decision(verdict, next.request)))
          }
          underWay += 1
        }
        guard let (decision, outcome) = try await group.next() else { return }
        underWay -= 1
        try settled(decision, outcome)
        if case .failed(let fault) = outcome {
          let doomed = rest.filter { fault.dooms($0.request, after: decision.request) }
          rest.removeAll { fault.dooms($0.request, after: decision.request) }
          for decision in doomed { try settled(decision, .failed(fault)) }
        }
      }
    }
  }
}

extension Fault {
  fileprivate func dooms(_ next: JoinRequest.ID, after failed: JoinRequest.ID) -> Bool {
    switch scope {
    case .decision: false
    case .group: next.group == failed.group
    case .service: true
    }
  }
}
