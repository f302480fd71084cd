import ATProto
import Foundation

/// What a full profile tells of a person (`app.bsky.actor.defs#profileViewDetailed`), beyond the
/// names that a request comes with. What is nil the service did not say.
public struct Profile: Hashable, Codable, Sendable {
  /// Whose it is.
  public let did: DID
  /// Accounts that follow this one.
  public var followers: Int?
  /// Accounts that this one follows.
  public var follows: Int?
  public var posts: Int?
  /// As it was written; empty when the person wrote none.
  public var bio: String
  /// Followers of this person whom the owner follows.
  public var knownFollowers: Int?
  /// The labels in force, as values.
  public var labels: [String]
  public var following: Bool
  public var followedBy: Bool
  public var blocking: Bool
  public var muted: Bool
  public var verified: Bool
  /// When the service was asked.
  public var readAt: Date

  /// A profile as it is described.
  public init(
    did: DID, followers: Int? = nil, follows: Int? = nil, posts: Int? = nil, bio: String = "",
    knownFollowers: Int? = nil, labels: [String] = [], following: Bool = false,
    followedBy: Bool = false, blocking: Bool = false, muted: Bool = false, verified: Bool = false,
    readAt: Date
  ) {
    self.did = did
    self.followers = followers
    self.follows = follows
    self.posts = posts
    self.bio = bio
    self.knownFollowers = knownFollowers
    self.labels = labels
    self.following = following
    self.followedBy = followedBy
    self.blocking = blocking
    self.muted = muted
    self.verified = verified
    self.readAt = readAt
  }
}

extension Person {
  /// Takes over what a profile knows better than the request: how the two accounts stand to each
  /// other, labels, verification.
  public mutating func update(from profile: Profile) {
    labels = profile.labels
    following = profile.following
    followedBy = profile.followedBy
    blocking = profile.blocking
    muted = profile.muted
    verified = profile.verified
    knownFollowers = profile.knownFollowers ?? knownFollowers
  }
}
