import Moderation

extension State {
  /// Decides on the selected request, from whichever pane: its row leaves at once, the call waits
  /// for a while, and the focus goes to the people, for the next one.
  mutating func decide(_ verdict: Decision.Verdict) -> [Effect] {
    guard let request = selectedRequest else { return [] }
    let id = nextNumber()
    let decision = Decision(verdict, request.id)
    let isHeld = undoDelay > .zero
    pending.append(
      PendingDecision(
        id: id, decision: decision, request: request, phase: isHeld ? .held : .sending))
    requests[request.group]?.remove(request.person.did)
    requests[request.group]?.isTouched = true
    message = nil
    focus = .requests
    return isHeld ? [.hold(id, for: undoDelay)] : [.send(id, decision)]
  }

  mutating func undo() -> [Effect] {
    guard let index = pending.lastIndex(where: { $0.phase == .held }) else { return [] }
    let undone = pending.remove(at: index).request
    requests[undone.group, default: RequestList()].restore(undone)
    requests[undone.group]?.select(undone.person.did)
    message = Message("@\(undone.person.handle) is back on the list; nothing was sent.", .success)
    return []
  }

  mutating func holdElapsed(_ id: PendingDecision.ID) -> [Effect] {
    // An undone decision is not there any more, and one sent early (at quit) is not held.
    guard let index = pending.firstIndex(where: { $0.id == id && $0.phase == .held }) else {
      return []
    }
    pending[index].phase = .sending
    return [.send(id, pending[index].decision)]
  }

  mutating func decisionSettled(_ id: PendingDecision.ID, _ outcome: Outcome) -> [Effect] {
    guard let index = pending.firstIndex(where: { $0.id == id }) else { return [] }
    let settled = pending.remove(at: index)
    let request = settled.request
    requests[request.group]?.updateLoad { $0.decided.insert(request.person.did) }

    var effects: [Effect] = []
    switch outcome {
    case .done:
      connection = .online
      message = Message(settled.doneText, .success)
      effects = refreshAfterDecision(in: request.group)
    case .gone:
      connection = .online
      message = Message(
        "@\(request.person.handle) was not waiting any more: withdrawn, or handled elsewhere.",
        .warning)
      effects = refreshAfterDecision(in: request.group)
    case .failed(let fault):
      effects = decisionFailed(settled, fault)
    }
    if case .quitting(let signal) = lifecycle, pending.isEmpty {
      lifecycle = .finished(signal: signal)
      return []
    }
    return effects
  }

  private mutating func decisionFailed(_ failed: PendingDecision, _ fault: Fault) -> [Effect] {
    let request = failed.request
    message = Message(fault, .error, after: failed.failedText)
    guard case .running = lifecycle else {
      lost.append(failed.lost(because: fault, in: groups))
      return []
    }
    // What a load in progress says about this person may be older than the failure.
    requests[request.group]?.updateLoad { $0.seen.insert(request.person.did) }
    requests[request.group]?.restore(request, fault: fault)
    switch fault.kind {
    case .notOwner, .groupGone: return [.loadGroups]
    case .groupFull: return [.loadGroup(request.group)]
    case .unconfirmed: return refreshAfterDecision(in: request.group)
    case .unreachable, .badAnswer, .rateLimited:
      connection = .offline(fault)
      return []
    case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .refused,
      .noSuchAccount, .sessionFile, .cancelled:
      return []
    }
  }

  /// Looks at the service again, once the last decision on its way in a group has settled: a run
  /// of key presses costs one reading of the list, not one each.
  private mutating func refreshAfterDecision(in group: Group.ID) -> [Effect] {
    guard groups[group] != nil,
      !pending.contains(where: { $0.decision.request.group == group })
    else { return [] }
    return [.loadGroup(group)] + load(group)
  }
}
