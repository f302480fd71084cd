import Moderation

/// Whose requests are in front of the owner.
public enum Scope: Hashable, Sendable {
  /// Those of every owned group, as one queue.
  case all
  case group(Group.ID)
}
