import Moderation

/// What is asked before doors are shut or opened. Which they are is fixed when it is asked.
public struct DoorQuestion: Equatable, Sendable {
  public let intent: DoorWork.Intent
  /// The groups that a yes is about: the selected one, those with a raid on, or all.
  public let groups: [Group.ID]
  /// All that it could be about.
  public let all: [Group.ID]

  /// There are more than a yes is about.
  public var offersAll: Bool { groups.count < all.count }
}
