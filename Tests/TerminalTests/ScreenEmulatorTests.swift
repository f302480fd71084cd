import PseudoTerminal
import Testing

/// The emulator is what the tests of the whole program look through.
struct ScreenEmulatorTests {
  @Test func textWrapsAndScrolls() {
    #expect(screen(5, 3, "abcdefg\r\nh\r\ni").lines == ["fg", "h", "i"])
  }

  @Test func theLastColumnWaitsForTheNextCharacter() {
    #expect(screen(3, 2, "abc\rX").lines == ["Xbc", ""])
    #expect(screen(3, 2, "\u{1b}[?7labcdef").lines == ["abf", ""])
  }

  @Test func theCursorIsPlaced() {
    #expect(screen(5, 3, "\u{1b}[2;3Hx\u{1b}[1Ga\u{1b}[3db\u{1b}[Hc").lines == ["c", "a x", " b"])
    #expect(screen(9, 1, "abc\u{1b}[2DX\u{1b}[2CY\u{1b}[8`Z").lines == ["aXc Y  Z"])
  }

  @Test func partsAreErased() {
    #expect(screen(6, 1, "abcdef\u{1b}[3G\u{1b}[K").lines == ["ab"])
    #expect(screen(6, 1, "abcdef\u{1b}[3G\u{1b}[1K").lines == ["   def"])
    #expect(screen(6, 1, "abcdef\u{1b}[3G\u{1b}[2X").lines == ["ab  ef"])
    #expect(screen(3, 3, "aaabbbccc\u{1b}[2;2H\u{1b}[J").lines == ["aaa", "b", ""])
    #expect(screen(3, 3, "aaabbbccc\u{1b}[2;2H\u{1b}[1J").lines == ["", "  b", "ccc"])
    #expect(screen(3, 3, "aaabbbccc\u{1b}[2J").text == "\n\n")
  }

  @Test func cellsAndRowsMove() {
    #expect(screen(6, 1, "abcdef\u{1b}[2G\u{1b}[2@").lines == ["a  bcd"])
    #expect(screen(6, 1, "abcdef\u{1b}[2G\u{1b}[2P").lines == ["adef"])
    #expect(screen(6, 1, "abc\r\u{1b}[4hX\u{1b}[4lY").lines == ["XYbc"])
    #expect(screen(1, 4, "abcd\u{1b}[2H\u{1b}[L").lines == ["a", "", "b", "c"])
    #expect(screen(1, 4, "abcd\u{1b}[2H\u{1b}[2M").lines == ["a", "d", "", ""])
  }

  @Test func onlyTheRegionScrolls() {
    #expect(screen(1, 4, "abcd\u{1b}[2;3r\u{1b}[3H\nX").lines == ["a", "c", "X", "d"])
    #expect(screen(1, 4, "abcd\u{1b}[2;3r\u{1b}[2H\u{1b}M").lines == ["a", "", "b", "d"])
  }

  @Test func charactersRepeat() {
    #expect(screen(6, 1, "-\u{1b}[4b|").lines == ["-----|"])
  }

  @Test func lineDrawing() {
    #expect(screen(6, 1, "\u{1b}(0lqk\u{1b}(Bx").lines == ["┌─┐x"])
    #expect(screen(6, 1, "\u{1b})0a\u{0e}x\u{0f}x").lines == ["a│x"])
  }

  @Test func wideAndCombiningCharacters() {
    let wide = screen(6, 2, "a漢b\u{301}")
    #expect(wide.lines == ["a漢b\u{301}", ""])
    #expect(wide.cursor == .init(row: 0, column: 4))
    #expect(screen(3, 2, "ab漢").lines == ["ab", "漢"])
    #expect(screen(4, 1, "漢\u{1b}[2Gx").lines == [" x"])
  }

  @Test func linksAreBehindWhatIsWritten() {
    let link = "\u{1b}]8;;https://a.b/\u{1b}\\"
    let linked = screen(9, 2, "a\(link)bc\u{1b}]8;;\u{1b}\\d\u{1b}[2;1H\(link)漢\u{1b}[2G\u{1b}[X")
    #expect(linked.links.map(\.text) == ["bc", "漢"])
    #expect(linked.link(of: "bc") == "https://a.b/")
    #expect(linked.link(of: "d") == nil)
    #expect(linked.openLink == "https://a.b/")
    // They move with their cells.
    let moved = screen(9, 2, "\(link)ab\u{1b}]8;;\u{07}\u{1b}[G\u{1b}[@")
    #expect(moved.lines[0] == " ab")
    #expect(moved.link(of: "ab") == "https://a.b/")
    #expect(moved.openLink == nil)
  }

