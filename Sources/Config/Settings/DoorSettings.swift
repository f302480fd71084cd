import Moderation

/// How the owner wants doors to be shut.
public struct DoorSettings: Equatable, Sendable {
  public var measure: Door.Measure
  /// How long doors stay shut; nil for until they are opened.
  public var span: TimeSpan?

  public init(measure: Door.Measure = .approval, span: TimeSpan? = nil) {
    self.measure = measure
    self.span = span
  }
}
