/// A decision and how it ended.
public struct SettledDecision: Equatable, Sendable {
  public let decision: Decision
  public let outcome: Outcome

  /// A decision that has ended so.
  public init(_ decision: Decision, _ outcome: Outcome) {
    self.decision = decision
    self.outcome = outcome
  }
}
