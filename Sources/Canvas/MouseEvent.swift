/// Something that was done with the mouse, and over which cell of the screen.
public struct MouseEvent: Hashable, Sendable {
  public enum Gesture: Sendable {
    /// The first button was pressed.
    case click
    case wheelUp, wheelDown
  }

  public let gesture: Gesture
  public let position: Frame.Position

  public init(_ gesture: Gesture, at position: Frame.Position) {
    self.gesture = gesture
    self.position = position
  }
}
