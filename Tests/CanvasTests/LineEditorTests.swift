import Canvas
import Testing

/// A line of text being typed.
@Suite struct LineEditorTests {
  @Test(
    arguments: [
      ([Key.left, .left, .character("X")], "ab Xcd", 4),
      ([.home, .right, .backspace], "b cd", 0),
      ([.home, .delete], "b cd", 0),
      ([.home, .left, .backspace], "ab cd", 0),
      ([.end, .right, .delete], "ab cd", 5),
      ([.control("w")], "ab ", 3),
      ([.control("w"), .control("w")], "", 0),
      ([.left, .control("u")], "d", 0),
      ([.control("a"), .control("f"), .control("k")], "a", 1),
      ([.control("b"), .control("h"), .control("e")], "ab d", 4),
      ([.control("a"), .control("d")], "b cd", 0),
      ([.home, .paste("x\ty\n")], "x y ab cd", 4),
    ])
  func theLineIsEditedAsInAShell(_ keys: [Key], _ text: String, _ position: Int) {
    var line = LineEditor("ab cd")
    for key in keys { _ = line.take(key) }
    #expect(line.text == text)
    #expect(line.position == position)
    #expect(line.textBeforeCursor == String(text.prefix(position)))
  }

  /// A megabyte that was in the clipboard by mistake.
  @Test func whatIsPastedBeyondReasonIsLeftOut() {
    var line = LineEditor("ab")
    _ = line.take(.left)
    _ = line.take(.paste(String(repeating: "é", count: 1 << 20)))
    #expect(line.text == "a" + String(repeating: "é", count: 998) + "b")
    #expect(line.position == 999)
    _ = line.take(.character("x"))
    #expect(line.characters.count == 1_000)
  }

  @Test func aMarkThatIsTypedLaterJoinsItsLetter() {
    var line = LineEditor("eb")
    _ = line.take(.left)
    _ = line.take(.character("\u{301}"))
    #expect(line.text == "e\u{301}b")
    #expect(line.position == 1)
    var typed = LineEditor("éb")
    _ = typed.take(.left)
    #expect(line == typed)
  }

  @Test(arguments: [Key.tab, .pageUp, .function(1), .control("z")])
  func aKeyThatMeansNothingChangesNothing(_ key: Key) {
    var line = LineEditor("ab")
    let isTaken = line.take(key)
    #expect(!isTaken)
    #expect(line == LineEditor("ab"))
  }
}
