import Foundation

/// People who asked within minutes of each other and have more in common than chance explains: a
/// raid's throw-away accounts, as a rule.
public struct Burst: Hashable, Sendable {
  /// What they have in common.
  public enum Reason: Hashable, Sendable {
    /// Their accounts were made one after the other, all within so many seconds.
    case accountsMadeTogether(within: TimeInterval)
    /// Their handles differ in a few characters; one of them as an example.
    case similarHandles(example: String)
  }

  /// Longest waiting first.
  public let members: [JoinRequest.ID]
  /// At least one.
  public let reasons: [Reason]
  /// Seconds between the first of the requests and the last.
  public let span: TimeInterval

  /// A burst as it is described.
  public init(members: [JoinRequest.ID], reasons: [Reason], span: TimeInterval) {
    self.members = members
    self.reasons = reasons
    self.span = span
  }
}
