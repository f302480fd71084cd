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
    var decoder = KeyDecoder()
    #expect(decoder.events(from: feeding(scalars("\u{1b}\u{1b}"))) == [.key(.escape)])
    #expect(decoder.timeOut() == [.key(.escape)])
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
    "\u{1b}[<0;120;97M", "\u{1b}[<0;120;97m", "\u{1b}[<65;1;1M", "\u{1b}[M x!", "\u{1b}[M`aq",
    "\u{1b}[32;88;9M", "\u{1b}[I", "\u{1b}[O",
  ])
  func sequencesWithoutAMeaningAreTakenWhole(sequence: String) {
    #expect(keys(sequence + "j") == [.character("j")])
  }

  // MARK: the mouse

  @Test(arguments: [
    ("\u{1b}[<0;1;1M", MouseEvent.Gesture.click, 0, 0), ("\u{1b}[<0;300;120M", .click, 119, 299),
    ("\u{1b}[<64;8;3M", .wheelUp, 2, 7), ("\u{1b}[<65;8;3M", .wheelDown, 2, 7),
    ("\u{1b}[M !!", .click, 0, 0), ("\u{1b}[M x(", .click, 7, 87),
    ("\u{1b}[M`(#", .wheelUp, 2, 7), ("\u{1b}[Ma(#", .wheelDown, 2, 7),
  ])
  func reportsOfTheMouse(sequence: String, gesture: MouseEvent.Gesture, row: Int, column: Int) {
    let report = TerminalEvent.mouse(MouseEvent(gesture, at: .init(row: row, column: column)))
    #expect(
      events(sequence + "j" + sequence, takesMouse: true)
        == [report, .key(.character("j")), report])
  }

  /// Releases, motion, other buttons, the keys that terminals have uses of their own for, and what is
  /// no report.
  @Test(arguments: [
    "<0;8;3m", "<32;8;3M", "<35;8;3M", "<1;8;3M", "<2;8;3M", "<66;8;3M", "<128;8;3M", "<4;8;3M",
    "<16;8;3M", "<80;8;3M", "<0;0;0M", "<0;8M", "<0;8;3;1M", "<;;M", "<0;99999999999999999999;1M",
    "M#(#", "M@(#", "M   ",
  ])
  func whatElseTheMouseDoesIsIgnored(sequence: String) {
    #expect(events("\u{1b}[\(sequence)j", takesMouse: true) == [.key(.character("j"))])
  }

  @Test func theMouseDoesNotDisturbAPaste() {
    #expect(
      events("\u{1b}[200~a\u{1b}[<0;8;3Mb\u{1b}[201~", takesMouse: true)
        == [.key(.paste("ab"))])
  }

  // MARK: slow lines

  private static let cutAnywhere = [
    "\u{1b}[5~", "\u{1b}[A", "\u{1b}OP", "\u{1b}[[C", "\u{1b}[<0;8;3M", "\u{1b}[M x(",
    "\u{1b}[1;6x", "\u{1b}]11;rgb:00/xx/aa\u{07}", "\u{1b}]11;xxx\u{1b}\\",
    "\u{1b}[200~xaq\u{1b}[201~",
  ]

  @Test(arguments: cutAnywhere)
  func aSequenceMayTakeSeveralReads(sequence: String) {
    let whole = events(sequence + "j", takesMouse: true)
    let scalars = scalars(sequence + "j")
    for cut in 1..<scalars.count {
      var decoder = KeyDecoder(takesMouse: true)
      var parts = decoder.events(from: feeding(Array(scalars[..<cut])))
      parts += decoder.events(from: feeding(Array(scalars[cut...])))
      #expect(parts == whole, "cut after \(cut)")
      #expect(decoder.timeout == nil)
    }
  }

  /// When nothing has come for so long that the ESC was taken for the key, what comes then is known
  /// for what it is all the same.
  @Test(arguments: cutAnywhere)
  func theRestOfASequenceMayComeLate(sequence: String) {
    var decoder = KeyDecoder(takesMouse: true)
    #expect(decoder.events(from: feeding(scalars("\u{1b}"))) == [])
    #expect(decoder.timeOut() == [.key(.escape)])
    let rest = String(sequence.unicodeScalars.dropFirst()) + "j"
    #expect(
      decoder.events(from: feeding(scalars(rest))) == events(sequence + "j", takesMouse: true))
  }

  @Test func theRestOfASequenceIsNotWaitedForForEver() {
    var decoder = KeyDecoder()
    #expect(decoder.events(from: feeding(scalars("\u{1b}["))) == [])
    #expect(decoder.timeout == .milliseconds(500))
    #expect(decoder.timeOut() == [])
    #expect(decoder.timeout == nil)
    #expect(decoder.events(from: feeding(scalars("A"))) == [.key(.character("A"))])
  }

  @Test func escapeIsFeltAtOnce() {
    var decoder = KeyDecoder()
    #expect(decoder.events(from: feeding(scalars("j\u{1b}"))) == [.key(.character("j"))])
    #expect(decoder.timeout == .milliseconds(25))
    #expect(decoder.timeOut() == [.key(.escape)])
    #expect(decoder.timeout == nil)
  }

  /// However soon after it.
  @Test func aKeyAfterEscapeIsAKey() {
    var decoder = KeyDecoder()
    #expect(decoder.events(from: feeding(scalars("\u{1b}"))) == [])
    #expect(
      decoder.events(from: feeding(scalars("x\u{1b}")))
        == [.key(.escape), .key(.character("x"))])
    #expect(decoder.events(from: feeding([.code(KEY_UP)])) == [.key(.escape), .key(.up)])
    for key in ["[", "O", "x"] {
      #expect(decoder.events(from: feeding(scalars("\u{1b}"))) == [])
      #expect(decoder.timeOut() == [.key(.escape)])
      #expect(decoder.events(from: feeding(scalars(key))) == [.key(.character(Character(key)))])
    }
    // What is typed ahead is not the rest of anything.
    #expect(
      decoder.events(from: feeding(scalars("[j"))) == [
        .key(.character("[")), .key(.character("j")),
      ])
  }

  @Test func aKeyOfTheTerminalEndsAnUnfinishedSequence() {
    let inputs = scalars("\u{1b}[<0;1") + [.code(KEY_UP)] + scalars("j")
    #expect(decode(inputs) == [.up, .character("j")])
    #expect(keys("\u{1b}[<0;1\u{1b}[Bj") == [.down, .character("j")])
  }

  // MARK: pastes

  @Test func aPasteIsOneKey() {
    let inputs: [KeyDecoder.Input] =
      [.code(KeyDecoder.pasteStart)] + scalars("qX\r\na\tb\rc") + [.code(KeyDecoder.pasteEnd)]
    #expect(decode(inputs) == [.paste("qX\na\tb\nc")])
  }

  @Test func aPasteMayTakeSeveralReads() {
    var decoder = KeyDecoder()
    #expect(decoder.events(from: feeding([.code(KeyDecoder.pasteStart)] + scalars("ab"))) == [])
    #expect(decoder.events(from: feeding(scalars("x"))) == [])
    let rest = scalars("c") + [.code(KeyDecoder.pasteEnd)] + scalars("j")
    #expect(
      decoder.events(from: feeding(rest)) == [.key(.paste("abxc")), .key(.character("j"))])
  }

  @Test func aPasteThatTheLibraryDidNotRecognise() {
    #expect(keys("\u{1b}[200~x\u{1b}[31my\u{1b}[201~j") == [.paste("xy"), .character("j")])
  }

  /// A sequence that never came to its end, and a paste right behind it.
  @Test(arguments: [
    "\u{1b}[", "\u{1b}[1;5", "\u{1b}[[", "\u{1b}O", "\u{1b}]11;", "\u{1b}Px\u{1b}",
  ])
  func whatPrecedesAPasteDoesNotMakeItKeys(beginning: String) {
    for start in [[.code(KeyDecoder.pasteStart)], scalars("\u{1b}[200~")] {
      let inputs = scalars(beginning) + start + scalars("x") + [.code(KeyDecoder.pasteEnd)]
      #expect(decode(inputs) == [.paste("x")], "\(inputs)")
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
    #expect(keys("\u{1b}[200~a\u{3}q\u{3}x\u{1b}[201~") == [.paste("a\u{3}q\u{3}x")])
  }

  // MARK: pastes without an end

  /// Nothing of it is pressed, and the keyboard is not lost: what has come is all there is.
  @Test func aPasteWhoseEndIsLostEndsAfterAPause() {
    var decoder = KeyDecoder()
    #expect(decoder.timeout == nil)
    #expect(decoder.events(from: feeding(scalars("\u{1b}[200~xx"))) == [])
    for key in ["j", "q", "\r", "\u{3}"] {
      #expect(decoder.timeout == .milliseconds(500))
      #expect(decoder.events(from: feeding(scalars(key))) == [])
    }
    #expect(decoder.timeOut() == [.key(.paste("xxjq\n\u{3}"))])
    #expect(decoder.timeout == nil)
    #expect(decoder.events(from: feeding(scalars("j"))) == [.key(.character("j"))])
    #expect(
      decoder.events(from: feeding(scalars("jx\u{1b}[A")))
        == [.key(.character("j")), .key(.character("x")), .key(.up)])
  }

  @Test(arguments: ["\u{1b}", "\u{1b}[", "\u{1b}[201", "\u{1b}]11;rgb"])
  func norDoesASequenceInItHoldTheKeys(cut: String) {
    var decoder = KeyDecoder()
    #expect(decoder.events(from: feeding(scalars("\u{1b}[200~x" + cut))) == [])
    // Longer than an ESC alone is waited for.
    #expect(decoder.timeout == .milliseconds(500))
    #expect(decoder.timeOut() == [.key(.paste("x"))])
    #expect(decoder.timeout == nil)
    #expect(decoder.events(from: feeding(scalars("j"))) == [.key(.character("j"))])
  }

  /// A line that stood still for longer than the pause: the rest is no more typed than the start.
  @Test(arguments: [
    "xq\u{1b}[201~", "\u{1b}[201~", "[201~",
    String(repeating: "x", count: 100) + "\u{1b}[201~",
  ])
  func theRestOfAPasteMayComeAfterThePause(rest: String) {
    var decoder = KeyDecoder()
    let cut = rest.first == "[" ? "\u{1b}" : ""
    _ = decoder.events(from: feeding(scalars("\u{1b}[200~ab" + cut)))
    #expect(decoder.timeOut() == [.key(.paste("ab"))])
    let events = decoder.events(from: feeding(scalars(rest + "j")))
    let keys = events.filter { if case .key(.paste) = $0 { false } else { true } }
    #expect(keys == [.key(.character("j"))])
  }

  @Test func moreThanAnybodyTypesAheadIsTheRestOfAPasteToo() {
    var decoder = KeyDecoder()
    _ = decoder.events(from: feeding(scalars("\u{1b}[200~ab")))
    #expect(decoder.timeOut() == [.key(.paste("ab"))])
    let rest = String(repeating: "x", count: 33)
    #expect(decoder.events(from: feeding(scalars(rest))) == [])
    #expect(decoder.timeOut() == [.key(.paste(rest))])
    // Once.
    #expect(decoder.events(from: feeding(scalars("x"))) == [.key(.character("x"))])
    #expect(decoder.events(from: feeding(scalars(rest))).count == 33)
  }

  /// Nothing of it becomes a key, nor does it fill the memory.
  @Test func aPasteWithoutMeasureIsDeliveredInPieces() {
    let text = String(repeating: "x", count: KeyDecoder.pasteLimit + 1_000)
    var decoder = KeyDecoder()
    let first = String(text.dropLast(1_000))
    #expect(
      decoder.events(from: feeding([.code(KeyDecoder.pasteStart)] + scalars(text)))
        == [.key(.paste(first))])
    #expect(decoder.events(from: feeding(scalars("q"))) == [])
    #expect(decoder.timeOut() == [.key(.paste(String(text.suffix(1_000)) + "q"))])
    #expect(decoder.events(from: feeding(scalars("j"))) == [.key(.character("j"))])
  }

  @Test(.timeLimit(.minutes(10)), arguments: ["\u{1b}[", "\u{1b}]11;", "\u{1b}P"])
  func aSequenceWithoutMeasureTakesNeitherTimeNorMemory(start: String) {
    var decoder = KeyDecoder()
    let text = start + String(repeating: "0", count: 1_000_000)
    #expect(decoder.events(from: feeding(scalars(text))) == [])
    #expect(decoder.timeout == .milliseconds(500))
    #expect(decoder.timeOut() == [])
    #expect(decoder.events(from: feeding(scalars("j"))) == [.key(.character("j"))])
  }

  // MARK: what is left unread

  /// It belongs to whoever has the terminal then.
  @Test func nothingIsReadBehindTheLastEvent() {
    var rest = scalars("a\u{1a}ls\r")[...]
    var decoder = KeyDecoder()
    let stop = TerminalEvent.key(.control("z"))
    #expect(
      decoder.events(from: { rest.popFirst() }, until: { $0 == stop })
        == [.key(.character("a")), stop])
    #expect(rest.elementsEqual(scalars("ls\r")))
    rest = scalars("\u{1a}ls")[...]
    #expect(decoder.events(from: { rest.popFirst() }, until: { $0 == stop }) == [stop])
    #expect(rest.elementsEqual(scalars("ls")))
  }

  private func keys(_ text: String) -> [Key] { decode(scalars(text)) }

  private func decode(_ inputs: [KeyDecoder.Input]) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.events(from: feeding(inputs)).map {
      guard case .key(let key) = $0 else { preconditionFailure("no key: \($0)") }
      return key
    }
  }

  private func events(_ text: String, takesMouse: Bool) -> [TerminalEvent] {
    var decoder = KeyDecoder(takesMouse: takesMouse)
    return decoder.events(from: feeding(scalars(text)))
  }

  private func scalars(_ text: String) -> [KeyDecoder.Input] {
    text.unicodeScalars.map(KeyDecoder.Input.scalar)
  }

  private func feeding(_ inputs: [KeyDecoder.Input]) -> () -> KeyDecoder.Input? {
    var rest = inputs.makeIterator()
    return { rest.next() }
  }
}
