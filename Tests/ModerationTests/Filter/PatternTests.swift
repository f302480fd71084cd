import Testing

@testable import Moderation

@Suite struct PatternTests {
  @Test(
    arguments: [
      ("", "x", true), ("abc", "xABCx", true), ("abc", "ab", false), ("a.c", "abc", true),
      ("a.c", "ac", false), (".", "", false), ("^abc$", "abc", true), ("^b", "abc", false),
      ("b$", "abc", false), ("^$", "", true), ("^$", "a", false),
      ("a|b", "xb", true), ("a|b", "xc", false), ("^(a|bc)$", "bc", true), ("^a|b$", "xb", true),
      ("(|a)b", "b", true), ("(?:ab)+$", "abab", true),
      ("^a*$", "", true), ("^a*$", "aaa", true), ("^a*$", "aab", false), ("^a+$", "", false),
      ("^a+$", "aa", true), ("^ab?$", "a", true), ("^ab?$", "abb", false), ("^a*?$", "aa", true),
      ("^a??b$", "ab", true), ("^(ab)*$", "ababa", false), ("^(a*)*$", "aaa", true),
      ("^(a|b*)+c$", "abbac", true),
      ("^a{2}$", "aa", true), ("^a{2}$", "aaa", false), ("^a{2,}$", "aaaa", true),
      ("^a{2,}$", "a", false), ("^a{1,3}$", "aaa", true), ("^a{1,3}$", "aaaa", false),
      ("^a{0}$", "", true), ("^(ab){2}$", "abab", true),
      ("[abc]x", "bx", true), ("[abc]x", "dx", false), ("^[a-c]+$", "CAB", true),
      ("^[A-C]+$", "cab", true), ("[^a-z]", "abc", false), ("[^a-z]", "ab1", true),
      ("^[]a]+$", "]a", true), ("^[^]]$", "x", true), ("^[a-]+$", "a-", true),
      ("^[\\d.]+$", "1.2", true), ("^[\\w-]+$", "a_1-b", true), ("^[^\\d]$", "5", false),
      ("[\\]\\\\]", "\\", true), ("^[à-ü]$", "Ö", true), ("^[\\D5]$", "5", true),
      ("\\d{3}", "ab123", true), ("\\D", "123", false), ("^\\w+$", "zoë_9", true),
      ("\\W", "zoë", false), ("a\\sb", "a\u{A0}b", true), ("^\\S+$", "a b", false),
      ("\\bcat\\b", "a cat.", true), ("\\bcat\\b", "concat", false), ("\\Bcat", "concat", true),
      ("\\b", "", false), ("\\.", "a.b", true), ("\\.", "ab", false), ("a\\nb", "a\nb", true),
      ("\\t", "\t", true), ("ZOË", "zoë", true), ("zoe\u{308}", "Zoë", true),
      ("^é+$", "éé", true), ("привет", "ПРИВЕТ", true), ("👍+", "👍👍", true), ("]", "]", true),
      ("}", "}", true), ("a,b", "a,b", true),
    ])
  func matches(pattern: String, text: String, expected: Bool) throws {
    let pattern = try Pattern(Array(pattern)[...])
    #expect(pattern.occurs(in: text) == expected)
  }

  @Test(arguments: [
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

  @Test
  func deepNestingIsRefused() {
    let deep = String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000)
    #expect(throws: FilterError.self) { try Filter("name ~ \(deep)") }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["(a|aa)+$", "^(a*)*$", "(a+)+$", "(.*a){20}$", "(a?){200}a{200}$"])
  func patternsThatMakeABacktrackingMatcherHangTakeNoTimeToSpeakOf(pattern: String) throws {
    let pattern = try Pattern(Array(pattern)[...])
    #expect(!pattern.occurs(in: String(repeating: "a", count: 2_000) + "!"))
  }

  @Test func onlyTheBeginningOfAnEndlessTextIsLookedAt() throws {
    let text = String(repeating: "a", count: Pattern.maximumTextLength) + "b"
    #expect(try !Pattern(Array("b")[...]).occurs(in: text))
    #expect(try Pattern(Array("a$")[...]).occurs(in: text))
  }
}
