import CNcurses
import Canvas
import PseudoTerminal
import Testing

@testable import Terminal

/// One after another: ncurses knows one terminal at a time.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct TerminalTests {
  // MARK: the screen

  @Test func aFrameIsShownAsItIs() throws {
    try withTerminal { terminal, pair in
      var frame = blank(terminal)
      frame.put("Groups 漢字 é", row: 0, column: 3, style: .title)
      frame.put("@alice", row: 2, column: 0, style: .rowSelected)
      terminal.present(frame)
      pair.receive()
      #expect(pair.screen.isAlternate)
      #expect(!pair.screen.isCursorVisible)
      #expect(pair.screen.text == shown(frame))
      #expect(pair.screen.rendition(of: "@alice")?.attributes == [.reverse])
      #expect(pair.screen.rendition(of: "Groups")?.attributes == [.bold])
    }
  }

  @Test func nothingIsSentForTheSameFrame() throws {
    try withTerminal { terminal, pair in
      var frame = blank(terminal)
      frame.put("steady", row: 1, column: 1, style: .row)
      terminal.present(frame)
      pair.receive()
      for _ in 0..<3 { terminal.present(frame) }
      #expect(pair.receive() == [])
    }
  }

  @Test func onlyWhatChangedIsSent() throws {
    try withTerminal { terminal, pair in
      var frame = blank(terminal)
      for row in 0..<10 { frame.put("a row of text \(row)", row: row, column: 0, style: .row) }
      terminal.present(frame)
      pair.receive()
      frame.put("!", row: 5, column: 20, style: .row)
      terminal.present(frame)
      #expect(pair.receive().count < 12)
      #expect(pair.screen.text == shown(frame))
    }
  }

  @Test(arguments: ["xterm-256color", "screen-256color", "linux", "vt100"])
  func theLastCellDoesNotScroll(type: String) throws {
    try withTerminal(type: type) { terminal, pair in
      var frame = blank(terminal)
      frame.put("top", row: 0, column: 0, style: .row)
      frame.put("X", row: 9, column: 39, style: .row)
      terminal.present(frame)
      pair.receive()
      #expect(pair.screen.text == shown(frame))
    }
  }

  @Test func framesOfAnotherSizeAreClipped() throws {
    try withTerminal { terminal, pair in
      for (columns, rows) in [(60, 20), (39, 9), (20, 5), (60, 5)] {
        var frame = Frame(columns: columns, rows: rows)
        for row in 0..<rows {
          frame.put(String(repeating: "漢", count: 40), row: row, column: 1, style: .row)
        }
        terminal.present(frame)
        pair.receive()
        #expect(pair.screen.text == shown(frame, columns: 40, rows: 10))
      }
    }
  }

  @Test func aCursorIsShownWhereTheFrameHasOne() throws {
    try withTerminal { terminal, pair in
      var frame = blank(terminal)
      frame.cursor = .init(row: 9, column: 7)
      terminal.present(frame)
      pair.receive()
      #expect(pair.screen.isCursorVisible)
      #expect(pair.screen.cursor == .init(row: 9, column: 7))
      frame.cursor = nil
      terminal.present(frame)
      pair.receive()
      #expect(!pair.screen.isCursorVisible)
    }
  }

  @Test func aFrameIsDrawnAnewAfterInvalidation() throws {
    try withTerminal { terminal, pair in
      var frame = blank(terminal)
      frame.put("still here", row: 4, column: 2, style: .row)
      terminal.present(frame)
      pair.receive()
      terminal.invalidate()
      terminal.present(frame)
      #expect(String(decoding: pair.receive(), as: UTF8.self).contains("still here"))
    }
  }

  /// Whatever follows whatever, the terminal shows the last frame.
  @Test(arguments: ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100"])
  func anySequenceOfFramesEndsInTheLast(type: String) throws {
    let glyphSet: GlyphSet = type == "vt100" ? .ascii : .unicode
    try withTerminal(type: type, glyphSet: glyphSet) { terminal, pair in
      var random = Random(seed: 42)
      var frame = blank(terminal)
      for _ in 0..<150 {
        if random.next(10) == 0 { frame = blank(terminal) }
        if random.next(5) == 0 { scroll(&frame, by: random.next(3) + 1) }
        for _ in 0...random.next(6) { scribble(on: &frame, &random) }
        // ncurses has to insert the last cell of all on some, and tears a wide character beside it.
        frame.fill(row: 9, column: 36, columns: 4, style: .base)
        terminal.present(frame)
        pair.receive()
        for row in 0..<frame.rows {
          let cells = pair.screen.cells[row]
          try #require(cells.map(\.text) == frame[row].map(\.character.description))
          guard terminal.modes.hasExtras else { continue }
          let links = frame.links(row: row)
          try #require(cells.map(\.link) == (0..<frame.columns).map { links[$0]?.url })
        }
      }
    }
  }

  // MARK: themes

  @Test func anotherThemeIsShownFromTheNextFrameOn() throws {
    try withTerminal { terminal, pair in
      var frame = blank(terminal)
      frame.put("Groups", row: 0, column: 3, style: .title)
      terminal.present(frame)
      pair.receive()
      terminal.adopt(read("ui = { bg = 17 }\n\"ui.title\" = { fg = \"#ff8700\" }"))
      #expect(pair.receive() == [])
      terminal.present(frame)
      pair.receive()
      #expect(pair.screen.text == shown(frame))
      #expect(
        pair.screen.rendition(of: "Groups")
          == .init(foreground: .indexed(208), background: .indexed(17)))
      // All of the screen, and not only what is written there.
      #expect(pair.screen.cells.joined().allSatisfy { $0.rendition.background == .indexed(17) })
    }
  }

  /// The Linux console has 64 pairs in all: a dozen themes would use them up.
  @Test func themesGiveTheirPairsOfColorsBack() throws {
    try withTerminal(type: "linux") { terminal, pair in
      var frame = blank(terminal)
      let styles = Style.allCases.filter { $0.rawValue.hasPrefix("ui.") }
      for (row, style) in styles.prefix(8).enumerated() {
        frame.put("\(style)", row: row, column: 0, style: style)
      }
      for round in 0..<40 {
        let lines = styles.enumerated().map { index, style in
          let colors = (Color.names[(round + index) % 8], Color.names[(round * 3 + index + 1) % 8])
          return "\"\(style.rawValue)\" = { fg = \"\(colors.0)\", bg = \"\(colors.1)\" }"
        }
        terminal.adopt(read(lines.joined(separator: "\n")))
        terminal.present(frame)
        pair.receive()
      }
      for (index, style) in styles.prefix(8).enumerated() {
        let rendition = pair.screen.rendition(of: "\(style)")
        #expect(rendition?.background == .indexed((39 * 3 + index + 1) % 8), "\(style)")
      }
    }
  }

  @Test(arguments: ["xterm-256color", "tmux-256color"])
  func trueColorsAreSentWhereTheTerminalPromisesThem(type: String) throws {
    let description = environment("TERMINFO")
    setenv("COLORTERM", "truecolor", 1)
    // Empty, as it was: other threads may be reading the environment.
    defer { setenv("COLORTERM", "", 1) }
    try withTerminal(type: type) { terminal, pair in
      #expect(environment("TERMINFO") == description)
      terminal.adopt(
        read(
          """
          "ui.title" = { fg = "#123456", bg = "#fedcba" }
          "ui.key" = { fg = "bright-red", bg = 200 }
          "ui.dim" = { fg = "#0000aa", bg = "blue" }
          """))
      var frame = blank(terminal)
      frame.put("title", row: 0, column: 3, style: .title)
      frame.put("key", row: 1, column: 3, style: .keyName)
      frame.put("dim", row: 2, column: 3, style: .dim)
      terminal.present(frame)
      pair.receive()
      #expect(pair.screen.text == shown(frame))
      #expect(
        pair.screen.rendition(of: "title")
          == .init(
            foreground: .rgb(red: 18, green: 52, blue: 86),
            background: .rgb(red: 254, green: 220, blue: 186)))
      // Those with a name or a number stay the owner's own.
      #expect(
        pair.screen.rendition(of: "key")
          == .init(foreground: .indexed(9), background: .indexed(200)))
      #expect(
        pair.screen.rendition(of: "dim")
          == .init(foreground: .rgb(red: 0, green: 0, blue: 170), background: .indexed(4)))
      // What else the type can do is known as before.
      #expect(terminal.copy("x"))
      pair.send("\u{1b}OA\u{1b}[6~")
      #expect(keys(terminal) == [.up, .pageDown])
    }
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "linux"])
  func theColorTableIsLeftAsItIs(type: String) throws {
    let pair = try TerminalPair()
    let terminal = try open(pair, type: type)
    terminal.adopt(read("ui = { fg = \"#123456\", bg = \"#fedcba\" }"))
    terminal.present(blank(terminal))
    var sent = pair.receive()
    terminal.close()
    sent += pair.receive()
    let text = String(decoding: sent, as: UTF8.self)
    #expect(!text.contains("\u{1b}]4;"))
    #expect(!text.contains("\u{1b}]104"))
    #expect(!text.contains("\u{1b}]P"))
    #expect(!text.contains("\u{1b}]R"))
  }

  // MARK: keys and messages

  @Test func keysArriveDecoded() throws {
    try withTerminal { terminal, pair in
      pair.send("j\u{1b}OA\u{1b}[6~é\u{04}\r")
      #expect(
        keys(terminal) == [.character("j"), .up, .pageDown, .character("é"), .control("d"), .enter])
      pair.send("\u{1b}")
      #expect(keys(terminal) == [.escape])
    }
  }

  @Test func aPasteArrivesAsOne() throws {
    try withTerminal { terminal, pair in
      terminal.present(blank(terminal))
      pair.receive()
      #expect(pair.screen.isPasteBracketed)
      pair.send("\u{1b}[200~q\rx\u{1b}[201~")
      #expect(keys(terminal) == [.paste("q\nx")])
    }
  }

  @Test func controlCharactersAreKeysAndNotSignals() throws {
    try withTerminal { terminal, pair in
      pair.send("\u{03}\u{1a}\u{13}\u{11}\u{16}")
      #expect(keys(terminal) == ["c", "z", "s", "q", "v"].map(Key.control))
    }
  }

  @Test func messagesWakeTheWait() async throws {
    let mailbox = Mailbox<Int>()
    let posting = Task.detached { for number in 0..<5_000 { mailbox.post(number) } }
    try withTerminal { terminal, _ in
      var received: [Int] = []
      while received.count < 5_000 {
        let (events, messages) = terminal.wait(for: mailbox)
        #expect(events == [])
        received += messages
      }
      #expect(received == Array(0..<5_000))
    }
    await posting.value
  }

  // MARK: signals and sizes

  @Test func aChangeOfSizeIsOneEvent() throws {
    try withTerminal { terminal, pair in
      terminal.present(blank(terminal))
      pair.receive()
      pair.resize(columns: 50, rows: 12)
      for _ in 0..<3 { kill(getpid(), SIGWINCH) }
      #expect(terminal.wait(for: Mailbox<Int>()).events == [.resized])
      #expect((terminal.columns, terminal.rows) == (50, 12))
      var frame = blank(terminal)
      frame.put("new", row: 11, column: 40, style: .row)
      terminal.present(frame)
      pair.receive()
      #expect(pair.screen.text == shown(frame))
    }
  }

  @Test func aLostTerminalEndsTheProgramAndNothingElse() throws {
    try withTerminal { terminal, pair in
      pair.hangUp()
      let mailbox = Mailbox<Int>()
      #expect(terminal.wait(for: mailbox).events == [.terminate(signal: SIGHUP)])
      terminal.present(blank(terminal))
      mailbox.post(7)
      let (events, messages) = terminal.wait(for: mailbox)
      #expect(events == [])
      #expect(messages == [7])
    }
  }

  // MARK: the clipboard

  @Test func aTextIsCopiedInOneSequenceAndNothingElse() throws {
    try withTerminal { terminal, pair in
      var frame = blank(terminal)
      frame.put("steady", row: 1, column: 1, style: .row)
      terminal.present(frame)
      pair.receive()
      #expect(terminal.copy("https://bsky.app/chat/2abcdéf"))
      #expect(
        pair.receive()
          == Array("\u{1b}]52;c;aHR0cHM6Ly9ic2t5LmFwcC9jaGF0LzJhYmNkw6lm\u{07}".utf8))
      #expect(pair.screen.text == shown(frame))
      terminal.present(frame)
      #expect(pair.receive() == [])
    }
  }

  @Test(arguments: ["vt100", "linux"])
  func nothingIsCopiedWhereItWouldBePrinted(type: String) throws {
    try withTerminal(type: type) { terminal, pair in
      terminal.present(blank(terminal))
      pair.receive()
      #expect(!terminal.copy("https://bsky.app/chat/2abcdef"))
      #expect(pair.receive() == [])
    }
  }

  @Test func nothingIsCopiedThatIsTooLongOrTooLate() throws {
    try withTerminal { terminal, pair in
      terminal.present(blank(terminal))
      pair.receive()
      #expect(!terminal.copy(String(repeating: "x", count: 8 * 1024 + 1)))
      #expect(pair.receive() == [])
      terminal.close()
      pair.receive()
      #expect(!terminal.copy("x"))
      #expect(pair.receive() == [])
    }
  }

  // MARK: leaving

  @Test(arguments: ["xterm-256color", "screen-256color", "linux", "vt100"])
  func closingLeavesTheTerminalAsItWas(type: String) throws {
    let pair = try TerminalPair()
    let before = pair.modes
    let terminal = try open(pair, type: type)
    #expect(pair.modes?.isCooked == false)
    terminal.present(blank(terminal))
    sayLate("\u{1b}[1;2r", to: pair)
    terminal.close()
    pair.receive()
    #expect(pair.modes == before)
    #expect(pair.screen.isPlain)
    #expect(!pair.screen.isAlternate)
    #expect(pair.screen.isCursorVisible)
    #expect(!pair.screen.isPasteBracketed)
    #expect(!pair.screen.hasApplicationKeys)
    terminal.close()
    #expect(pair.receive() == [])
  }

  /// Which rows scroll is said for a size that the terminal has no more.
  @Test func whatIsDrawnAnewScrollsAsAWhole() throws {
    try withTerminal { terminal, pair in
      terminal.present(blank(terminal))
      sayLate("\u{1b}[1;2r", to: pair)
      #expect(!pair.screen.isPlain)
      terminal.invalidate()
      terminal.present(blank(terminal))
      pair.receive()
      #expect(pair.screen.isPlain)
    }
  }

  private func sayLate(_ sequence: String, to pair: TerminalPair) {
    _ = write(pair.terminal, sequence, sequence.utf8.count)
    pair.receive()
  }

  @Test func messagesAreReceivedAfterClosing() throws {
    let pair = try TerminalPair()
    let terminal = try open(pair)
    terminal.close()
    let mailbox = Mailbox<Int>()
    mailbox.post(1)
    #expect(terminal.wait(for: mailbox).messages == [1])
  }

  @Test(arguments: ["", "no-such-terminal", "dumb"])
  func aTypeThatCannotDrawIsRefused(type: String) throws {
    let pair = try TerminalPair()
    let before = pair.modes
    #expect(throws: TerminalError.unknownTerminal(type)) {
      _ = try open(pair, type: type)
    }
    #expect(pair.modes == before)
    #expect(pair.receive() == [])
  }

  @Test func whatIsNoTerminalIsRefused() throws {
    let null = try #require(fopen("/dev/null", "r+"))
    defer { fclose(null) }
    #expect(throws: TerminalError.notATerminal) {
      _ = try Terminal(
        theme: theme, glyphSet: .unicode, input: fileno(null), output: fileno(null), type: "xterm"
      )
    }
  }

  // MARK: tools

  var theme: Theme {
    read(
      """
      "ui.title" = { bold = true }
      "list.handle" = { bold = true }
      "list.selected" = { reverse = true }
      """)
  }

  func read(_ toml: String) -> Theme {
    Theme.read(ThemeSource(builtIn: "t", toml: toml), in: ThemeCatalog(builtIn: [])).theme
  }

  func open(
    _ pair: TerminalPair, type: String = "xterm-256color", glyphSet: GlyphSet = .unicode,
    mouse: Bool = false
  ) throws -> Terminal {
    try Terminal(
      theme: theme, glyphSet: glyphSet, mouse: mouse, input: pair.terminal,
      output: pair.terminal, type: type)
  }

  let ana = Link("https://bsky.app/profile/did:plc:ana")!
  let chat = Link("https://bsky.app/chat/abc")!

  func link(_ text: String, _ link: Link) -> ScreenEmulator.Link {
    ScreenEmulator.Link(text: text, address: link.url)
  }

  func withTerminal(
    type: String = "xterm-256color", glyphSet: GlyphSet = .unicode,
    _ body: (Terminal, TerminalPair) throws -> Void
  ) throws {
    let pair = try TerminalPair()
    let terminal = try open(pair, type: type, glyphSet: glyphSet)
    defer { terminal.close() }
    try body(terminal, pair)
  }

  func blank(_ terminal: Terminal) -> Frame {
    Frame(columns: terminal.columns, rows: terminal.rows, glyphSet: terminal.glyphSet)
  }

  /// The part of a frame that a terminal of this size shows, trailing blanks removed.
  func shown(_ frame: Frame, columns: Int = 100, rows: Int = 0) -> String {
    (0..<max(frame.rows, rows)).map { row in
      guard row < frame.rows else { return "" }
      var cells = frame[row].map(\.character.description)
      if cells.count > columns, cells[columns].isEmpty { cells[columns - 1] = " " }
      return String(cells.prefix(columns).joined().reversed().drop { $0 == " " }.reversed())
    }.prefix(rows == 0 ? frame.rows : rows).joined(separator: "\n")
  }

  func keys(_ terminal: Terminal) -> [Key] {
    terminal.wait(for: Mailbox<Int>()).events.compactMap {
      if case .key(let key) = $0 { key } else { nil }
    }
  }

  func scribble(on frame: inout Frame, _ random: inout Random) {
    let words = ["", "a", "漢", "字b", "  ", "é", "long text of some words", "ー漢ー", "e\u{301}x"]
    let style = Style.allCases[random.next(Style.allCases.count)]
    let (row, column) = (random.next(frame.rows), random.next(frame.columns))
    if random.next(4) == 0 {
      frame.fill(
        row: row, column: column, columns: random.next(frame.columns - column) + 1, style: style)
    } else {
      frame.put(
        words[random.next(words.count)], row: row, column: column, style: style,
        link: [ana, chat, nil, nil][random.next(4)])
    }
  }

  /// Moves everything up, which ncurses answers by scrolling.
  func scroll(_ frame: inout Frame, by count: Int) {
    let old = frame
    frame = Frame(columns: old.columns, rows: old.rows, glyphSet: old.glyphSet)
    for row in 0..<old.rows - count {
      for (column, cell) in old[row + count].enumerated() where !cell.character.isNone {
        frame.put(
          cell.character.description, row: row, column: column, style: cell.style,
          link: old.links(row: row + count)[column])
      }
    }
  }
}
