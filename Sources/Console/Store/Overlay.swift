/// What covers the panes.
public enum Overlay: Sendable {
  case help
  /// The selected person, full size.
  case detail
}
