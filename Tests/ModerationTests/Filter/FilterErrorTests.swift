import Fuzzing
import Testing

@testable import Moderation

@Suite struct FilterErrorTests {
  @Test(arguments: [
    ("folowers < 3", 1, "unknown field \"folowers\": did you mean \"followers\"?"),
    ("alice and agee<3d", 11, "did you mean \"age\"?"),
    ("following:yes", 1, "did you mean \"is:following\"?"),
    ("bip:x", 1, "did you mean \"bio\"?"),
    ("xyzzy:1", 1, "there are handle, name, bio, group, label, selflabel, followers"),
    ("https://x", 1, "goes in quotes"),
    ("is:folower", 1, "unknown flag \"is:folower\": did you mean \"is:follower\"?"),
    ("has:xyzzyxyzzy", 1, "there are has:avatar, has:bio"),
    ("has < 3", 5, "after \"has\" goes \":\", as in has:avatar"),
    ("age < 7", 7, "\"7\" is not a time: write a number and s, m, h, d or w, as in 7d"),
    ("age < d", 7, "is not a time"), ("age < -7d", 7, "is not a time"),
    ("age < 7y", 7, "is not a time"), ("age < ７d", 7, "is not a time"),
    ("followers < many", 13, "\"many\" is not a number: write followers < 10"),
    ("followers < -1", 13, "is not a number"), ("followers < +1", 13, "is not a number"),
    ("followers < 99999999999999999999", 13, "is not a number"),
    ("followers : 3", 11, "\"followers\" is counted and takes < <= > >= = !="),
    ("age ~ 3d", 5, "\"age\" is counted and takes"),
    ("name < x", 6, "\"name\" is a text and takes : = != ~"),
    ("followers <", 12, "a value is missing after \"<\""),
    ("(name:) x", 7, "a value is missing after \":\""),
    ("alice or", 9, "something to match is missing here"),
    ("not", 4, "something to match is missing here"),
    ("()", 2, "something to match is missing here"),
    ("or alice", 1, "missing before \"or\"; to find the word, put it in quotes"),
    ("alice and or bob", 11, "missing before \"or\""),
    ("zoë AND and x", 9, "missing before \"and\""),
    ("< 3", 1, "a field is missing before \"<\""),
    ("alice = x = y", 1, "unknown field \"alice\""),
    ("!alice", 1, "or \"not\" before a term"),
    ("(alice", 1, "never closed: add \")\""),
    ("x ((alice)", 3, "never closed: add \")\""),
    ("alice)", 6, "nothing is open here: remove \")\""),
    ("x \"alice", 3, "the quote is never closed"),
    ("name:\"alice", 6, "the quote is never closed"),
  ])
  func aMistakeIsToldAtItsColumnWithItsCure(expression: String, column: Int, message: String) {
    let error = #expect(throws: FilterError.self) { try Filter(expression) }
    #expect(error?.column == column)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "none")")
  }

  @Test func describesItselfWithItsColumn() {
    let error = FilterError(column: 7, message: "\"7\" is not a time")
    #expect(error.description == "column 7: \"7\" is not a time")
  }

  @Test(arguments: ["(", "not ", "not ("])
  func nestingIsLimitedLengthIsNot(opening: String) throws {
    #expect(throws: FilterError.self) { try Filter(String(repeating: opening, count: 100_000)) }
    let deep = String(repeating: "(", count: 60) + "alice" + String(repeating: ")", count: 60)
    try expect(deep, matches: true, FilterSample.alice())
    try expect(
      String(repeating: "alice ", count: 5_000), matches: true, FilterSample.alice())
  }

  @Test
  func noTextCrashesTheParserAndAnErrorPointsIntoTheText() async throws {
    let pieces =
      Filter.Field.allCases.map(\.name) + [
        "and", "or", "not", "(", ")", "\"", "\\", " ", " ", " ", "<", "<=", ">", "=", "!=", "!",
        "~", ":", "7d", "3", "alice", "é", "e\u{301}", "👨‍👩‍👧", "[", "]", "{2}", "{", "*", "+", "?",
        "|",
        "^", "$", "(?:", "\\d", "-", ".", "\n", "\u{0}", "\u{202E}",
      ]
    let subjects = [try FilterSample.alice(), try FilterSample.stranger()]
    try await Fuzz.rounds("filters", 12_000, of: "expressions") { random in
      let text = (0..<random.below(15)).map { _ in
        // Between letters, so that it makes no new character of what stands around it.
        random.oneIn(20) ? "a\(HostileText.random(using: &random))z" : random.pick(pieces)
      }.joined()
      switch Result(catching: { () throws(FilterError) in try Filter(text) }) {
      case .success(let filter):
        // The empty word is in every name; it keeps the opposite of an empty text valid.
        let opposite = try Filter("not ( \(text) \"\" )")
        for subject in subjects where filter.matches(subject) {
          try #require(!opposite.matches(subject), "\(text)")
          _ = filter.explain(subject)
        }
      case .failure(let error):
        try #require((1...text.count + 1).contains(error.column), "\(text): \(error)")
        try #require(!error.message.isEmpty)
      }
      return 1
    }
  }
}
