import CNcurses

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
    if let notice { send(notice + "\n") }
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
    refreshFromScratch()
    // What was half typed or pasted before belongs to another time.
    decoder = KeyDecoder(takesMouse: modes.hasMouse)
    characters = CharacterReader()
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
