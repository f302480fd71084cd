import Fuzzing
import Testing

@testable import Canvas

@Suite struct SafeTextTests {
  @Test(arguments: [
    ("alice", "alice", 5),
    ("", "", 0),
    ("a\u{1B}[2Jb", "a\u{FFFD}[2Jb", 6),
    ("\u{1B}]52;c;ZXZpbA==\u{7}", "\u{FFFD}]52;c;ZXZpbA==\u{FFFD}", 16),
    ("\u{9B}31mred", "\u{FFFD}31mred", 7),
    ("a\u{7F}\u{0}b", "a\u{FFFD}\u{FFFD}b", 4),
    ("two\nlines\tand\ra tab", "two lines and a tab", 19),
    ("\u{2028}\u{2029}", "  ", 2),
    ("\u{202E}gpj.exe\u{202C}", "gpj.exe", 7),
    ("\u{2066}a\u{2069}\u{61C}\u{200E}\u{200F}", "a", 1),
    ("zero\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}width", "zerowidth", 9),
    ("soft\u{AD}hyphen", "softhyphen", 10),
    ("\u{115F}\u{1160}\u{3164}\u{FFA0}", "", 0),
    ("\u{FFF9}note\u{FFFA}text\u{FFFB}", "notetext", 8),
    ("\u{E0067}\u{E0062}\u{E007F}x", "x", 1),
    ("\u{E000}\u{F8FF}\u{10FFFD}", "\u{FFFD}\u{FFFD}\u{FFFD}", 3),
    ("\u{378}", "\u{FFFD}", 1),
  ])
  func whatWouldDriveATerminalBecomesVisibleOrGoes(raw: String, safe: String, width: Int) {
    let text = SafeText(raw)
    #expect(scalars(text.string) == scalars(safe))
    #expect(text.width == width)
  }

  @Test(arguments: [
    ("👨‍👩‍👧‍👦", "👨", 2),
    ("👨‍👩‍👧👩", "👨👩", 4),
    ("👩🏽‍⚕️!", "👩!", 3),
    ("👋🏽", "👋", 2),
    ("🏳️‍🌈", "🏳", 1),
    ("🇩🇪🇫🇷", "DEFR", 4),
    ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴", 2),
    ("❤️", "❤", 1),
    ("1️⃣", "1\u{20E3}", 1),
    ("日本", "日本", 4),
    ("ｶﾅ", "ｶﾅ", 2),
    ("한", "한", 2),
    ("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}", 2),
    ("क्ष", "क्ष", 2),
    ("مرحبا", "مرحبا", 5),
    ("e\u{301}", "e\u{301}", 1),
  ])
  func clustersBecomeWhatTerminalsAgreeOn(raw: String, safe: String, width: Int) {
    let text = SafeText(raw)
    #expect(scalars(text.string) == scalars(safe))
    #expect(text.width == width)
  }

  @Test(arguments: [0xFDD0, 0xFDEF, 0xFFFE, 0x1FFFF] as [UInt32])
  func noncharactersAreReplacedOrDropped(value: UInt32) throws {
    let text = SafeText("a" + String(try #require(Unicode.Scalar(value))))
    #expect(text.string == "a" || text.string == "a\u{FFFD}")
  }

  @Test func keepsFourMarks() {
    let text = SafeText("z" + String(repeating: "\u{335}", count: 60) + "o")
    #expect(scalars(text.string) == scalars("z\u{335}\u{335}\u{335}\u{335}o"))
    #expect(text.width == 2)
  }

  @Test func marksWithoutLetterGetACircle() {
    #expect(scalars(SafeText("\u{301}\u{302}a").string) == scalars("\u{25CC}\u{301}\u{302}a"))
    #expect(SafeText("\u{301}").width == 1)
  }

  @Test
  func aJoinerBetweenLettersJoinsNoEmoji() {
    #expect(SafeText("a\u{200D}b👩\u{200D}c👩").string == "ab👩c👩")
  }

  @Test(arguments: [
    ("alice", 5, "alice", 5), ("alice", 4, "ali…", 4), ("alice", 1, "…", 1),
    ("alice", 0, "", 0), ("alice", -3, "", 0), ("", 0, "", 0),
    ("日本語", 6, "日本語", 6), ("日本語", 5, "日本…", 5), ("日本語", 4, "日…", 3),
    ("日本語", 1, "…", 1), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…", 2),
  ])
  func textIsCutBetweenClusters(raw: String, columns: Int, kept: String, width: Int) {
    let cut = SafeText(raw).cut(to: columns)
    #expect(cut.string == kept)
    #expect(cut.width == width)
  }

  @Test(arguments: 0..<8)
  func whateverComesInWhatGoesOutIsSafeAndMeasured(seed: UInt64) {
    var generator = SplitMix(seed: seed)
    for _ in 0..<2_000 {
      let raw = HostileText.random(using: &generator)
      let text = SafeText(raw)
      let widths = text.string.unicodeScalars.map(\.terminalWidth)
      #expect(text.width == widths.reduce(0) { $0 + ($1 ?? -1000) }, "\(scalars(raw))")
      #expect(SafeText(text.string) == text, "\(scalars(raw))")
      for scalar in text.string.unicodeScalars {
        let properties = scalar.properties
        let isHarmless =
          switch properties.generalCategory {
          case .control, .format, .privateUse, .lineSeparator, .paragraphSeparator: false
          default: !properties.isDefaultIgnorableCodePoint && !properties.isBidiControl
          }
        #expect(isHarmless, "\(scalar.value) from \(scalars(raw))")
      }
      let columns = Int.random(in: 0...30, using: &generator)
      #expect(text.cut(to: columns).width <= columns)
    }
  }
}

/// Strings compare by canonical equivalence; here the very scalars matter.
func scalars(_ string: String) -> [String] {
  string.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }
}
