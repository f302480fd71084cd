import ATProto
import Foundation
import Testing

@testable import Moderation

@Suite struct FilterTermTests {
  @Test(arguments: [
    ("", true), ("  \t ", true), ("alice", true), ("ALICE", true), ("42.example", true),
    ("zoë", true), ("ZOË", true), ("zoe\u{308}", true), ("✨", true), ("@alice", true),
    ("\"alice zoë\"", true), ("\"zoë alice\"", false), ("zoë alice", true), ("bob", false),
    ("crypto", false), ("tea", false), ("\"and\"", false), ("\"\"", true), ("android", false),
    ("noth", false),
  ])
  func wordsAndQuotedTextsAreLookedForInTheHandleAndTheName(
    expression: String, matches: Bool
  ) throws {
    try expect(expression, matches: matches, FilterSample.alice())
  }

  @Test(
    arguments: [
      ("handle:alice", true), ("handle : EXAMPLE", true), ("handle:bob", false),
      ("handle:@alice", true), ("handle=alice-42.example.com", true), ("handle=alice", false),
      ("handle=@Alice-42.example.com", true), ("handle!=alice-42.example.com", false),
      ("handle != bob.example.com", true), ("handle~^alice-\\d+", true), ("handle~^42", false),
      ("Handle:alice", true),
      ("name:zoë", true), ("name:\"alice z\"", true), ("name=\"ALICE ZOË ✨\"", true),
      ("name=alice", false), ("name!=alice", true), ("name ~ z.ë", true), ("name:\"\"", true),
      ("name=\"\"", false),
      ("bio:crypto", true), ("bio:tea", false), ("bio=\"free crypto!\nask me.\"", true),
      ("bio!=x", true), ("bio~crypto!\\s+ask", true), ("bio ~ \"(crypto|forex)\"", true),
      ("group:tea", true), ("group=\"tea lovers\"", true), ("group=tea", false),
      ("group!=coffee", true), ("group~lovers$", true),
      ("label:spa", true), ("label:porn", false), ("label=spam", true), ("label=spa", false),
      ("label=!warn", true), ("label:!warn", true), ("label!=spam", false),
      ("label!=porn", true), ("label~^!", true), ("label~^x", false),
    ])
  func texts(expression: String, matches: Bool) throws {
    try expect(expression, matches: matches, FilterSample.alice())
  }

  @Test(
    arguments: [
      ("followers<13", true), ("followers < 12", false), ("followers<=12", true),
      ("followers <= 11", false), ("followers>11", true), ("followers > 12", false),
      ("followers>=12", true), ("followers >= 13", false), ("followers=12", true),
      ("followers = 13", false), ("followers!=13", true), ("followers != 12", false),
      ("follows = 300", true), ("posts = 0", true), ("known = 4", true), ("asked = 2", true),
      ("FOLLOWERS = 0012", true), ("followers < 9223372036854775807", true),
    ])
  func counts(expression: String, matches: Bool) throws {
    try expect(expression, matches: matches, FilterSample.alice())
  }

  @Test(arguments: [
    ("age < 4d", true), ("age < 3d", false), ("age > 3d", true), ("age <= 3d", false),
    ("age >= 84h", true), ("age > 84h", false), ("age <= 84h", true), ("age < 84h", false),
    ("age = 3d", true), ("age = 4d", false), ("age != 3d", false), ("age = 0w", true),
    ("age < 1W", true), ("age > 302399s", true), ("age = 302400s", true),
    ("waiting = 90m", true), ("waiting = 1h", true), ("waiting < 2h", true),
    ("waiting > 2h", false), ("waiting >= 5400s", true), ("waiting<9000000000w", true),
  ])
  func orderCountsToTheSecondEqualityInWholeUnits(expression: String, matches: Bool) throws {
    try expect(expression, matches: matches, FilterSample.alice())
  }

  @Test func aClockAheadOfOursMakesNobodyYoungerThanNew() throws {
    var subject = try FilterSample.alice()
    subject.person.createdAt = subject.now.addingTimeInterval(3_600)
    try expect("age = 0s and age < 1s", matches: true, subject)
  }

  @Test
  func eachFlagIsTrueWhenTheFactIsAndFalseWhenItIsNot() throws {
    var subject = try FilterSample.alice()
    for isSet in [true, false] {
      subject.person.following = isSet
      subject.person.followedBy = isSet
      subject.person.blocking = isSet
      subject.person.muted = isSet
      subject.person.verified = isSet
      subject.person.hasAvatar = isSet
      subject.asked = isSet ? 2 : 1
      subject.bio = isSet ? "x" : " \n"
      for flag in Filter.Field.Flag.allCases {
        try expect(flag.rawValue, matches: isSet, subject)
        try expect("not \(flag.rawValue.uppercased())", matches: !isSet, subject)
      }
    }
  }

  @Test
  func eachFlagLooksAtItsOwnFact() throws {
    let subject = try FilterSample.alice()
    let expected: [Filter.Field.Flag: Bool] = [
      .following: true, .follower: false, .blocked: true, .muted: false, .verified: true,
      .repeat: true, .avatar: true, .bio: true,
    ]
    for flag in Filter.Field.Flag.allCases {
      #expect(try Filter(flag.rawValue).matches(subject) == expected[flag])
    }
  }
}
