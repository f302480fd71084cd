import Foundation

/// Gives the terminal its echo back when a signal ends the program in the middle of a password.
enum EchoGuard {
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  // Read by a signal handler, which can take no lock: both are set before it is installed, and
  // not touched while it is.
  nonisolated(unsafe) private static var descriptor: Int32 = -1
  nonisolated(unsafe) private static var settings = termios()

  static func arm(_ descriptor: Int32, _ settings: termios) {
    self.descriptor = descriptor
    self.settings = settings
    for number in signals {
      signal(number) { number in
        // Both calls are allowed in a handler (POSIX, async-signal-safe functions).
        tcsetattr(EchoGuard.descriptor, TCSANOW, &EchoGuard.settings)
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  static func disarm() {
    for number in signals { signal(number, SIG_DFL) }
  }
}
