/// The part of the screen that has the focus.
public enum Pane: Sendable {
  case groups
  case requests
}
