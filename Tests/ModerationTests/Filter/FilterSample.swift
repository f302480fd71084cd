import ATProto
import Foundation
import Testing

@testable import Moderation

/// The person that the filter tests ask about, and the moment they ask.
enum FilterSample {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)

  /// Alice, three and a half days old, who has waited for 90 minutes. Everything is known of her.
  static func alice() throws -> FilterSubject {
    let person = Person(
      did: try #require(DID("did:plc:z72i7hdynmk6r22z27h6tvur")),
      handle: try #require(Handle("alice-42.example.com")), displayName: "Alice Zoë ✨",
      createdAt: now.addingTimeInterval(-3.5 * 86_400), labels: ["spam", "!warn"],
      relationship: Relationship(following: true, followedBy: false, blocking: true, muted: false),
      verified: true,
      hasAvatar: true, knownFollowers: 4)
    return FilterSubject(
      person, requestedAt: now.addingTimeInterval(-90 * 60), groupName: "Tea Lovers", now: now,
      followers: 12, follows: 300, posts: 0, bio: "Free crypto!\nAsk me.", asked: 2)
  }

  /// Someone of whom the service said no more than it must.
  static func stranger() throws -> FilterSubject {
    let person = Person(
      did: try #require(DID("did:plc:ewvi7nxzyoun6zhxrhs64oiz")),
      handle: try #require(Handle("bob.example.com")))
    return FilterSubject(person, requestedAt: nil, groupName: "Tea Lovers", now: now)
  }
}

func expect(
  _ expression: String, matches expected: Bool, _ subject: FilterSubject,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let filter = try Filter(expression)
  #expect(filter.matches(subject) == expected, "\(expression)", sourceLocation: sourceLocation)
}
