import Moderation

/// A door that could not be shut or opened.
public struct DoorFailure: Hashable, Sendable {
  public let group: Group.ID
  public let groupName: String
  public let intent: DoorWork.Intent
  public let fault: Fault

  /// What happened and what to do, for when the console is closed.
  public var sentence: String {
    "\(intent.doing) the door of \(groupName) did not succeed. \(fault.message) \(fault.cure)"
  }
}
