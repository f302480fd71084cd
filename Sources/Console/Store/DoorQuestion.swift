import Moderation

/// What is asked before a door is shut or opened: this one, or all. Which they are is fixed when it
/// is asked.
public struct DoorQuestion: Equatable, Sendable {
  public let intent: DoorWork.Intent
  /// The group that was selected; nil where it was none by itself.
  public let group: Group.ID?
  /// All that it could be about.
  public let all: [Group.ID]
}
