/// Whose labels a service is to put on the profiles that it shows, besides those that accounts put on
/// themselves: the header `atproto-accept-labelers`.
/// Source: https://docs.bsky.app/docs/advanced-guides/moderation#labeler-subscriptions
public struct AcceptedLabelers: Hashable, Sendable {
  /// Services take no more of them.
  public static let limit = 20

  /// At most ``limit``.
  public let dids: [DID]
  /// Those of them whose takedowns are to be applied, too.
  public let redacting: Set<DID>

  /// Of more than ``limit`` the first.
  public init(_ dids: [DID], redacting: Set<DID> = []) {
    self.dids = Array(dids.prefix(Self.limit))
    self.redacting = redacting
  }

  /// The header's value.
  var headerValue: String {
    dids.map { redacting.contains($0) ? "\($0);redact" : "\($0)" }.joined(separator: ", ")
  }
}
