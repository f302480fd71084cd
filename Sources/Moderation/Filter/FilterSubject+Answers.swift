import Foundation

extension FilterSubject {
  func count(_ field: Filter.Field.Count) -> Int? {
    switch field {
    case .followers: followers
    case .follows: follows
    case .posts: posts
    case .known: request.person.knownFollowers
    case .asked: asked
    }
  }

  /// Never negative: clocks that disagree make nobody younger than new.
  func seconds(_ field: Filter.Field.Span) -> TimeInterval? {
    let start =
      switch field {
      case .age: request.person.createdAt
      case .waiting: request.requestedAt
      }
    return start.map { max(0, now.timeIntervalSince($0)) }
  }

  func flag(_ flag: Filter.Field.Flag) -> Bool? {
    switch flag {
    case .following: request.person.following
    case .follower: request.person.followedBy
    case .blocked: request.person.blocking
    case .muted: request.person.muted
    case .verified: request.person.verified
    case .repeat: asked.map { $0 > 1 }
    case .avatar: request.person.hasAvatar
    case .bio: bio.map { !$0.allSatisfy(\.isWhitespace) }
    }
  }
}
