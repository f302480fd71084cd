import Foundation

/// All that a ``Filter`` can ask about one request. What is nil is not known (yet).
public struct FilterSubject: Sendable {
  public var request: JoinRequest
  public var groupName: String
  /// The moment that ages and waiting times are counted to.
  public var now: Date

  public var followers: Int?
  public var follows: Int?
  public var posts: Int?
  /// The profile's description; empty when the person wrote none.
  public var bio: String?
  /// How many times this person has asked to join a group of the owner, this time included.
  public var asked: Int?

  public init(
    _ request: JoinRequest, groupName: String, now: Date, followers: Int? = nil,
    follows: Int? = nil, posts: Int? = nil, bio: String? = nil, asked: Int? = nil
  ) {
    self.request = request
    self.groupName = groupName
    self.now = now
    self.followers = followers
    self.follows = follows
    self.posts = posts
    self.bio = bio
    self.asked = asked
  }

  /// A request, with what the person's profile tells where it is known.
  public init(
    _ request: JoinRequest, groupName: String, now: Date, profile: Profile?, asked: Int?
  ) {
    self.init(
      request, groupName: groupName, now: now, followers: profile?.followers,
      follows: profile?.follows, posts: profile?.posts, bio: profile?.bio, asked: asked)
  }
}
