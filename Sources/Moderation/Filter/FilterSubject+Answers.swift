import Foundation

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
  func seconds(_ field: Filter.Field.Span) -> TimeInterval? {
    let start =
      switch field {
      case .age: person.createdAt
      case .waiting: requestedAt
      }
    return start.map { max(0, now.timeIntervalSince($0)) }
  }

  func flag(_ flag: Filter.Field.Flag) -> Bool? {
    switch flag {
    case .following: person.following
    case .follower: person.followedBy
    case .blocked: person.blocking
    case .muted: person.muted
    case .verified: person.verified
    case .repeat: asked.map { $0 > 1 }
    case .avatar: person.hasAvatar
    case .bio: bio.map { !$0.allSatisfy(\.isWhitespace) }
    }
  }
}
