import Moderation

/// A decision that failed: what was wanted, and why it did not come to it.
public struct Failure: Hashable, Sendable {
  public let verdict: Decision.Verdict
  public let fault: Fault
}

extension Failure {
  /// Whether a request that ended so shows that a decision without a known end was carried out.
  func isProven(by cause: Departure.Cause) -> Bool {
    guard fault.kind == .unconfirmed else { return false }
    return switch (verdict, cause) {
    case (.reject, .rejectedElsewhere), (.rejectAndBlock, .rejectedElsewhere),
      (.approve, .approvedElsewhere):
      true
    case (.reject, _), (.rejectAndBlock, _), (.approve, _), (.remove, _): false
    }
  }
}
