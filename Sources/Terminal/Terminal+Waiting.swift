import CNcurses
import Canvas

extension Terminal {
  /// Sleeps until a key, a click, a message or a signal is there, and takes all that is.
  ///
  /// Several changes of size come as one event, and so do several equal signals.
  public func wait<Message>(
    for mailbox: Mailbox<Message>
  ) -> (events: [TerminalEvent], messages: [Message]) {
    while true {
      sleepUntilReady(mailbox.wakeDescriptor)
      handle(takeSignals())
      let events = pending.takeAll() + takeInput()
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
    let ready = poll(&waits, nfds_t(waits.count), pending.isEmpty ? timeLeft : 0)
    if ready > 0, Int32(waits[0].revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 {
      isHungUp = true
      pending.add(.terminate(signal: SIGHUP))
    }
  }

  /// What was typed, clicked and pasted. The rest of a sequence that a slow line has cut is waited
  /// for, but not for ever: the next key is to be one.
  private func takeInput() -> [TerminalEvent] {
    guard isOpen, !isHungUp else {
      deadline = nil
      return []
    }
    var hasInput = false
    var events = decoder.events {
      let input = nextInput()
      hasInput = hasInput || input != nil
      return input
    }
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
    for signal in signals where [SIGTERM, SIGINT, SIGHUP].contains(signal) {
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

  private func nextInput() -> KeyDecoder.Input? {
    var value: wint_t = 0
    switch wget_wch(keyboard, &value) {
    // Nobody has typed the new size.
    case KEY_CODE_YES where value == KEY_RESIZE: return nextInput()
    case KEY_CODE_YES: return .code(Int32(bitPattern: value))
    // U+FFFD for what is no character, so that what follows it is still read.
    case OK: return .scalar(Unicode.Scalar(value) ?? "\u{fffd}")
    default: return nil
    }
  }
}
