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
  case help
  /// A question waits for its answer.
  case question
  /// What is to become of decisions that were interrupted?
  case leftovers
  /// A filter or a note is being typed: keys are text.
  case prompt
}
