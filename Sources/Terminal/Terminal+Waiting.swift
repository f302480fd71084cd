import CNcurses
import Canvas

extension Terminal {
  /// What is typed or pasted is read so much at a time.
  private static let turn = 4_096

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
    let ready = poll(&waits, nfds_t(waits.count), pending.isEmpty && !mayHaveMore ? timeLeft : 0)
    if ready > 0, Int32(waits[0].revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 {
      isHungUp = true
      pending.add(.terminate(signal: SIGHUP))
    }
  }

  /// What was typed, clicked and pasted. The rest of a sequence that a slow line has cut is waited
  /// for, but not for ever: the next key is to be one.
  private func takeInput(until isLast: (TerminalEvent) -> Bool) -> [TerminalEvent] {
    guard isOpen, !isHungUp else {
      deadline = nil
      mayHaveMore = false
      return []
    }
    var count = 0
    mayHaveMore = true
    let next = { [self] () -> KeyDecoder.Input? in
      // However much comes, signals and messages have their turn.
      guard count < Self.turn, let input = nextInput() else {
        mayHaveMore = count == Self.turn
        return nil
      }
      count += 1
      return input
    }
    var events = decoder.events(from: next, until: isLast)
    let hasInput = count > 0
    if !hasInput, timeLeft == 0 { events += decoder.giveUp() }
    if hasInput || decoder.patience == nil { deadline = decoder.patience.map { .now + $0 } }
    return events
  }

  /// How many milliseconds may be slept; -1 for any number.
  private var timeLeft: Int32 {
    guard let deadline else { return -1 }
    return Int32(max(0, ((deadline - .now) / .milliseconds(1)).rounded(.up)))
  }

  /// The signals that arrived, oldest first.
  func takeSignals() -> [Int32] {
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
  func adoptSize() {
    var (newColumns, newRows): (Int32, Int32) = (0, 0)
    if terminal_size(output, &newColumns, &newRows) {
      resizeterm(newRows, newColumns)
      columns = Int(getmaxx(screen_window()))
      rows = Int(getmaxy(screen_window()))
    }
    invalidate()
  }

  /// ncurses reads bytes and keys; what it would do with a character that is cut is to lose it, and
  /// up to fifteen keys after it.
  private func nextInput() -> KeyDecoder.Input? {
    while true {
      let value = characters.takeRefused() ?? wgetch(keyboard)
      switch value {
      case ERR: return nil
      // Nobody has typed the new size.
      case KEY_RESIZE: continue
      case 0...0xff: if let scalar = characters.take(value) { return .scalar(scalar) }
      default: return .code(value)
      }
    }
  }
}

/// Puts characters together from bytes of the locale: a slow line may cut one anywhere.
struct CharacterReader {
  private var state = mbstate_t()
  /// The byte that showed that the character before it has no end.
  private var refused: Int32?

  /// - Returns: the character that has come to its end; U+FFFD for what is none, so that what follows
  ///   it is still read.
  mutating func take(_ byte: Int32) -> Unicode.Scalar? {
    let isFirst = mbsinit(&state) != 0
    var value: UInt32 = 0
    switch character_take(&state, UInt8(truncatingIfNeeded: byte), &value) {
    case 0: return Unicode.Scalar(value) ?? "\u{fffd}"
    case 1: return nil
    default:
      state = mbstate_t()
      refused = isFirst ? nil : byte
      return "\u{fffd}"
    }
  }

  /// That byte, to be read as the first of another.
  mutating func takeRefused() -> Int32? {
    defer { refused = nil }
    return refused
  }
}
