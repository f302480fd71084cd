/// What keys act on: each context has bindings of its own before the ones that hold everywhere.
public enum Context: String, CaseIterable, Sendable {
  case groups
  case requests
  /// One person, full size.
  case detail
  case help
  /// A question waits for its answer.
  case question
  /// A filter is being typed: keys are text.
  case prompt
}
