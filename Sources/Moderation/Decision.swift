import ATProto

/// What the owner decided about one request.
public struct Decision: Hashable, Sendable {
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// `chat.bsky.group.rejectJoinRequest`
    case reject
    /// `chat.bsky.group.approveJoinRequest`
    case approve
  }

  public let verdict: Verdict
  public let request: JoinRequest.ID

  public init(_ verdict: Verdict, _ request: JoinRequest.ID) {
    self.verdict = verdict
    self.request = request
  }
}
