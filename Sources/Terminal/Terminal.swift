import CNcurses
import Canvas

/// The screen and the keyboard. Not `Sendable`: the thread that opens it owns it, and owns ncurses.
///
/// One at a time: ncurses and signal handlers are the process's.
public final class Terminal {
  /// Which characters the terminal can draw.
  public let glyphSet: GlyphSet
  /// The width of the screen in cells.
  public internal(set) var columns: Int
  /// The height of the screen in cells.
  public internal(set) var rows: Int

  private(set) var palette: ColorPalette
  /// What the terminal is by its name.
  let family: TerminalFamily?
  let input: Int32
  let output: Int32
  /// Where the signal handlers write; -1 once closed.
  private(set) var signals: Int32
  /// Where keys are read: a pad, because reading from a window would refresh it.
  let keyboard: UnsafeMutablePointer<WINDOW>
  let modes: ScreenModes
  var decoder: KeyDecoder
  var characters = CharacterReader()
  /// Whether more may have been typed than was read last.
  var mayHaveMore = false
  /// Until when the rest of a sequence or a paste is waited for.
  var deadline: ContinuousClock.Instant?
  /// What is on the screen; nil when the next frame has to be drawn as a whole.
  var shown: Frame?
  /// What the window is called now; nil while it has the owner's title.
  var titleShown: SafeText?
  var pending = PendingEvents()
  var isCursorVisible = true
  /// False on terminals such as the VT100.
  var canHideCursor = true
  /// Whether the terminal may show something else than ncurses believes.
  var isScreenStale = false
  /// Whether the terminal is gone: nothing can be read from it any more.
  var isHungUp = false
  private let screen: OpaquePointer
  private let originalModes: termios
  private(set) var isOpen = true

  /// Whether standard input and output are a terminal.
  public static var isThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Takes the terminal over: raw mode, alternate screen, hidden cursor.
  /// - Parameters:
  ///   - theme: how styles look.
  ///   - forceASCII: draw ASCII only even where the locale can do more.
  ///   - mouse: have clicks and the wheel reported.
  /// - Throws: ``TerminalError`` when standard input and output are not a terminal that can draw.
  public convenience init(
    theme: Theme, forceASCII: Bool = false, mouse: Bool = false
  ) throws(TerminalError) {
    guard Self.isThere else { throw .notATerminal }
    let glyphSet = TerminalLocale.adopt(terminal: STDIN_FILENO)
    try self.init(
      theme: theme, glyphSet: forceASCII ? .ascii : glyphSet, mouse: mouse,
      input: STDIN_FILENO, output: STDOUT_FILENO, type: nil)
  }

  /// Takes over a terminal that is not standard input and output.
  /// - Parameter type: the terminal's type; nil for `TERM`.
  init(
    theme: Theme, glyphSet: GlyphSet, mouse: Bool = false, input: Int32, output: Int32,
    type: String?
  ) throws(TerminalError) {
    var found = termios()
    guard tcgetattr(input, &found) == 0 else { throw .notATerminal }
    let typeName = type ?? environment("TERM") ?? ""
    guard !typeName.isEmpty, terminal_type_load(typeName, output) else {
      throw .unknownTerminal(typeName)
    }
    // The handlers come before ncurses, which leaves alone what is taken.
    let signals = guard_install()
    guard signals >= 0 else { throw .notATerminal }
    let family = TerminalFamily(type: typeName, isInTmux: environment("TMUX") != nil)
    let modes = ScreenModes(isANSI: terminal_type_is_ansi(), family: family, mouse: mouse)
    Self.arm(output, found: found, modes)
    // What comes late the decoder waits for, and the loop goes on meanwhile.
    set_escdelay(0)
    // Ask the kernel for the size, whatever LINES and COLUMNS say.
    use_env(false)
    use_tioctl(true)
    let (opened, depth) = Self.openScreen(typeName, input, output)
    guard let screen = opened, let keyboard = newpad(1, 1) else {
      guard_disarm()
      guard_remove()
      throw .unknownTerminal(typeName)
    }
    terminal_type_shorten_attributes()
    raw()
    noecho()
    nonl()
    keypad(keyboard, true)
    nodelay(keyboard, true)
    intrflush(keyboard, false)
    define_key("\u{1b}[200~", KeyDecoder.pasteStart)
    define_key("\u{1b}[201~", KeyDecoder.pasteEnd)
    // ncurses knows how a report of the mouse begins, and leaves its rest to be read as keys.
    define_key(nil, KEY_MOUSE)
    scrollok(screen_window(), false)

    self.glyphSet = glyphSet
    self.family = family
    self.input = input
    self.output = output
    self.signals = signals
    self.screen = screen
    self.keyboard = keyboard
    self.modes = modes
    decoder = KeyDecoder(takesMouse: modes.hasMouse)
    originalModes = found
    palette = ColorPalette(theme: theme, depth: depth)
    columns = Int(getmaxx(screen_window()))
    rows = Int(getmaxy(screen_window()))
    enterScreen()
  }

  deinit { close() }

  /// Restores the terminal, and copies what was written to stderr meanwhile to the real one.
  /// Safe to call twice, and when the terminal is gone. Messages can still be waited for after it.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    leaveScreen()
    delwin(keyboard)
    delscreen(screen)
    guard_remove()
    signals = -1
  }

  /// Shows everything in another theme, from the next frame on.
  public func adopt(_ theme: Theme) {
    guard isOpen else { return }
    palette.adopt(theme)
    invalidate()
  }

  /// Starts ncurses, with all the colours that the loaded type shows.
  private static func openScreen(
    _ type: String, _ input: Int32, _ output: Int32
  ) -> (screen: OpaquePointer?, depth: ColorDepth) {
    let depth = ColorDepth.ofLoadedType(named: type)
    if depth == .direct, terminal_type_is_ansi(), terminal_type_begin_direct(type) {
      let screen = screen_open(type, input, output)
      terminal_type_end_direct()
      if screen != nil { return (screen, .direct) }
    }
    let screen = screen_open(type, input, output)
    guard depth == .direct else { return (screen, depth) }
    // Of a type that has nothing but direct colours only the first eight numbers are sure.
    return (screen, terminal_type_colors() == 256 ? .table : .eight)
  }

  /// What `init` and the return from a suspension have in common.
  func enterScreen() {
    Self.arm(output, found: originalModes, modes)
    send(modes.on)
    showCursor(false)
    guard_capture_errors()
  }

  /// What `close` and a suspension have in common: the terminal as it was found.
  func leaveScreen() {
    send(modes.off)
    titleShown = nil
    if !terminal_type_has_alternate_screen() {
      // What was drawn would stay, and the shell would write over its last line.
      werase(screen_window())
      wrefresh(screen_window())
      shown = nil
    }
    send(modes.allRows)
    endwin()
    guard_disarm()
    guard_release_errors()
  }

  func showCursor(_ isVisible: Bool) {
    guard isVisible != isCursorVisible else { return }
    isCursorVisible = isVisible
    canHideCursor = curs_set(isVisible ? 1 : 0) != ERR
  }

  private static func arm(_ output: Int32, found: termios, _ modes: ScreenModes) {
    var rest = [CChar](repeating: 0, count: 512)
    let length = terminal_type_reset(&rest, rest.count)
    let reset = modes.off.utf8.map { CChar(bitPattern: $0) } + rest[..<length]
    var found = found
    guard_arm(output, &found, reset, reset.count)
  }
}
