import Testing

@testable import Moderation

/// Regular expressions in filters. What they match is the matter of `LinearRegexTests`.
@Suite struct FilterPatternTests {
  @Test(
    arguments: [
      ("handle ~ a(b", 11, "never closed: add \")\""),
      ("handle ~ \"a)\"", 12, "nothing is open here"),
      ("handle ~ [a", 10, "never closed: add \"]\""),
      ("handle ~ [", 10, "never closed"),
      ("handle ~ x[]", 11, "never closed"),
      ("handle ~ [z-a]", 11, "backwards"),
      ("handle ~ a[👨‍👩‍👧]", 12, "more than one character"),
      ("handle ~ *a", 10, "nothing to repeat"), ("handle ~ a**", 12, "nothing to repeat"),
      ("handle ~ a|+", 12, "nothing to repeat"),
      ("handle ~ a{2", 11, "write {2}, {2,} or {2,5}"),
      ("handle ~ a{}", 11, "write {2}"), ("handle ~ a{x}", 11, "write {2}"),
      ("handle ~ a{,3}", 11, "write {2}"), ("handle ~ a{1,2,3}", 11, "write {2}"),
      ("handle ~ a{3,2}", 11, "from few to many"), ("handle ~ a{1001}", 11, "at most 1000 times"),
      ("handle ~ a\\1", 11, "not understood"), ("handle ~ \\p", 10, "not understood"),
      ("handle ~ [\\q]", 11, "not understood"), ("handle ~ a\\", 11, "missing after"),
      ("handle ~ (?=a)", 10, "only \"(?:\" is understood"),
      ("name ~ \"say \\\"[\"", 15, "never closed: add \"]\""),
      ("handle ~ (a{999}){999}", 10, "too large"),
      ("handle ~ (((){1000}){1000}){1000}", 10, "too large"),
    ])
  func aMistakeIsToldAtItsColumn(expression: String, column: Int, message: String) {
    let error = #expect(throws: FilterError.self) { try Filter(expression) }
    #expect(error?.column == column)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "none")")
  }

  @Test func quotesAreEscapedInPatterns() throws {
    let pattern = try Filter("name ~ \"say \\\"hi\\\"\"")
    var subject = try FilterSample.alice()
    subject.person.displayName = "I say \"hi\"!"
    #expect(pattern.matches(subject))
  }

  @Test func deepNestingIsRefused() {
    let deep = String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000)
    #expect(throws: FilterError.self) { try Filter("name ~ \(deep)") }
  }

  @Test func onlyTheBeginningOfAnEndlessTextIsLookedAt() throws {
    var subject = try FilterSample.alice()
    subject.person.displayName =
      String(repeating: "a", count: FilterTest.TextTest.maximumTextLength) + "b"
    #expect(try !Filter("name ~ b").matches(subject))
    #expect(try Filter("name ~ a$").matches(subject))
  }
}
