import Moderation
import Words

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
    groups.changes = PendingChanges()
    session.lifecycle = .finished(signal: signal)
    return []
  }

  /// Ends where the console is closing and nothing is on its way any more.
  mutating func finishIfSettled() {
    guard case .quitting(let signal) = session.lifecycle, isSettled else { return }
    session.lifecycle = .finished(signal: signal)
  }
}

/// What has to be said about whatever was lost while the console was closing, once the screen is
/// gone: a sentence for each kind of loss, however many people it is about.
extension State {
  /// More names than this, or changes, are counted.
  private static let nameLimit = 10

  public var lostSentences: [String] {
    lostDecisionSentences + lostChangeSentences + lostDoorSentences
  }

  private var lostDecisionSentences: [String] {
    var room = Self.nameLimit
    return decisions.lost.grouped { [AnyHashable($0.verdict), $0.fault.kind] }.map { losses in
      let first = losses[0]
      let place = "\(first.verdict.preposition) \(losses.map(\.groupName).unique.groupsText)"
      let (whom, names): (String, String)
      if losses.count == 1 {
        (whom, names) = (first.whom, "")
      } else {
        whom = losses.count.people
        names = room > 0 ? ": " + losses.map(\.whom).counted(beyond: room) : ""
        room = max(0, room - losses.count)
      }
      return first.fault.lossText(
        of: "\(first.verdict.doing) \(whom) \(place)", names: names,
        cure: cure(of: first, count: losses.count))
    }
  }

  private func cure(of loss: LostDecision, count: Int) -> String {
    if settings.forgets { return forgottenText(count) }
    guard loss.fault.kind == .unconfirmed else {
      let listed = loss.verdict == .remove ? "" : " The next start lists whoever still waits."
      return loss.fault.cure + listed
    }
    return count == 1
      ? "The next start looks what came of it, and offers it if it was not carried out."
      : "The next start looks what came of them, and offers what was not carried out."
  }

  private var lostDoorSentences: [String] {
    doors.lost.grouped { [AnyHashable($0.intent), $0.fault.kind] }.map { losses in
      let first = losses[0]
      let cure =
        if settings.forgets {
          forgottenText(losses.count)
        } else if first.fault.kind == .unconfirmed {
          "What is unfinished stands above the list at the next start."
        } else {
          first.fault.cure
        }
      let doors = losses.count == 1 ? "door" : "doors"
      return first.fault.lossText(
        of: "\(first.intent.doing) the \(doors) of \(losses.map(\.groupName).unique.groupsText)",
        cure: cure)
    }
  }

  private var lostChangeSentences: [String] {
    let sentences = groups.lostChanges.prefix(Self.nameLimit).map { loss in
      loss.fault.lossText(
        of: loss.change.doingText(loss.groupName),
        cure: settings.forgets ? forgottenText(1) : loss.fault.cure)
    }
    let rest = groups.lostChanges.count - sentences.count
    let more = rest == 1 ? "1 more change to a group is" : "\(rest) more changes to groups are"
    return rest > 0 ? sentences + ["\(more) not confirmed either."] : sentences
  }

  private func forgottenText(_ count: Int) -> String {
    "The demo forgets \(count == 1 ? "it" : "them")."
  }
}

extension Fault {
  /// What has not come to a good end, why, and what follows. No answer is no failure.
  fileprivate func lossText(of doing: String, names: String = "", cure: String) -> String {
    let end = kind == .unconfirmed ? "is not confirmed" : "did not succeed"
    return "\(doing) \(end)\(names). \(message) \(cure)"
  }
}
