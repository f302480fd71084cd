import Foundation
import Fuzzing
import LinearRegex
import Testing

/// Random expressions and texts, matched beside the engine of ICU.
@Suite struct ReferenceTests {
  @Test func randomExpressionsMatchWhatTheyMatchInICU() async throws {
    var (matches, misses) = (0, 0)
    try await Fuzz.rounds("expressions", 3_000, of: "texts") { random in
      let expression = Expression(depth: 3, using: &random)
      let pattern = try Pattern(expression.text)
      guard
        let reference = try? NSRegularExpression(
          pattern: expression.reference, options: [.caseInsensitive, .dotMatchesLineSeparators])
      else { throw Unreadable(reference: expression.reference) }
      for _ in 0..<8 {
        let text = Self.text(using: &random)
        let expected = reference.firstMatch(in: text, range: Self.whole(text)) != nil
        if pattern.occurs(in: text) != expected {
          throw Difference(pattern: expression.text, text: text, matchesInICU: expected)
        }
        if expected { matches += 1 } else { misses += 1 }
      }
      return 8
    }
    // Neither answer is so rare that always giving the other would go unnoticed.
    #expect(min(matches, misses) * 5 > matches + misses)
  }

  private struct Difference: Error {
    let pattern: String
    let text: String
    let matchesInICU: Bool
  }

  private struct Unreadable: Error {
    let reference: String
  }

  private static func whole(_ text: String) -> NSRange {
    NSRange(text.startIndex..., in: text)
  }

  /// Letters in both cases, of three scripts, and what the classes tell apart.
  fileprivate static let characters = [
    "a", "b", "c", "A", "B", "é", "É", "ж", "Ж", "王", "1", "٢", "_", "-", ".", " ", "\u{A0}", "\n",
  ]

  private static func text(using random: inout SplitMix) -> String {
    (0..<random.below(9)).map { _ in random.pick(characters) }.joined()
  }
}

/// A random expression, as it is written for either engine.
private struct Expression {
  private(set) var text = ""
  /// Only the end of the text is written in another way: `$` of ICU is also before a last line break.
  private(set) var reference = ""

  init(depth: Int, using random: inout SplitMix) {
    let isAnchored = random.oneIn(2)
    // Foundation takes no empty expression.
    append(isAnchored ? "^(?:" : "(?:")
    alternatives(depth, &random)
    append(")")
    if isAnchored { append("$", or: "\\z") }
  }

  private mutating func append(_ part: String, or other: String? = nil) {
    text += part
    reference += other ?? part
  }

  /// - Returns: whether it matches an empty text, as do the parts of it below.
  @discardableResult
  private mutating func alternatives(_ depth: Int, _ random: inout SplitMix) -> Bool {
    var canBeEmpty = sequence(depth, &random)
    while random.oneIn(4) {
      append("|")
      if sequence(depth, &random) { canBeEmpty = true }
    }
    return canBeEmpty
  }

  private mutating func sequence(_ depth: Int, _ random: inout SplitMix) -> Bool {
    var canBeEmpty = true
    for _ in 0..<random.below(4) where !repetition(depth, &random) { canBeEmpty = false }
    return canBeEmpty
  }

  private mutating func repetition(_ depth: Int, _ random: inout SplitMix) -> Bool {
    var canBeEmpty = false
    if depth > 0, random.oneIn(3) {
      append(random.oneIn(2) ? "(" : "(?:")
      canBeEmpty = alternatives(depth - 1, &random)
      append(")")
    } else if random.oneIn(8) {
      // ICU repeats no anchor.
      if random.oneIn(4) {
        append("$", or: "\\z")
      } else {
        append(random.pick(["^", "\\b", "\\B"]))
      }
      return true
    } else {
      atom(&random)
    }
    switch random.below(6) {
    case 0:
      append(random.pick(["?", "??", "{0}", "{0,2}", "{0,2}?"]))
      return true
    case 1: append(random.pick(["{1}", "{2}", "{1,3}", "{1,3}?"]))
    // ICU gives up on some that repeat without end what can be empty.
    case 2 where !canBeEmpty:
      append(random.pick(["*", "*?", "{0,}"]))
      return true
    case 3 where !canBeEmpty: append(random.pick(["+", "+?", "{1,}", "{2,}?"]))
    case _: break
    }
    return canBeEmpty
  }

  private mutating func atom(_ random: inout SplitMix) {
    switch random.below(6) {
    case 0: append(".")
    case 1: append(random.pick(Self.classes))
    case 2: set(&random)
    case _: append(Self.escaped(random.pick(ReferenceTests.characters)))
    }
  }

  private mutating func set(_ random: inout SplitMix) {
    append(random.oneIn(3) ? "[^" : "[")
    for _ in 0...random.below(3) {
      switch random.below(3) {
      case 0: append(random.pick(["a-b", "A-B", "0-5", "à-ü", "Ё-Я", "а-я"]))
      case 1: append(random.pick(Self.classes))
      case _: append(Self.escaped(random.pick(ReferenceTests.characters)))
      }
    }
    append("]")
  }

  private static let classes = ["\\d", "\\D", "\\w", "\\W", "\\s", "\\S"]

  private static func escaped(_ character: String) -> String {
    switch character {
    case "\n": "\\n"
    case ".", "-": "\\" + character
    case _: character
    }
  }
}
