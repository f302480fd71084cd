import ATProto

/// What the owner decided about one request.
public struct Decision: Hashable, Sendable {
  /// The ways to decide.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// `chat.bsky.group.rejectJoinRequest`
    case reject
    /// `chat.bsky.group.approveJoinRequest`
    case approve
    /// A block of the person in the owner's repository (`app.bsky.graph.block`), then a reject.
    case rejectAndBlock = "reject-and-block"
  }

  /// Which of them it is.
  public let verdict: Verdict
  /// Whom it is about.
  public let request: JoinRequest.ID

  /// A decision that nothing has been done about yet.
  public init(_ verdict: Verdict, _ request: JoinRequest.ID) {
    self.verdict = verdict
    self.request = request
  }
}
