import Moderation

extension State {
  /// How long what was held has to be sent when the console leaves.
  private static let quitLimit = Duration.seconds(5)

  /// Leaves: at once when nothing is on its way, or when the owner asks a second time; otherwise
  /// what is held is sent first. A second signal changes nothing: a lost connection is told of more
  /// than once, and the deadline bounds the wait.
  mutating func quit(signal: Int32?) -> [Effect] {
    switch session.lifecycle {
    case .finished: return []
    case .quitting: return signal == nil ? finish() : []
    case .running: break
    }
    guard !isSettled else {
      session.lifecycle = .finished(signal: signal)
      return []
    }
    session.lifecycle = .quitting(signal: signal)
    screen = .panes
    modal = nil
    input = nil
    message = nil
    var effects: [Effect] = []
    for index in decisions.batches.indices where decisions.batches[index].isHeld {
      effects.append(send(at: index))
    }
    return effects + [.startQuitDeadline(Self.quitLimit)]
  }

  /// Ends now; whatever has no outcome yet is reported as not confirmed.
  mutating func finish() -> [Effect] {
    guard case .quitting(let signal) = session.lifecycle else { return [] }
    let fault = Fault(
      .unconfirmed, "The service did not answer in time.",
      cure: "Look at the group again at the next start.")
    for batch in decisions.batches {
      decisions.lost += batch.subjects.filter { batch.unsettled.contains($0.id) }.map {
        batch.lost($0, because: fault, in: groups)
      }
    }
    doors.lost += doors.work?.unsettled(because: fault) ?? []
    groups.lostChanges += groups.changes.all.map { group, change in
      LostChange(change: change, groupName: groups[group]?.name ?? group, fault: fault)
    }
    decisions.batches = []
    doors.work = nil
    groups.changes = ChangeBook()
    session.lifecycle = .finished(signal: signal)
    return []
  }

  /// Ends where the console is closing and nothing is on its way any more.
  mutating func finishIfSettled() {
    guard case .quitting(let signal) = session.lifecycle, isSettled else { return }
    session.lifecycle = .finished(signal: signal)
  }
}
