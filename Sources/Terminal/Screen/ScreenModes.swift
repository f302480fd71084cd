/// The modes that are set while the screen is taken, which ncurses knows nothing of, and what resets all
/// of them, in whatever state they are. Source: xterm's control sequences,
/// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
struct ScreenModes {
  /// Sent when the screen is taken.
  private(set) var on = ""
  /// Sent when it is given back, and by the guard should the program crash.
  private(set) var off = ""
  /// Has all rows scroll together; the cursor goes to the first. ncurses says which rows do when it
  /// takes the screen back, and a terminal that has grown by the time that arrives would keep to it.
  let allRows: String
  /// Whether clicks and the wheel are reported.
  let hasMouse: Bool
  /// Whether links and a title are drawn.
  let hasExtras: Bool

  /// - Parameters:
  ///   - isANSI: the terminal speaks ECMA-48, so that modes it does not know do no harm.
  ///   - mouse: the mouse is wanted.
  init(isANSI: Bool, family: TerminalFamily?, mouse: Bool) {
    // GNU screen holds an Esc back while it reports the mouse, and sends it with the next key.
    hasMouse = isANSI && mouse && family != .screen
    hasExtras = isANSI && family?.takesLinksAndTitles ?? false
    allRows = isANSI ? "\u{1b}[r" : ""
    // Bracketed paste (DEC private mode 2004).
    if isANSI { add(on: "\u{1b}[?2004h", off: "\u{1b}[?2004l") }
    // Buttons and wheel (1000), in decimal numbers (1006): the older form ends at column 223.
    if hasMouse { add(on: "\u{1b}[?1000h\u{1b}[?1006h", off: "\u{1b}[?1006l\u{1b}[?1000l") }
    guard hasExtras else { return }
    // The owner's title is put on xterm's stack (XTWINOPS 22), and taken off it again (23).
    add(on: "\u{1b}[22;2t", off: "\u{1b}[23;2t")
    // No link stays open.
    add(on: "", off: "\u{1b}]8;;\u{1b}\\")
  }

  private mutating func add(on: String, off: String) {
    self.on += on
    self.off = off + self.off
  }
}
