import Moderation

/// A decision that did not come to a good end and has no row left to say so.
public struct LostDecision: Hashable, Sendable {
  /// What the person is called: `@handle`, or the DID.
  public let whom: String
  public let groupName: String
  public let verdict: Decision.Verdict
  public let fault: Fault
}
