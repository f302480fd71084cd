import CNcurses
import Canvas
import PseudoTerminal
import Testing

@testable import Terminal

/// What the terminal sends besides keys: reports of the mouse, and what a slow line has cut.
extension TerminalTests {
  @Test(arguments: ["xterm-256color", "tmux-256color", "linux", "vt100"])
  func theMouseIsReportedWhereItIsAskedFor(type: String) throws {
    let pair = try TerminalPair()
    let terminal = try open(pair, type: type, mouse: true)
    terminal.present(blank(terminal))
    pair.receive()
    #expect(pair.screen.mouseModes == [1000, 1006])
    let click = TerminalEvent.mouse(MouseEvent(.click, at: .init(row: 2, column: 7)))
    for report in ["\u{1b}[<0;8;3M\u{1b}[<0;8;3m", "\u{1b}[M (#\u{1b}[M#(#"] {
      pair.send(report + "j")
      #expect(terminal.wait(for: Mailbox<Int>()).events == [click, .key(.character("j"))])
    }
    // A burst comes as it was.
    pair.send(String(repeating: "\u{1b}[<65;8;3M", count: 20) + "\u{1b}[<64;8;3M")
    let down = TerminalEvent.mouse(MouseEvent(.wheelDown, at: .init(row: 2, column: 7)))
    let up = TerminalEvent.mouse(MouseEvent(.wheelUp, at: .init(row: 2, column: 7)))
    #expect(
      terminal.wait(for: Mailbox<Int>()).events == Array(repeating: down, count: 20) + [up])
    terminal.close()
    pair.receive()
    #expect(pair.screen.mouseModes == [])
  }

  /// Column 88 is an `x` in the older form.
  @Test(arguments: [
    "xterm-256color", "xterm", "tmux-256color", "screen-256color", "linux", "vt100", "vt220",
    "ansi", "rxvt-unicode-256color",
  ])
  func reportsThatNobodyAskedForAreNoKeys(type: String) throws {
    try withTerminal(type: type) { terminal, pair in
      terminal.present(blank(terminal))
      pair.receive()
      #expect(pair.screen.mouseModes == [])
      for report in ["\u{1b}[<0;120;97M", "\u{1b}[<0;120;97m", "\u{1b}[M x!", "\u{1b}[32;88;97M"] {
        pair.send(report + "j")
        #expect(terminal.wait(for: Mailbox<Int>()).events == [.key(.character("j"))], "\(report)")
      }
    }
  }

  @Test func theRestOfASequenceIsWaitedForAndNotForEver() throws {
    try withTerminal { terminal, pair in
      let mailbox = Mailbox<Int>()
      pair.send("\u{1b}[<0;1")
      mailbox.post(1)
      #expect(terminal.wait(for: mailbox).events == [])
      pair.send("20;97Mj")
      #expect(keys(terminal) == [.character("j")])
      pair.send("\u{1b}[")
      mailbox.post(2)
      #expect(terminal.wait(for: mailbox).events == [])
      // Nothing comes: after a while the next key is a key.
      while terminal.keyboard.decoder.timeout != nil {
        mailbox.post(3)
        #expect(terminal.wait(for: mailbox).events == [])
      }
      pair.send("A")
      #expect(keys(terminal) == [.character("A")])
    }
  }

  @Test func thePasteWhoseEndIsLostEndsByItself() throws {
    try withTerminal { terminal, pair in
      pair.send("\u{1b}[200~xq")
      // Sleeps until the pause is over, and no longer.
      #expect(terminal.wait(for: Mailbox<Int>()).events == [.key(.paste("xq"))])
      #expect(terminal.keyboard.deadline == nil)
      pair.send("j")
      #expect(keys(terminal) == [.character("j")])
    }
  }

  @Test func whatIsTypedBehindTheLastEventStaysOnTheTerminal() throws {
    try withTerminal { terminal, pair in
      let stop = TerminalEvent.key(.control("z"))
      pair.send("\u{1b}[A\u{1a}ls")
      #expect(
        terminal.wait(for: Mailbox<Int>(), until: { $0 == stop }).events == [.key(.up), stop])
      // Nothing has taken it: whoever reads now has it.
      var unread = [pollfd(fd: pair.terminal, events: Int16(POLLIN), revents: 0)]
      #expect(poll(&unread, 1, 0) == 1)
      #expect(keys(terminal) == [.character("l"), .character("s")])
    }
  }

  /// Signals and messages have their turn.
  @Test func aFloodIsReadPieceByPiece() throws {
    try withTerminal { terminal, pair in
      let mailbox = Mailbox<Int>()
      mailbox.post(1)
      pair.send(String(repeating: "j", count: 6_000))
      var (count, rounds) = (0, 0)
      while count < 6_000 {
        count += terminal.wait(for: mailbox).events.count
        rounds += 1
      }
      #expect(count == 6_000)
      #expect(rounds > 1)
    }
  }

  // MARK: characters

  /// A slow line cuts them anywhere.
  @Test(arguments: ["é", "漢", "😀"]) func aCharacterMayComeInPieces(_ character: Character) throws {
    try withTerminal { terminal, pair in
      let bytes = Array(String(character).utf8)
      let mailbox = Mailbox<Int>()
      for cut in 1..<bytes.count {
        pair.send(Array(bytes[..<cut]))
        mailbox.post(cut)
        #expect(terminal.wait(for: mailbox).events == [])
        pair.send(Array(bytes[cut...]))
        #expect(keys(terminal) == [.character(character)])
      }
    }
  }

  /// Half of one, and what is none, take no key with them.
  @Test(arguments: [[0xc3], [0xa9], [0xe6, 0xbc], [0xff], [0xf0, 0x9f, 0x98]] as [[UInt8]])
  func whatIsNoCharacterTakesNoKeyWithIt(_ bytes: [UInt8]) throws {
    try withTerminal { terminal, pair in
      pair.send(bytes + Array("jk\u{1b}[Aé".utf8))
      var typed = keys(terminal)
      typed.removeAll { $0 == .character("\u{fffd}") }
      #expect(typed == [.character("j"), .character("k"), .up, .character("é")])
    }
  }

  @Test func aLostTerminalIsNotWaitedForInTheMiddleOfASequence() throws {
    try withTerminal { terminal, pair in
      let mailbox = Mailbox<Int>()
      pair.send("\u{1b}[<0;1")
      mailbox.post(1)
      #expect(terminal.wait(for: mailbox).events == [])
      #expect(terminal.keyboard.deadline != nil)
      pair.hangUp()
      #expect(terminal.wait(for: mailbox).events == [.terminate(signal: SIGHUP)])
      #expect(terminal.keyboard.deadline == nil)
    }
  }
}
