import Moderation

/// What is asked before a group is opened to more people: who gets in can't be sent back to wait.
public struct ChangeQuestion: Equatable, Sendable {
  public let group: Group.ID
  public let change: GroupChange
}
