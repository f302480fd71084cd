import ATProto
import Foundation

/// What a full profile tells of a person (`app.bsky.actor.defs#profileViewDetailed`). What is nil the
/// service did not say.
@dynamicMemberLookup
public struct Profile: Hashable, Sendable {
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
  /// As ``Person/relationship``.
  public var relationship: Relationship
  public var verified: Bool
  /// When the service was asked.
  public var readAt: Date

  /// A profile as it is described.
  public init(
    did: DID, handle: Handle? = nil, displayName: String? = nil, hasAvatar: Bool? = nil,
    followers: Int? = nil, follows: Int? = nil, posts: Int? = nil, bio: String = "",
    knownFollowers: Int? = nil, labels: [Label] = [], selfLabels: [String] = [],
    relationship: Relationship = Relationship(), verified: Bool = false, readAt: Date
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
    self.relationship = relationship
    self.verified = verified
    self.readAt = readAt
  }

  /// ``relationship``, member by member.
  public subscript<Value>(dynamicMember member: WritableKeyPath<Relationship, Value>) -> Value {
    get { relationship[keyPath: member] }
    set { relationship[keyPath: member] = newValue }
  }
}

/// As a journal holds it, the relationship member by member. Earlier versions wrote less down.
extension Profile: Codable {
  private enum CodingKeys: String, CodingKey {
    case did, handle, displayName, hasAvatar, followers, follows, posts, bio, knownFollowers
    case labels, selfLabels, verified, readAt
  }

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
      relationship: try Relationship(from: decoder),
      verified: try container.decode(Bool.self, forKey: .verified),
      readAt: try container.decode(Date.self, forKey: .readAt))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(did, forKey: .did)
    try container.encodeIfPresent(handle, forKey: .handle)
    try container.encodeIfPresent(displayName, forKey: .displayName)
    try container.encodeIfPresent(hasAvatar, forKey: .hasAvatar)
    try container.encodeIfPresent(followers, forKey: .followers)
    try container.encodeIfPresent(follows, forKey: .follows)
    try container.encodeIfPresent(posts, forKey: .posts)
    try container.encode(bio, forKey: .bio)
    try container.encodeIfPresent(knownFollowers, forKey: .knownFollowers)
    try container.encode(labels, forKey: .labels)
    try container.encode(selfLabels, forKey: .selfLabels)
    try relationship.encode(to: encoder)
    try container.encode(verified, forKey: .verified)
    try container.encode(readAt, forKey: .readAt)
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
    relationship = profile.relationship
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
      relationship: Relationship(viewer),
      verified: view.verification?.verifiedStatus == "valid", readAt: context.at)
  }
}
