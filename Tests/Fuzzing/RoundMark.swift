import Foundation

/// Says which round it was when the program crashes, or hangs, in it.
enum RoundMark {
  private static let limit = 256
  private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGALRM]
  // A signal handler may touch nothing but memory that is there already.
  nonisolated(unsafe) private static let text = UnsafeMutablePointer<CChar>.allocate(
    capacity: limit)
  nonisolated(unsafe) private static let before = UnsafeMutablePointer<sigaction>.allocate(
    capacity: 64)
  private static let isWatching: Void = watch()

  /// - Parameter patience: in seconds; the program ends when the round takes longer.
  static func begin(_ round: String, patience: UInt32) {
    _ = isWatching
    write("Crashed or hung in \(round)\n")
    alarm(patience)
  }

  static func end() {
    alarm(0)
    write("")
  }

  private static func write(_ round: String) {
    strncpy(text, round, limit - 1)
    text[limit - 1] = 0
  }

  private static func watch() {
    for number in crashes {
      sigaction(number, nil, before + Int(number))
      signal(number) { number in
        _ = Foundation.write(STDERR_FILENO, RoundMark.text, strlen(RoundMark.text))
        if number == SIGALRM { abort() }
        // What has crashed crashes again, now as it does elsewhere.
        sigaction(number, RoundMark.before + Int(number), nil)
      }
    }
  }
}
