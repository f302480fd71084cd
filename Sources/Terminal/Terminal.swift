import CNcurses
import Canvas

/// The screen and the keyboard. Not `Sendable`: the thread that opens it owns it, and owns ncurses.
///
/// One at a time: ncurses and signal handlers are the process's.
public final class Terminal {
  /// Which characters the terminal can draw.
  public let glyphSet: GlyphSet
  /// The width of the screen in cells.
  public private(set) var columns: Int
  /// The height of the screen in cells.
  public private(set) var rows: Int

  /// What the terminal is by its name.
  private let family: TerminalFamily?
  private let input: Int32
  private let output: Int32
  /// Where the signal handlers write; -1 once closed.
  private var signals: Int32
  let modes: ScreenModes
  private var presenter: ScreenPresenter
  private(set) var keyboard: InputReader
  private var pending = PendingEvents()
  /// Whether the terminal is gone: nothing can be read from it any more.
  private var isHungUp = false
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
    guard let screen = opened, let keyboard = InputReader(takesMouse: modes.hasMouse) else {
      guard_disarm()
      guard_remove()
      throw .unknownTerminal(typeName)
    }
    terminal_type_shorten_attributes()
    raw()
    noecho()
    nonl()
    keyboard.begin()

    self.glyphSet = glyphSet
    self.family = family
    self.input = input
    self.output = output
    self.signals = signals
    self.screen = screen
    self.keyboard = keyboard
    self.modes = modes
    originalModes = found
    presenter = ScreenPresenter(
      output: output, modes: modes, palette: ColorPalette(theme: theme, depth: depth))
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
    keyboard.close()
    delscreen(screen)
    guard_remove()
    signals = -1
  }

  /// Shows everything in another theme, from the next frame on.
  public func adopt(_ theme: Theme) {
    guard isOpen else { return }
    presenter.adopt(theme)
  }

  /// Shows a frame; only what changed since the last one is sent. What does not fit is clipped.
  public func present(_ frame: Frame) {
    guard isOpen, !isHungUp else { return }
    presenter.present(frame, columns: columns, rows: rows)
  }

  /// Draws the next frame from scratch (^L).
  public func invalidate() { presenter.invalidate() }

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
  private func enterScreen() {
    Self.arm(output, found: originalModes, modes)
    presenter.begin()
    guard_capture_errors()
  }

  /// What `close` and a suspension have in common: the terminal as it was found.
  private func leaveScreen() {
    presenter.end()
    guard_disarm()
    guard_release_errors()
  }

  private static func arm(_ output: Int32, found: termios, _ modes: ScreenModes) {
    var rest = [CChar](repeating: 0, count: 512)
    let length = terminal_type_reset(&rest, rest.count)
    let reset = modes.off.utf8.map { CChar(bitPattern: $0) } + rest[..<length]
    var found = found
    guard_arm(output, &found, reset, reset.count)
  }
}

extension Terminal {
  /// Sleeps until a key, a click, a message or a signal is there, and takes all that is.
  ///
  /// Several changes of size come as one event, and so do several equal signals.
  /// - Parameter isLast: what is typed after this event is left where it is, for whoever has the
  ///   terminal then.
  public func wait<Message>(
    for mailbox: Mailbox<Message>, until isLast: (TerminalEvent) -> Bool = { _ in false }
  ) -> (events: [TerminalEvent], messages: [Message]) {
    while true {
      sleepUntilReady(mailbox.wakeDescriptor)
      handle(takeSignals())
      let events = pending.takeAll() + takeInput(until: isLast)
      let messages = mailbox.takeAll()
      if !events.isEmpty || !messages.isEmpty { return (events, messages) }
    }
  }

