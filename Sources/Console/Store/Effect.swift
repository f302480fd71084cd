import Moderation

/// What is to be done outside of the state, as a value: a test compares it, ``EffectRunner`` does
/// it, and its result comes back as an ``Action``.
public enum Effect: Equatable, Sendable {
  case loadGroups
  case loadGroup(Group.ID)
  /// Reads a whole list, page by page, under the number given.
  case loadRequests(Group.ID, load: Int)
  case markRead(Group.ID)
  /// Wakes with `.holdElapsed` after a time.
  case hold(PendingDecision.ID, for: Duration)
  case send(PendingDecision.ID, Decision)
  /// Wakes with `.quitDeadlinePassed` after a time.
  case startQuitDeadline(Duration)
  /// Gives the terminal back to the shell until the console is continued.
  case suspend
  /// Draws the whole screen again.
  case redraw
}
