import ATProto

/// What the owner decided about one request, or about a member.
public struct Decision: Hashable, Sendable {
  /// The ways to decide.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// `chat.bsky.group.rejectJoinRequest`
    case reject
    /// `chat.bsky.group.approveJoinRequest`
    case approve
    /// A block of the person in the owner's repository (`app.bsky.graph.block`), then a reject.
    case rejectAndBlock = "reject-and-block"
    /// `chat.bsky.group.removeMembers`, about somebody who is in the group.
    case remove

    /// The ways to decide about a request.
    public static let onRequests: [Verdict] = [.reject, .approve, .rejectAndBlock]
  }

  /// Which of them it is.
  public let verdict: Verdict
  /// Whom it is about; for a removal the group and the member, who need not have asked.
  public let request: JoinRequest.ID

  /// A decision that nothing has been done about yet.
  public init(_ verdict: Verdict, _ request: JoinRequest.ID) {
    self.verdict = verdict
    self.request = request
  }
}
