import CNcurses
import Canvas
import Testing

@testable import Terminal

struct KeyDecoderTests {
  @Test func charactersAreThemselves() {
    #expect(keys("xX/ é漢") == "xX/ é漢".map(Key.character))
  }

  @Test func controlLettersAreNamedAfterTheirLetter() {
    #expect(keys("\u{01}\u{04}\u{1a}") == [.control("a"), .control("d"), .control("z")])
  }

  @Test func controlLettersWithAKeyOfTheirOwnAreThatKey() {
    #expect(keys("\t\r\n") == [.tab, .enter, .enter])
    #expect(keys("\u{08}\u{7f}") == [.backspace, .backspace])
  }

  @Test func otherControlCharactersAreIgnored() {
    #expect(keys("a\0b\u{1c}\u{9b}c") == [.character("a"), .character("b"), .character("c")])
  }

  @Test func aCombiningMarkJoinsItsLetter() {
    #expect(keys("e\u{301}x") == [.character("e\u{301}"), .character("x")])
  }

  @Test(arguments: [
    (KEY_UP, Key.up), (KEY_DOWN, .down), (KEY_LEFT, .left), (KEY_RIGHT, .right),
    (KEY_HOME, .home), (KEY_END, .end), (KEY_PPAGE, .pageUp), (KEY_NPAGE, .pageDown),
    (KEY_IC, .insert), (KEY_DC, .delete), (KEY_BACKSPACE, .backspace), (KEY_ENTER, .enter),
    (KEY_BTAB, .backTab), (KEY_F0 + 1, .function(1)), (KEY_F0 + 12, .function(12)),
  ])
  func keysOfTheTerminal(code: Int32, key: Key) {
    #expect(decode([.code(code)]) == [key])
  }

  @Test func keysWithoutAMeaningAreIgnored() {
    #expect(decode([.code(KEY_RESIZE), .code(600), .scalar("a")]) == [.character("a")])
  }

  @Test func escapeAloneIsEscape() {
    #expect(keys("\u{1b}") == [.escape])
    #expect(keys("\u{1b}\u{1b}") == [.escape, .escape])
  }

  @Test(arguments: [
    ("\u{1b}[A", Key.up), ("\u{1b}OB", .down), ("\u{1b}[H", .home), ("\u{1b}[4~", .end),
    ("\u{1b}[5~", .pageUp), ("\u{1b}[6~", .pageDown), ("\u{1b}[3~", .delete),
    ("\u{1b}[Z", .backTab),
    ("\u{1b}OP", .function(1)), ("\u{1b}[15~", .function(5)), ("\u{1b}[24~", .function(12)),
    ("\u{1b}[[C", .function(3)), ("\u{1b}OM", .enter),
  ])
  func formsThatTheDescriptionMayLack(sequence: String, key: Key) {
    #expect(keys(sequence + "x") == [key, .character("x")])
  }

  /// Their letters would be commands.
  @Test(arguments: [
    "\u{1b}x", "\u{1b}[1;6x", "\u{1b}[27;5;120~", "\u{1b}[?62;c", "\u{1b}[99~",
    "\u{1b}]11;rgb:00/xx/aa\u{07}", "\u{1b}]11;xxx\u{1b}\\", "\u{1b}P1$rx\u{1b}\\", "\u{1b}Ox",
  ])
  func sequencesWithoutAMeaningAreTakenWhole(sequence: String) {
    #expect(keys(sequence + "j") == [.character("j")])
  }

  @Test func aPasteIsOneKey() {
    let inputs: [KeyDecoder.Input] =
      [.code(KeyDecoder.pasteStart)] + scalars("qX\r\na\tb\rc") + [.code(KeyDecoder.pasteEnd)]
    #expect(decode(inputs) == [.paste("qX\na\tb\nc")])
  }

  @Test func aPasteMayTakeSeveralReads() {
    var decoder = KeyDecoder()
    #expect(decoder.keys(from: feeding([.code(KeyDecoder.pasteStart)] + scalars("ab"))) == [])
    #expect(decoder.keys(from: feeding(scalars("x"))) == [])
    let rest = scalars("c") + [.code(KeyDecoder.pasteEnd)] + scalars("j")
    #expect(decoder.keys(from: feeding(rest)) == [.paste("abxc"), .character("j")])
  }

  @Test func aPasteThatTheLibraryDidNotRecognise() {
    #expect(keys("\u{1b}[200~x\u{1b}[31my\u{1b}[201~j") == [.paste("xy"), .character("j")])
  }

  /// Esc, and a paste right behind it on a slow line; a sequence that never came to its end.
  @Test(arguments: [
    ("\u{1b}", [Key.escape]), ("\u{1b}[", []), ("\u{1b}[1;5", []), ("\u{1b}[[", []),
    ("\u{1b}O", []), ("\u{1b}]11;", []), ("\u{1b}Px\u{1b}", []),
  ])
  func whatPrecedesAPasteDoesNotMakeItKeys(beginning: String, before: [Key]) {
    for start in [[.code(KeyDecoder.pasteStart)], scalars("\u{1b}[200~")] {
      let inputs = scalars(beginning) + start + scalars("x") + [.code(KeyDecoder.pasteEnd)]
      #expect(decode(inputs) == before + [.paste("x")], "\(inputs)")
    }
  }

  @Test(arguments: ["\u{1b}", "\u{1b}[", "\u{1b}O", "\u{1b}]"])
  func aSequenceThatIsCutOffInAPasteDoesNotKeepItOpen(cut: String) {
    let inputs: [KeyDecoder.Input] =
      [.code(KeyDecoder.pasteStart)] + scalars("x" + cut) + [.code(KeyDecoder.pasteEnd)]
    #expect(decode(inputs + scalars("j")) == [.paste("x"), .character("j")])
  }

  @Test func marksWithoutEndCostNoTime() {
    let keys = keys("e" + String(repeating: "\u{301}", count: 200_000))
    #expect(keys.count > 1_000)
    #expect(keys.first?.description.count == 1)
  }

  @Test func keysInsideAPasteAreNotPressed() {
    let inputs: [KeyDecoder.Input] =
      [.code(KeyDecoder.pasteStart), .code(KEY_UP), .scalar("a"), .code(KeyDecoder.pasteEnd)]
    #expect(decode(inputs) == [.paste("a")])
  }

  @Test func anEndlessPasteTakesLimitedMemory() {
    let text = String(repeating: "a", count: KeyDecoder.pasteLimit + 1000)
    let inputs = [.code(KeyDecoder.pasteStart)] + scalars(text) + [.code(KeyDecoder.pasteEnd)]
    #expect(decode(inputs) == [.paste(String(text.dropLast(1000)))])
  }

  private func keys(_ text: String) -> [Key] { decode(scalars(text)) }

  private func decode(_ inputs: [KeyDecoder.Input]) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.keys(from: feeding(inputs))
  }

  private func scalars(_ text: String) -> [KeyDecoder.Input] {
    text.unicodeScalars.map(KeyDecoder.Input.scalar)
  }

  private func feeding(_ inputs: [KeyDecoder.Input]) -> () -> KeyDecoder.Input? {
    var rest = inputs.makeIterator()
    return { rest.next() }
  }
}
