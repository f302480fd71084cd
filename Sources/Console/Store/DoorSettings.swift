import Foundation
import Moderation

/// How the owner wants doors to be shut.
public struct DoorSettings: Equatable, Sendable {
  public var measure: Door.Measure
  /// After which time a door is opened again; nil for not by itself.
  public var duration: TimeInterval?

  public init(measure: Door.Measure = .approval, duration: TimeInterval? = nil) {
    self.measure = measure
    self.duration = duration
  }
}
