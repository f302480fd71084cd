import Moderation

/// A change to a group that did not come to a good end, and nobody is there to see it any more.
public struct LostChange: Hashable, Sendable {
  public let change: GroupChange
  public let groupName: String
  public let fault: Fault
}
