/// How a decision ended.
public enum Outcome: Equatable, Sendable {
  /// The service carried it out.
  case done
  /// The request was not there any more, and nothing proves that this decision has ended it:
  /// withdrawn, or handled elsewhere. The member had left.
  case gone
  /// Nothing was decided, or it could not be confirmed; the fault says which, and what to do.
  case failed(Fault)
}
