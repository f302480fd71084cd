import Testing

@testable import Moderation

@Suite struct FilterLogicTests {
  /// `alice` is true, `bob` false.
  @Test(arguments: [
    ("alice and alice", true), ("alice and bob", false), ("bob or alice", true),
    ("bob or bob", false), ("not bob", true), ("not alice", false), ("not not alice", true),
    ("alice or alice and bob", true), ("(alice or alice) and bob", false),
    ("bob and bob or alice", true), ("bob and (bob or alice)", false),
    ("not bob and alice", true), ("not (bob and alice)", true), ("not alice or alice", true),
    ("not (alice or alice)", false), ("alice alice", true), ("alice bob", false),
    ("bob bob or alice", true), ("alice or bob bob", true), ("alice not bob", true),
    ("alice(alice)", true), ("((alice))", true), ("NOT bob AND Alice", true),
    ("name:alice handle:42", true), ("followers=12 (bob)", false), ("(followers=12)alice", true),
    ("handle~(alice|x)-42 alice", true), ("(handle~(alice|x)-42)", true),
    ("(handle~\\(alice) or alice", true), ("\"alice\"\"zoë\"", true),
  ])
  func andBindsTighterThanOrNotTighterThanBoth(expression: String, matches: Bool) throws {
    try expect(expression, matches: matches, FilterSample.alice())
  }

  @Test(arguments: [
    "followers < 3", "follows = 0", "posts != 0", "known >= 0", "asked = 1", "age < 7d",
    "age >= 7d", "waiting > 0s", "bio:x", "bio!=x", "bio~x", "has:bio", "is:repeat",
  ])
  func whatHangsOnSomethingUnknownDoesNotMatchNorDoesItsOpposite(comparison: String) throws {
    let stranger = try FilterSample.stranger()
    try expect(comparison, matches: false, stranger)
    try expect("not \(comparison)", matches: false, stranger)
    try expect("not not \(comparison)", matches: false, stranger)
    try expect("\(comparison) and bob", matches: false, stranger)
    try expect("not (\(comparison) and bob)", matches: false, stranger)
    try expect("not (\(comparison) or alice)", matches: false, stranger)
    try expect("\(comparison) or not \(comparison)", matches: false, stranger)
  }

  @Test(arguments: [
    ("followers < 3 or bob", true), ("bob or followers < 3", true),
    ("not (followers < 3 and alice)", true), ("not (alice and followers < 3)", true),
    ("followers < 3 and alice", false), ("not (followers < 3 or bob)", false),
  ])
  func unknownPartsDoNotMatterWhereTheOthersSettleIt(expression: String, matches: Bool) throws {
    try expect(expression, matches: matches, FilterSample.stranger())
  }

  @Test
  func aNameThatIsEmptyAndLabelsThatAreNoneAreKnown() throws {
    let stranger = try FilterSample.stranger()
    try expect("name=\"\" and not label:spam and label!=spam", matches: true, stranger)
  }

  @Test(
    arguments: [
      ("", [], false),
      ("alice", [.text(.handle), .text(.name)], false),
      (
        "age < 7d and not (followers < 3 or is:following)",
        [.span(.age), .count(.followers), .flag(.following)], true
      ),
      ("has:bio", [.flag(.bio)], true), ("bio:x", [.text(.bio)], true),
      ("posts=0", [.count(.posts)], true), ("follows=0", [.count(.follows)], true),
      ("known=0", [.count(.known)], true),
      (
        "label:x group:y waiting<1d asked=1",
        [.text(.label), .text(.group), .span(.waiting), .count(.asked)], false
      ),
    ] as [(String, Set<Filter.Field>, Bool)])
  func fields(expression: String, fields: Set<Filter.Field>, needsProfile: Bool) throws {
    let filter = try Filter(expression)
    #expect(filter.fields == fields)
    #expect(filter.needsProfile == needsProfile)
  }

  @Test func filtersCompareByMeaning() throws {
    #expect(try Filter("age<7d  and ALICE") == Filter("(age < 7d) alice"))
    #expect(try Filter("age < 7d") != Filter("age < 8d"))
    #expect(try Filter("name ~ a+") == Filter("name~\"a+\""))
  }

  @Test func fieldNamesAreDistinct() {
    #expect(Set(Filter.Field.allCases.map(\.name)).count == Filter.Field.allCases.count)
  }
}
