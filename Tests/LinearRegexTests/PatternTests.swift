import LinearRegex
import Testing

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
    let pattern = try Pattern(pattern)
    #expect(pattern.occurs(in: text) == expected)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["(a|aa)+$", "^(a*)*$", "(a+)+$", "(.*a){20}$", "(a?){200}a{200}$"])
  func patternsThatMakeABacktrackingMatcherHangTakeNoTimeToSpeakOf(pattern: String) throws {
    let pattern = try Pattern(pattern)
    #expect(!pattern.occurs(in: String(repeating: "a", count: 2_000) + "!"))
  }

  @Test func onlyTheBeginningOfALongTextIsLookedAt() throws {
    #expect(try !Pattern("b").occurs(in: "aaab", upTo: 3))
    #expect(try Pattern("a$").occurs(in: "aaab", upTo: 3))
    #expect(try !Pattern("b").occurs(in: "äääb", upTo: 3))
    #expect(try Pattern("ä$").occurs(in: "ÄÄÄb", upTo: 3))
  }

  @Test(
    arguments: [
      ("a)", .nothingToClose, 1), ("a(b", .unclosed(")"), 1), ("[a", .unclosed("]"), 0),
      ("(?=a)", .unknownGroup, 0), ("a|+", .nothingToRepeat("+"), 2), ("a{2", .malformedCount, 1),
      ("a{3,2}", .countOutOfRange(limit: 1_000), 1), ("a\\", .missingEscape, 1),
      ("a\\1", .unknownEscape("1"), 1), ("[z-a]", .backwardRange, 1),
      ("a[👨‍👩‍👧]", .severalScalars("👨‍👩‍👧"), 2), ("(a{999}){999}", .tooLarge, 0),
      (String(repeating: "(", count: 100_000), .tooDeep(limit: 64), 64),
    ] as [(String, PatternError.Kind, Int)])
  func aMistakeIsToldWithItsPlace(pattern: String, kind: PatternError.Kind, offset: Int) {
    let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error?.kind == kind)
    #expect(error?.offset == offset)
  }
}
