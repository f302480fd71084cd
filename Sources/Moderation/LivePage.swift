/// What a look at the log brought.
public struct LivePage: Hashable, Sendable {
  /// Oldest first. A request that several events were about is in it once, with the last of them.
  public var events: [LiveEvent]
  /// Where the next look goes on.
  public var cursor: String?
  /// There may be more already.
  public var hasMore: Bool

  /// A page as it is described.
  public init(events: [LiveEvent], cursor: String?, hasMore: Bool) {
    self.events = events
    self.cursor = cursor
    self.hasMore = hasMore
  }
}
