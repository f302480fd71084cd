import ATProto

/// How the owner and another account stand to each other (`app.bsky.actor.defs#viewerState`).
public struct Relationship: Hashable, Sendable {
  /// The owner follows the account; nil where it is not known, as the service hides it with a block
  /// between the two.
  public var following: Bool?
  /// The account follows the owner; nil as for ``following``.
  public var followedBy: Bool?
  /// The owner blocks the account, by a record or a list.
  public var blocking: Bool
  /// The block comes from a list.
  public var blockingByList: Bool
  /// The account blocks the owner.
  public var blockedBy: Bool
  /// The owner has muted the account.
  public var muted: Bool
  /// That comes from a list.
  public var mutedByList: Bool

  /// Strangers, unless told otherwise.
  public init(
    following: Bool? = false, followedBy: Bool? = false, blocking: Bool = false,
    blockingByList: Bool = false, blockedBy: Bool = false, muted: Bool = false,
    mutedByList: Bool = false
  ) {
    self.following = following
    self.followedBy = followedBy
    self.blocking = blocking
    self.blockingByList = blockingByList
    self.blockedBy = blockedBy
    self.muted = muted
    self.mutedByList = mutedByList
  }

  /// There is a block between the two, so that the service does not say who follows whom.
  public var isBehindBlock: Bool { blocking || blockingByList || blockedBy }
}

extension Relationship {
  /// As the service tells it. What it leaves out is not so; but with a block between the two accounts
  /// it leaves out who follows whom, and without a viewer's state everything.
  init(_ viewer: AppBskyActor.ViewerState?) {
    self.init(
      blocking: viewer?.blocking != nil, blockingByList: viewer?.blockingByList != nil,
      blockedBy: viewer?.blockedBy ?? false, muted: viewer?.muted ?? false,
      mutedByList: viewer?.mutedByList != nil)
    let unsaid: Bool? = viewer == nil || isBehindBlock ? nil : false
    following = viewer?.following != nil ? true : unsaid
    followedBy = viewer?.followedBy != nil ? true : unsaid
  }
}

/// As a journal holds it. Earlier versions wrote less down.
extension Relationship: Codable {
  private enum CodingKeys: String, CodingKey {
    case following, followedBy, blocking, blockingByList, blockedBy, muted, mutedByList
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      following: try container.decodeIfPresent(Bool.self, forKey: .following),
      followedBy: try container.decodeIfPresent(Bool.self, forKey: .followedBy),
      blocking: try container.decode(Bool.self, forKey: .blocking),
      blockingByList: try container.decodeIfPresent(Bool.self, forKey: .blockingByList) ?? false,
      blockedBy: try container.decodeIfPresent(Bool.self, forKey: .blockedBy) ?? false,
      muted: try container.decode(Bool.self, forKey: .muted),
      mutedByList: try container.decodeIfPresent(Bool.self, forKey: .mutedByList) ?? false)
  }
}
