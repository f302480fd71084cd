import Moderation

/// A decision that failed: what was wanted, and why it did not come to it.
public struct Failure: Hashable, Sendable {
  public let verdict: Decision.Verdict
  public let fault: Fault
}
