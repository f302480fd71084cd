import Moderation

/// Everything that a command is to decide, before any of it is sent.
struct DecisionPlan: Sendable {
  let verdict: Decision.Verdict
  /// The groups concerned.
  let groups: [Group]
  let decisions: [PlannedDecision]

  /// Those that there is something to send for.
  var waiting: [PlannedDecision] { decisions.filter(\.isWaiting) }

  /// `Reject 12 people in "Night Owls"?`
  var question: String {
    let people = waiting.count
    return "\(verdict.imperative) \(people == 1 ? "1 person" : "\(people) people") in "
      + groups.map { "\"\($0.name)\"" }.joined(separator: ", ") + "?"
  }
}
