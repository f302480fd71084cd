import Moderation

/// A label by Bluesky's own labeler.
extension Label: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value, by: Labelers.bluesky) }
}
