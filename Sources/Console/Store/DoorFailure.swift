import Moderation

/// A door that could not be shut or opened.
public struct DoorFailure: Hashable, Sendable {
  public let group: Group.ID
  public let groupName: String
  public let intent: DoorWork.Intent
  public let fault: Fault
}
