import Moderation

/// A change to a group that did not come to a good end, and nobody is there to see it any more.
public struct LostChange: Hashable, Sendable {
  public let change: GroupChange
  public let groupName: String
  public let fault: Fault

  /// What happened and what to do, for when the console is closed.
  public var sentence: String {
    "\(change.failedText(groupName)) \(fault.message) \(fault.cure)"
  }
}
