import Moderation

/// Who the people are, wherever they turn up.
public struct People: Equatable, Sendable {
  public var profiles = ProfileBook()
  /// The bursts among the people waiting.
  public var bursts = ClusterBook()
  public var memories = MemoryBook()
  /// Whose labels count; nil until that is known.
  public var labelers: Labelers?

  public init() {}
}
