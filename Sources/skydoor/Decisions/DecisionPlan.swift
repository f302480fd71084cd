import Moderation
import Words

/// Everything that a command is to decide, before any of it is sent.
struct DecisionPlan: Sendable {
  let verdict: Decision.Verdict
  /// The groups concerned.
  let groups: [Group]
  let decisions: [PlannedDecision]
  /// What could not be read of the lists that were looked at.
  var unreadable: [Unreadable] = []

  /// What the owner should know first; nil where there is nothing.
  var warning: String? { verdict.warning(about: waiting.map(\.membership), in: groups) }

  /// Those that there is something to send for.
  var waiting: [PlannedDecision] { decisions.filter(\.isWaiting) }

  /// `Reject 12 people in "Night Owls"?`, `Remove 12 people from "Night Owls"?`
  var question: String {
    let people = waiting.count
    let place = verdict == .remove ? "from" : "in"
    return "\(verdict.imperative) \(people == 1 ? "1 person" : "\(people) people") \(place) "
      + groups.map { "\"\($0.name)\"" }.joined(separator: ", ") + "?"
  }
}
