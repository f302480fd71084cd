import Moderation

/// Many people ask to join a group within a short time.
public struct Raid: Equatable, Sendable {
  public let group: Group
  /// How many have asked within the time that the limit looks at.
  public let people: Int
}
