import ATProto
import Foundation

/// What a full profile tells of a person (`app.bsky.actor.defs#profileViewDetailed`). What is nil the
/// service did not say.
public struct Profile: Hashable, Codable, Sendable {
  /// Whose it is.
  public let did: DID
  /// Nil in journals of earlier versions.
  public var handle: Handle?
  /// As for ``handle``; empty where the person has set none.
  public var displayName: String?
  /// As for ``handle``.
  public var hasAvatar: Bool?
  /// Accounts that follow this one.
  public var followers: Int?
  /// Accounts that this one follows.
  public var follows: Int?
  public var posts: Int?
  /// As it was written; empty when the person wrote none.
  public var bio: String
  /// Followers of this person whom the owner follows.
  public var knownFollowers: Int?
  /// What labelers in force say of the account.
  public var labels: [Label]
  /// The labels that the account has put on itself, as values.
  public var selfLabels: [String]
  /// As ``Person/following``.
  public var following: Bool?
  /// As ``Person/followedBy``.
  public var followedBy: Bool?
  public var blocking: Bool
  public var blockingByList: Bool
  public var blockedBy: Bool
  public var muted: Bool
  public var mutedByList: Bool
  public var verified: Bool
  /// When the service was asked.
  public var readAt: Date

  /// A profile as it is described.
  public init(
    did: DID, handle: Handle? = nil, displayName: String? = nil, hasAvatar: Bool? = nil,
    followers: Int? = nil, follows: Int? = nil, posts: Int? = nil, bio: String = "",
    knownFollowers: Int? = nil, labels: [Label] = [], selfLabels: [String] = [],
    following: Bool? = false, followedBy: Bool? = false, blocking: Bool = false,
    blockingByList: Bool = false, blockedBy: Bool = false, muted: Bool = false,
    mutedByList: Bool = false, verified: Bool = false, readAt: Date
  ) {
    self.did = did
    self.handle = handle
    self.displayName = displayName
    self.hasAvatar = hasAvatar
    self.followers = followers
    self.follows = follows
    self.posts = posts
    self.bio = bio
    self.knownFollowers = knownFollowers
    self.labels = labels
    self.selfLabels = selfLabels
    self.following = following
    self.followedBy = followedBy
    self.blocking = blocking
    self.blockingByList = blockingByList
    self.blockedBy = blockedBy
    self.muted = muted
    self.mutedByList = mutedByList
    self.verified = verified
    self.readAt = readAt
  }

  /// Reads what a journal holds. Earlier versions wrote less down.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      did: try container.decode(DID.self, forKey: .did),
      handle: try container.decodeIfPresent(Handle.self, forKey: .handle),
      displayName: try container.decodeIfPresent(String.self, forKey: .displayName),
      hasAvatar: try container.decodeIfPresent(Bool.self, forKey: .hasAvatar),
      followers: try container.decodeIfPresent(Int.self, forKey: .followers),
      follows: try container.decodeIfPresent(Int.self, forKey: .follows),
      posts: try container.decodeIfPresent(Int.self, forKey: .posts),
      bio: try container.decode(String.self, forKey: .bio),
      knownFollowers: try container.decodeIfPresent(Int.self, forKey: .knownFollowers),
      labels: try container.decode([Label].self, forKey: .labels),
      selfLabels: try container.decodeIfPresent([String].self, forKey: .selfLabels) ?? [],
      following: try container.decodeIfPresent(Bool.self, forKey: .following),
      followedBy: try container.decodeIfPresent(Bool.self, forKey: .followedBy),
      blocking: try container.decode(Bool.self, forKey: .blocking),
      blockingByList: try container.decodeIfPresent(Bool.self, forKey: .blockingByList) ?? false,
      blockedBy: try container.decodeIfPresent(Bool.self, forKey: .blockedBy) ?? false,
      muted: try container.decode(Bool.self, forKey: .muted),
      mutedByList: try container.decodeIfPresent(Bool.self, forKey: .mutedByList) ?? false,
      verified: try container.decode(Bool.self, forKey: .verified),
      readAt: try container.decode(Date.self, forKey: .readAt))
  }
}

extension Person {
  /// Takes over what is told anew of the same person, unless it is the older of the two. What is not
  /// told is as it was.
  public mutating func update(from other: Person) {
    guard !isNewer(than: other.readAt) else {
      knownFollowers = knownFollowers ?? other.knownFollowers
      return
    }
    let known = knownFollowers
    self = other
    knownFollowers = other.knownFollowers ?? known
  }

  /// What is known of the person is later than a date; nil is before all others.
  private func isNewer(than date: Date?) -> Bool {
    (readAt ?? .distantPast) > (date ?? .distantPast)
  }

  /// Takes over what a profile tells, field by field, unless it is the older of the two. Whom of their
  /// followers the owner follows a list leaves out as a rule: then an older profile knows it better
  /// than nobody.
  public mutating func update(from profile: Profile) {
    guard !isNewer(than: profile.readAt) else {
      knownFollowers = knownFollowers ?? profile.knownFollowers
      return
    }
    handle = profile.handle ?? handle
    displayName = profile.displayName ?? displayName
    hasAvatar = profile.hasAvatar ?? hasAvatar
    labels = profile.labels
    selfLabels = profile.selfLabels
    following = profile.following
    followedBy = profile.followedBy
    blocking = profile.blocking
    blockingByList = profile.blockingByList
    blockedBy = profile.blockedBy
    muted = profile.muted
    mutedByList = profile.mutedByList
    verified = profile.verified
    knownFollowers = profile.knownFollowers ?? knownFollowers
    readAt = profile.readAt
  }
}

extension Profile {
  init(_ view: AppBskyActor.ProfileViewDetailed, _ context: AnswerContext) {
    let viewer = view.viewer
    let (labels, selfLabels) = view.labels.inForce(on: view.did, context)
    self.init(
      did: view.did, handle: view.handle, displayName: view.displayName ?? "",
      hasAvatar: view.avatar != nil, followers: view.followersCount, follows: view.followsCount,
      posts: view.postsCount, bio: view.description ?? "",
      knownFollowers: viewer?.knownFollowersCount, labels: labels, selfLabels: selfLabels,
      following: viewer.isFollowing, followedBy: viewer.isFollowedBy,
      blocking: viewer?.blocking != nil, blockingByList: viewer?.blockingByList != nil,
      blockedBy: viewer?.blockedBy ?? false, muted: viewer?.muted ?? false,
      mutedByList: viewer?.mutedByList != nil,
      verified: view.verification?.verifiedStatus == "valid", readAt: context.at)
  }
}
