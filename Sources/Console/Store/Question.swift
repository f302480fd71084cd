import Moderation

/// What is asked before several people are decided on at once. Whom it is about is fixed when it is
/// asked: who comes or goes meanwhile changes nothing about it.
public struct Question: Equatable, Sendable {
  public let verdict: Decision.Verdict
  public let requests: [JoinRequest.ID]
}
