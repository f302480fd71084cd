import Foundation
import Testing

@testable import Moderation

@Suite struct FilterClauseTests {
  /// What Alice meets; see ``FilterSample/alice()``.
  @Test(arguments: [
    ("", []),
    ("age < 7d", ["age < 7d | age 3d"]),
    (
      "age<7d  and  followers<13 is:following",
      [
        "age<7d | age 3d", "followers<13 | followers 12", "is:following | following",
      ]
    ),
    ("ALICE", ["ALICE | handle alice-42.example.com"]),
    ("@alice", ["@alice | handle alice-42.example.com"]),
    ("\"zoë ✨\"", ["\"zoë ✨\" | name Alice Zoë ✨"]),
    ("handle~^alice", ["handle~^alice | handle alice-42.example.com"]),
    ("name : zoë", ["name : zoë | name Alice Zoë ✨"]),
    ("bio:crypto", ["bio:crypto | bio Free crypto! Ask me."]),
    ("group=\"tea lovers\"", ["group=\"tea lovers\" | group Tea Lovers"]),
    ("label:warn", ["label:warn | label !warn"]),
    ("label!=porn", ["label!=porn | label spam, !warn"]),
    (
      "follows = 300 posts=0 known>3 asked=2",
      [
        "follows = 300 | follows 300", "posts=0 | posts 0", "known>3 | known 4",
        "asked=2 | asked 2",
      ]
    ),
    ("is:repeat", ["is:repeat | asked 2"]),
    ("has:bio has:avatar", ["has:bio | bio Free crypto! Ask me.", "has:avatar | avatar"]),
    ("IS:verified", ["IS:verified | verified"]),
    ("is:blocked", ["is:blocked | blocked"]),
  ])
  func eachClauseIsToldAsItIsWrittenWithWhatItMet(expression: String, clauses: [String]) throws {
    try expect(expression, clauses: clauses, FilterSample.alice())
  }

  @Test(arguments: [
    ("age < 84h or age = 84h", ["age = 84h | age 84h"]),
    ("age > 302399s", ["age > 302399s | age 302400s"]), ("age < 1w", ["age < 1w | age 3d"]),
    ("age < 90000m", ["age < 90000m | age 5040m"]), ("age > 3d", ["age > 3d | age 3d"]),
    ("waiting > 5m", ["waiting > 5m | waiting 90m"]),
    ("waiting < 1d", ["waiting < 1d | waiting 1h"]),
  ])
  func timesAreToldInTheClausesOwnUnitOrASmallerOneWhereTheyDoNotFillIt(
    expression: String, clauses: [String]
  ) throws {
    try expect(expression, clauses: clauses, FilterSample.alice())
  }

  @Test func noTimeAtAllIsNoSeconds() throws {
    var subject = try FilterSample.alice()
    subject.requestedAt = subject.now
    try expect("waiting < 7d", clauses: ["waiting < 7d | waiting 0s"], subject)
  }

  @Test(arguments: [
    ("followers < 3 or age < 7d or known = 4", ["age < 7d | age 3d", "known = 4 | known 4"]),
    (
      "alice and (bob or (posts = 0 and age < 7d))",
      [
        "alice | handle alice-42.example.com", "posts = 0 | posts 0", "age < 7d | age 3d",
      ]
    ),
    ("(posts = 0 or bob) is:following", ["posts = 0 | posts 0", "is:following | following"]),
    ("not is:follower", ["not is:follower | not follower"]),
    ("NOT  followers < 3 ", ["NOT  followers < 3 | followers 12"]),
    ("not not alice", ["not not alice | handle alice-42.example.com"]),
    ("not bob", ["not bob | handle alice-42.example.com, name Alice Zoë ✨"]),
    (
      "not ( is:muted or age > 30d or age < 1h ) alice",
      [
        "not ( is:muted or age > 30d or age < 1h ) | not muted, age 3d, age 84h",
        "alice | handle alice-42.example.com",
      ]
    ),
    (
      "not (followers < 3 or followers > 100)",
      [
        "not (followers < 3 or followers > 100) | followers 12"
      ]
    ),
    ("not label:porn", ["not label:porn | label spam, !warn"]),
    // Nothing is told of what does not match.
    ("alice and bob", []), ("bob or followers < 3", []), ("not alice", []),
  ])
  func ofAlternativesThoseThatHoldAreToldAndNotAsAWhole(
    expression: String, clauses: [String]
  ) throws {
    try expect(expression, clauses: clauses, FilterSample.alice())
  }

  @Test(arguments: [
    ("followers < 3 or bob", ["bob | handle bob.example.com"]),
    (
      "not (followers < 3 and age < 7d and has:bio and is:repeat and alice)",
      [
        """
        not (followers < 3 and age < 7d and has:bio and is:repeat and alice) | followers unknown, \
        age unknown, bio unknown, asked unknown, handle bob.example.com, no name
        """
      ]
    ),
    ("not label:spam", ["not label:spam | no label"]),
    ("name=\"\" not has:avatar", ["name=\"\" | no name", "not has:avatar | no avatar"]),
    ("followers < 3", []), ("not followers < 3", []),
  ])
  func whatIsUnknownEmptyOrAbsentIsToldSo(expression: String, clauses: [String]) throws {
    try expect(expression, clauses: clauses, FilterSample.stranger())
  }

  @Test func hostileTextsAreMadeToFitALine() throws {
    var subject = try FilterSample.alice()
    subject.person.displayName = "\u{1b}[2J\u{202e}x\n" + String(repeating: "y", count: 900)
    let clause = try #require(try Filter("name:x").explain(subject).first)
    #expect(clause.value.hasPrefix("name [2Jx yyy"))
    #expect(clause.value.count <= 205)
  }

  @Test func aRuleSuggestsWithItsReasons() throws {
    let rule = Rule(
      name: "throw-away", when: try Filter("age < 7d and not is:follower"),
      suggest: .rejectAndBlock)
    #expect(
      rule.suggestion(for: try FilterSample.alice())
        == Suggestion(
          rule: "throw-away", verdict: .rejectAndBlock,
          clauses: [
            .init(text: "age < 7d", value: "age 3d"),
            .init(text: "not is:follower", value: "not follower"),
          ]))
    #expect(rule.suggestion(for: try FilterSample.stranger()) == nil)
    let everybody = Rule(name: "all", when: try Filter(""), suggest: .approve)
    #expect(
      everybody.suggestion(for: try FilterSample.stranger())
        == Suggestion(rule: "all", verdict: .approve, clauses: []))
  }

  private func expect(
    _ expression: String, clauses: [String], _ subject: FilterSubject,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try Filter(expression).explain(subject).map { "\($0.text) | \($0.value)" }
    #expect(found == clauses, sourceLocation: sourceLocation)
  }
}
