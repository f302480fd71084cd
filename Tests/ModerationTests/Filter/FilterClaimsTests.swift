import ATProto
import Foundation
import Testing

@testable import Moderation

/// What a person says of themselves, what others say, and what nobody can know.
@Suite struct FilterClaimsTests {
  private func subject(_ change: (inout Person) -> Void) throws -> FilterSubject {
    var subject = try FilterSample.stranger()
    change(&subject.person)
    return subject
  }

  @Test func labelAsksLabelersAndSelflabelTheAccount() throws {
    let person = try subject {
      $0.labels = ["spam"]
      $0.selfLabels = ["trusted"]
    }
    for (expression, matches) in [
      ("label=spam", true), ("label:trusted", false), ("label!=trusted", true),
      ("label~trust", false), ("selflabel=trusted", true), ("selflabel:trust", true),
      ("selflabel~^t", true), ("selflabel=spam", false), ("selflabel!=spam", true),
      ("not selflabel:trusted", false),
    ] {
      try expect(expression, matches: matches, person)
    }
    #expect(
      try Filter("selflabel:trust").explain(person).map(\.description)
        == ["selflabel:trust (self-label trusted)"])
  }

  @Test func aHiddenRelationIsUnknown() throws {
    let person = try subject {
      $0.following = nil
      $0.followedBy = nil
      $0.blocking = true
    }
    for expression in [
      "is:following", "not is:following", "is:follower", "not is:follower",
      "is:following or is:follower", "not is:following and is:blocked",
    ] {
      try expect(expression, matches: false, person)
    }
    try expect("is:blocked or not is:following", matches: true, person)
    #expect(
      try Filter("is:blocked or not is:following").root.clauses(metBy: person).map(\.value)
        == ["blocked"])
  }

  @Test(arguments: [
    "jo", "\"jo\"", "name:jo", "handle=jo.test", "bio:cats", "bio~cats", "selflabel:trusted",
    "not jo", "name!=x", "has:bio", "not has:avatar", "jo name:x bio:y", "jo or is:following",
    "is:following or (jo and age > 2d or bio:x)", "not (is:following and name:x)",
    "not (label:spam and name:x)", "not (not jo or not bio:x)", "jo and group:owls",
    "jo and waiting > 1h", "group:owls or jo",
  ])
  func canBeMetByClaims(_ expression: String) throws {
    #expect(try Filter(expression).canBeMetByClaims)
    #expect(try Rule(name: "r", when: Filter(expression), suggest: .approve).trustsClaims)
    #expect(try !Rule(name: "r", when: Filter(expression), suggest: .reject).trustsClaims)
  }

  @Test(arguments: [
    "label=trusted", "is:following", "jo and is:following", "jo and (age > 30d or known > 2)",
    "(jo or bio:x) and label:ok", "not (jo or is:blocked)", "not (not jo or not is:following)",
    "followers > 3", "is:verified and selflabel:x", "group:owls", "waiting > 1d",
    "jo and not label:spam",
  ])
  func canNotBeMetByClaims(_ expression: String) throws {
    #expect(try !Filter(expression).canBeMetByClaims)
  }
}
