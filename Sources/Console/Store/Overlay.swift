/// What covers the panes.
public enum Overlay: Hashable, Sendable {
  /// From which line on.
  case help(first: Int)
  /// The selected person, full size.
  case detail
  /// What was decided before.
  case history
  /// What can be changed about one group, and its members.
  case group
}
