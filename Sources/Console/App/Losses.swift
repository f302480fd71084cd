import Moderation
import Words

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
