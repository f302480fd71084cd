/// What keys act on: each context has bindings of its own before the ones that hold everywhere.
public enum Context: String, CaseIterable, Sendable {
  case groups
  case requests
  /// One person, full size.
  case detail
  /// What was decided before.
  case history
  /// One decision of before, full size.
  case historyEntry = "history-entry"
  /// One group, with its members.
  case group
  case help
  /// A question waits for its answer.
  case question
  /// Is it the selected person who is meant, or those marked?
  case choice
  /// Shut or open a door, this one or all?
  case door
  /// What is to become of decisions that were interrupted?
  case leftovers
  /// A filter or a note is being typed: keys are text.
  case prompt

  /// Something waits for an answer: keys do nothing else.
  public var isQuestion: Bool {
    switch self {
    case .question, .choice, .door, .leftovers: true
    case .groups, .requests, .detail, .history, .historyEntry, .group, .help, .prompt: false
    }
  }

  /// The owner's own filters are at hand.
  var hasFilters: Bool {
    switch self {
    case .groups, .requests: true
    case .detail, .history, .historyEntry, .group, .help, .question, .choice, .door, .leftovers,
      .prompt:
      false
    }
  }
}
