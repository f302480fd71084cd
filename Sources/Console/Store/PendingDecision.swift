import Moderation

/// A decision on its way: its row has left the list, and comes back if it fails or is undone.
public struct PendingDecision: Identifiable, Hashable, Sendable {
  public enum Phase: Sendable {
    /// Not sent yet; undo takes it back.
    case held
    /// Sent; the outcome is not known yet.
    case sending
  }

  /// Names the decision in effects and answers.
  public typealias ID = Int

  public let id: ID
  public let decision: Decision
  /// The request as it was, for the way back.
  public let request: JoinRequest
  public var phase: Phase
}
