import Foundation

/// All that a ``Filter`` can ask about somebody who waits, or is in a group. What is nil is not known (yet).
public struct FilterSubject: Sendable {
  public var person: Person
  /// Since when they wait; nil also for a member.
  public var requestedAt: Date?
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
    _ person: Person, requestedAt: Date?, groupName: String, now: Date, followers: Int? = nil,
    follows: Int? = nil, posts: Int? = nil, bio: String? = nil, asked: Int? = nil
  ) {
    self.person = person
    self.requestedAt = requestedAt
    self.groupName = groupName
    self.now = now
    self.followers = followers
    self.follows = follows
    self.posts = posts
    self.bio = bio
    self.asked = asked
  }

  /// Somebody, with what their profile tells where it is known.
  public init(
    _ person: Person, requestedAt: Date?, groupName: String, now: Date, profile: Profile?,
    asked: Int?
  ) {
    self.init(
      person, requestedAt: requestedAt, groupName: groupName, now: now,
      followers: profile?.followers, follows: profile?.follows, posts: profile?.posts,
      bio: profile?.bio, asked: asked)
  }
}

extension FilterSubject {
  func count(_ field: Filter.Field.Count) -> Int? {
    switch field {
    case .followers: followers
    case .follows: follows
    case .posts: posts
    case .known: person.knownFollowers
    case .asked: asked
    }
  }

  /// Never negative: clocks that disagree make nobody younger than new.
  func elapsed(_ field: Filter.Field.Span) -> TimeInterval? {
    let start =
      switch field {
      case .age: person.createdAt
      case .waiting: requestedAt
      }
    return start.map { max(0, now.timeIntervalSince($0)) }
  }

  func flag(_ flag: Filter.Field.Flag) -> Bool? {
    switch flag {
    case .following: person.relationship.following
    case .follower: person.relationship.followedBy
    case .blocked: person.relationship.blocking
    case .muted: person.relationship.muted
    case .verified: person.verified
    case .repeat: asked.map { $0 > 1 }
    case .avatar: person.hasAvatar
    case .bio: bio.map { !$0.allSatisfy(\.isWhitespace) }
    }
  }
}