  @Test func titlesArePutAsideAndBroughtBack() {
    let title = "\u{1b}]2;one\u{07}\u{1b}[22;2t\u{1b}]0;two\u{1b}\\"
    #expect(screen(9, 1, title).title == "two")
    #expect(screen(9, 1, title + "\u{1b}[23;1t").title == "two")
    let restored = screen(9, 1, title + "\u{1b}[23;2t\u{1b}[23;2t")
    #expect(restored.title == "one")
    #expect(restored.titleStack == [])
  }

  @Test func eachScreenSavesACursorOfItsOwn() {
    let text = "ab\u{1b}[?1049h\u{1b}[2;2Hx\u{1b}7\u{1b}[H\u{1b}8y\u{1b}[?1049lz"
    #expect(screen(5, 2, text).lines == ["abz", ""])
  }

  @Test func modesOfTheMouseAreCounted() {
    #expect(screen(1, 1, "\u{1b}[?1000h\u{1b}[?1006h\u{1b}[?1000l").mouseModes == [1006])
  }

  @Test func bytesMayComeInPieces() {
    var screen = ScreenEmulator(columns: 6, rows: 1)
    for byte in "é\u{1b}[1;7m漢".utf8 { screen.feed([byte]) }
    #expect(screen.text == "é漢")
    #expect(screen.rendition(of: "漢")?.attributes == [.bold, .reverse])
  }

  @Test func renditions() {
    let screen = screen(
      20, 1, "a\u{1b}[1;31;44mb\u{1b}[22;39mc\u{1b}[0;38;5;208md\u{1b}[48;2;1;2;3me")
    #expect(screen.rendition(of: "a") == .init())
    #expect(screen.rendition(of: "b")?.attributes == [.bold])
    #expect(screen.rendition(of: "b")?.foreground == .indexed(1))
    #expect(screen.rendition(of: "c")?.attributes == [])
    #expect(screen.rendition(of: "c")?.foreground == nil)
    #expect(screen.rendition(of: "c")?.background == .indexed(4))
    #expect(screen.rendition(of: "d")?.foreground == .indexed(208))
    #expect(screen.rendition(of: "e")?.background == .rgb(red: 1, green: 2, blue: 3))
  }

  @Test func theAlternateScreenComesAndGoes() {
    var screen = screen(5, 2, "main\u{1b}[?1049h\u{1b}[Halt\u{1b}[?25l\u{1b}[?2004h\u{1b}[?1h")
    #expect(screen.text == "alt\n")
    #expect(screen.isAlternate && screen.isPasteBracketed && screen.hasApplicationKeys)
    #expect(!screen.isCursorVisible)
    screen.feed("\u{1b}[?1049l\u{1b}[?25h\u{1b}[?2004l\u{1b}[?1l!")
    #expect(screen.text == "main!\n")
    #expect(!screen.isAlternate && !screen.isPasteBracketed && !screen.hasApplicationKeys)
    #expect(screen.isCursorVisible)
  }

  @Test func whatShowsNothingIsSkipped() {
    let text =
      "a\u{1b}]0;title\u{07}b\u{1b}]2;t\u{1b}\\c\u{1b}[>0q\u{1b}[22;0;0td\u{1b}]P1ff0000e\u{1b}]Rf"
    #expect(screen(9, 1, text).lines == ["abcdef"])
  }

  @Test func textIsFoundOnTheScreen() {
    let screen = screen(9, 2, "a漢bc\r\n\u{1b}[7mbcd\u{1b}[m")
    #expect(screen.position(of: "bc") == .init(row: 0, column: 3))
    #expect(screen.position(of: "bcd") == .init(row: 1, column: 0))
    #expect(screen.position(of: "x") == nil)
    #expect(screen.rows(with: .reverse) == [1])
    #expect(screen.contains("漢b"))
  }

  @Test func aNewSizeKeepsWhatFits() {
    var screen = screen(4, 2, "abcdefgh")
    screen.resize(columns: 2, rows: 3)
    #expect(screen.lines == ["ab", "ef", ""])
  }

  private func screen(_ columns: Int, _ rows: Int, _ output: String) -> ScreenEmulator {
    var screen = ScreenEmulator(columns: columns, rows: rows)
    screen.feed(output)
    return screen
  }
}
