/// What the simulated world holds when it starts.
public struct WorldOptions: Sendable {
  /// Groups owned by the account (one more, not owned, is always there, and a direct convo).
  public var groups: Int
  /// People waiting, in all groups together.
  public var requests: Int
  /// New requests a minute while it runs.
  public var ratePerMinute: Double
  /// The same seed gives the same groups, people and names; times are relative to the start.
  public var seed: UInt64
  /// Add the people with hostile names (escape sequences, bidi overrides, emoji families, CJK, many
  /// combining marks).
  public var hostileNames: Bool
  /// The account that owns the groups, in lower case.
  public var ownerHandle: String

  public init(
    groups: Int = 6, requests: Int = 300, ratePerMinute: Double = 0, seed: UInt64 = 1,
    hostileNames: Bool = true, ownerHandle: String = "mara.example.com"
  ) {
    self.groups = groups
    self.requests = requests
    self.ratePerMinute = ratePerMinute
    self.seed = seed
    self.hostileNames = hostileNames
    self.ownerHandle = ownerHandle
  }
}