  private func sleepUntilReady(_ mailbox: Int32) {
    // `poll` skips negative descriptors. A lost terminal would wake it for ever, and a closed
    // one's descriptor is none of ours.
    let descriptors = [isOpen && !isHungUp ? input : -1, signals, mailbox]
    var waits = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    // A signal's handler writes to the pipe: the next round sees it, so EINTR needs no care.
    let ready = poll(&waits, nfds_t(waits.count), pending.isEmpty ? keyboard.timeout : 0)
    if ready > 0, Int32(waits[0].revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 {
      isHungUp = true
      pending.add(.terminate(signal: SIGHUP))
    }
  }

  private func takeInput(until isLast: (TerminalEvent) -> Bool) -> [TerminalEvent] {
    guard isOpen, !isHungUp else {
      keyboard.stop()
      return []
    }
    return keyboard.read(until: isLast)
  }

  /// The signals that arrived, oldest first.
  private func takeSignals() -> [Int32] {
    var result: [Int32] = []
    var bytes = [UInt8](repeating: 0, count: 64)
    while case let count = read(signals, &bytes, bytes.count), count > 0 {
      result += bytes[..<count].map(Int32.init)
    }
    return result
  }

  func handle(_ signals: [Int32]) {
    if signals.contains(SIGTSTP) {
      suspend()
    } else if signals.contains(SIGCONT) {
      // Stopped from outside, without a chance to leave the screen: do it now.
      leaveScreen()
      takeScreenBack()
    }
    if signals.contains(SIGWINCH) {
      adoptSize()
      pending.add(.resized)
    }
    for signal in signals where ![SIGTSTP, SIGCONT, SIGWINCH].contains(signal) {
      pending.add(.terminate(signal: signal))
    }
  }

  /// Takes over the size that the terminal has now. The next frame is drawn as a whole even if
  /// it is the old one: on the way the terminal may have moved or cut what it showed.
  private func adoptSize() {
    var (newColumns, newRows): (Int32, Int32) = (0, 0)
    if terminal_size(output, &newColumns, &newRows) {
      resizeterm(newRows, newColumns)
      columns = Int(getmaxx(screen_window()))
      rows = Int(getmaxy(screen_window()))
    }
    invalidate()
  }
}

extension Terminal {
  /// Whether a shell could continue this process. Shells put what they start into process groups
  /// of their own; the first group of a session, which a login command is in, has nobody above it.
  public static var canBeSuspended: Bool { getpgrp() != getsid(0) }

  /// Gives the terminal back, stops the process group (as ^Z does elsewhere), and takes it again
  /// when continued; ``TerminalEvent/resumed`` follows.
  /// - Parameter notice: what the shell's screen is to show meanwhile.
  public func suspend(saying notice: String? = nil) {
    guard isOpen else { return }
    leaveScreen()
    if let notice { presenter.send(notice + "\n") }
    guard_stop()
    let arrived = signalsUntilContinued()
    guard_after_stop()
    takeScreenBack()
    handle(arrived.filter { $0 != SIGCONT && $0 != SIGTSTP })
  }

  /// Takes the terminal over again and shows at once what was on it.
  func takeScreenBack() {
    // In the background this stops the process until it is in the foreground.
    reset_prog_mode()
    adoptSize()
    enterScreen()
    presenter.refreshFromScratch()
    keyboard.restart()
    pending.add(.resumed)
  }

  /// The signals up to the one that continues the process. There is none where nobody could
  /// continue it (an orphaned process group): the system then does not stop it either.
  private func signalsUntilContinued() -> [Int32] {
    var result: [Int32] = []
    while !result.contains(SIGCONT) {
      var wait = pollfd(fd: signals, events: Int16(POLLIN), revents: 0)
      if poll(&wait, 1, 50) == 0 { break }
      result += takeSignals()
    }
    return result
  }
}

extension Terminal {
  /// More than any link has; some terminals take no more.
  private static let maximumCopy = 8 * 1024

  /// Puts a text on the clipboard of whoever sits in front of the terminal, also over SSH.
  ///
  /// Whether it arrived nobody can tell: a terminal may be set up to refuse it.
  /// - Returns: false where nothing was sent: the terminal is not known to understand it, or is
  ///   gone, or the text is longer than 8 KB.
  public func copy(_ text: String) -> Bool {
    guard isOpen, !isHungUp, text.utf8.count <= Self.maximumCopy,
      let route = ClipboardRoute(family, isDescribed: terminal_type_has_clipboard())
    else { return false }
    // Past ncurses, which holds nothing back between two frames.
    let sequence = route.sequence(for: text)
    return guard_write(output, sequence, sequence.count)
  }
}

/// Why the terminal can't be taken over.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
  /// Standard input or output is not a terminal, or the system refused it.
  case notATerminal
  /// `TERM` names a type that is not described here, or one that can't place its cursor.
  case unknownTerminal(String)

  public var description: String {
    switch self {
    case .notATerminal:
      "The console needs a terminal on standard input and output."
    case .unknownTerminal(""):
      "TERM is not set."
    case .unknownTerminal(let type):
      "The terminal type \"\(type)\" is not known here, or can't draw a screen."
    }
  }
}
