import Moderation

/// A decision that did not come to a good end and has no row left to say so.
public struct LostDecision: Hashable, Sendable {
  /// What the person is called: `@handle`, or the DID.
  public let whom: String
  public let groupName: String
  public let verdict: Decision.Verdict
  public let fault: Fault

  /// What happened and what to do, for when the console is closed.
  public var sentence: String {
    "\(verdict.doing) \(whom) \(verdict.preposition) \(groupName) did not succeed. \(fault.message) \(fault.cure)"
  }
}
