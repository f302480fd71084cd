import CNcurses
import Canvas
import PseudoTerminal
import Testing

@testable import Terminal

/// Links and the title, which ncurses knows nothing of.
extension TerminalTests {
  @Test(arguments: ["xterm-256color", "tmux-256color"])
  func linksAreBehindTheirTextsAndNothingElse(type: String) throws {
    try withTerminal(type: type) { terminal, pair in
      var frame = blank(terminal)
      frame.put("Handle", row: 2, column: 1, style: .dim)
      frame.put("@ana", row: 2, column: 10, style: .rowHandle, link: ana)
      frame.put("end", row: 9, column: 37, style: .row, link: chat)
      terminal.present(frame)
      pair.receive()
      #expect(pair.screen.text == shown(frame))
      #expect(pair.screen.links == [link("@ana", ana), link("end", chat)])
      #expect(pair.screen.openLink == nil)
      #expect(pair.screen.rendition(of: "@ana")?.attributes == [.bold])
      for _ in 0..<3 { terminal.present(frame) }
      #expect(pair.receive() == [])
      // Elsewhere nothing has to be done about them.
      frame.put("x", row: 5, column: 0, style: .row)
      terminal.present(frame)
      #expect(pair.receive().count < 12)
      // The same text without its link, and with another.
      frame.put("@ana", row: 2, column: 10, style: .rowHandle)
      frame.put("end", row: 9, column: 37, style: .row, link: ana)
      terminal.present(frame)
      pair.receive()
      #expect(pair.screen.text == shown(frame))
      #expect(pair.screen.links == [link("end", ana)])
      #expect(pair.screen.openLink == nil)
    }
  }

  @Test func aScreenDrawnAnewHasItsLinks() throws {
    try withTerminal { terminal, pair in
      var frame = blank(terminal)
      frame.put("@ana", row: 2, column: 10, style: .rowHandle, link: ana)
      terminal.present(frame)
      pair.receive()
      for redraw in [
        terminal.invalidate, { terminal.adopt(self.theme) }, terminal.takeScreenBack,
      ] {
        redraw()
        terminal.present(frame)
        pair.receive()
        #expect(pair.screen.links == [link("@ana", ana)])
      }
      pair.resize(columns: 30, rows: 5)
      kill(getpid(), SIGWINCH)
      while terminal.columns != 30 { _ = terminal.wait(for: Mailbox<Int>()) }
      frame = blank(terminal)
      frame.put("@ana", row: 1, column: 28, style: .rowHandle, link: ana)
      terminal.present(frame)
      pair.receive()
      #expect(pair.screen.links == [link("@…", ana)])
    }
  }

  @Test(arguments: ["linux", "vt100", "screen-256color", "rxvt-unicode-256color"])
  func elsewhereNeitherLinksNorTitlesAreSent(type: String) throws {
    let pair = try TerminalPair()
    let terminal = try open(pair, type: type)
    var frame = blank(terminal)
    frame.put("@ana", row: 2, column: 10, style: .rowHandle, link: ana)
    frame.title = SafeText("skydoor")
    terminal.present(frame)
    var sent = pair.receive()
    #expect(pair.screen.text == shown(frame))
    terminal.close()
    sent += pair.receive()
    let text = String(decoding: sent, as: UTF8.self)
    #expect(!text.contains("\u{1b}]"))
    #expect(!text.contains("22;2t") && !text.contains("23;2t"))
  }

  /// Stopped from outside, and continued: nothing has to be drawn anew for it.
  @Test func aScreenThatIsTakenBackShowsWhatWasOnIt() throws {
    let pair = try TerminalPair()
    let terminal = try open(pair, type: "xterm-256color")
    var frame = blank(terminal)
    frame.put("@ana", row: 2, column: 10, style: .rowHandle)
    terminal.present(frame)
    terminal.handle([SIGCONT])
    pair.receive()
    #expect(pair.screen.isAlternate)
    #expect(pair.screen.text == shown(frame))
  }

  @Test(arguments: ["xterm-256color", "tmux-256color"])
  func theTitleIsSetOnceAndGivenBack(type: String) throws {
    let pair = try TerminalPair()
    _ = write(pair.terminal, "\u{1b}]2;mine\u{07}", 9)
    pair.receive()
    let terminal = try open(pair, type: type)
    var frame = blank(terminal)
    frame.title = SafeText("3 waiting · \u{1b}]2;evil\u{07}skydoor\u{9c}\n")
    terminal.present(frame)
    pair.receive()
    #expect(pair.screen.title == "3 waiting · \u{fffd}]2;evil\u{fffd}skydoor\u{fffd} ")
    terminal.present(frame)
    #expect(pair.receive() == [])
    frame.title = SafeText("2 waiting")
    terminal.present(frame)
    #expect(pair.receive() == Array("\u{1b}]2;2 waiting\u{07}".utf8))
    // Stopped from outside, and continued.
    terminal.handle([SIGCONT])
    pair.receive()
    #expect(pair.screen.title == "mine")
    terminal.present(frame)
    pair.receive()
    #expect(pair.screen.title == "2 waiting")
    terminal.close()
    pair.receive()
    #expect(pair.screen.title == "mine")
    #expect(pair.screen.titleStack == [])
  }
}
