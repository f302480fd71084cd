/// What covers the panes.
public enum Overlay: Hashable, Sendable {
  /// From which line on.
  case help(first: Int)
  /// The selected person, full size.
  case detail
  /// What was decided before.
  case history
}
