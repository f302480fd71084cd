import ATProto
import Foundation

/// What the journal remembers of a person.
public struct PersonHistory: Equatable, Sendable {
  /// The last decision that was carried out.
  public struct Past: Equatable, Sendable {
    public var verdict: Decision.Verdict
    public var at: Date
    /// When the request that it was about was made.
    public var requestedAt: Date?
    /// What the group was called then.
    public var groupName: String
    /// What the person was called then.
    public var handle: Handle

    /// A decision as it is described.
    public init(
      verdict: Decision.Verdict, at: Date, requestedAt: Date?, groupName: String, handle: Handle
    ) {
      self.verdict = verdict
      self.at = at
      self.requestedAt = requestedAt
      self.groupName = groupName
      self.handle = handle
    }
  }

  /// Requests of this person that have been rejected, in all groups of the owner.
  public var rejected: Int
  /// Requests that have been approved.
  public var approved: Int
  /// How many times this person was removed from a group.
  public var removed: Int
  /// Nil where nothing was decided about the person yet.
  public var last: Past?
  /// What the owner wrote down about the person.
  public var note: String?

  /// What is remembered, as it is described.
  public init(
    rejected: Int = 0, approved: Int = 0, removed: Int = 0, last: Past? = nil, note: String? = nil
  ) {
    self.rejected = rejected
    self.approved = approved
    self.removed = removed
    self.last = last
    self.note = note
  }

  /// How many times the person has asked to join a group of the owner, the last time included.
  /// - Parameter requestedAt: when that was.
  public func asked(requestedAt: Date?) -> Int {
    let decided = rejected + approved
    // A request can still be on a list although it has just been decided on.
    let isCounted = requestedAt != nil && last?.requestedAt == requestedAt && decided > 0
    return isCounted ? decided : decided + 1
  }
}
