import Foundation
import Synchronization

/// Names the rounds that were under way when the program crashes or hangs. Several can be.
enum RoundMark {
  private static let limit = 256
  private static let places = 64
  private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGALRM]
  // A signal handler may touch nothing but memory that is there already.
  nonisolated(unsafe) private static let texts = {
    let texts = UnsafeMutablePointer<CChar>.allocate(capacity: limit * places)
    texts.initialize(repeating: 0, count: limit * places)
    return texts
  }()
  nonisolated(unsafe) private static let before = UnsafeMutablePointer<sigaction>.allocate(
    capacity: 64)
  private static let isWatching: Void = watch()
  private static let taken = Mutex<Set<Int>>([])

  /// - Parameter patience: in seconds; the program ends when no round begins or ends for so long.
  /// - Returns: the round's place, for ``end(_:)``; nil where there are too many.
  static func begin(_ round: String, patience: UInt32) -> Int? {
    _ = isWatching
    return taken.withLock { taken in
      alarm(patience)
      guard let place = (0..<places).first(where: { !taken.contains($0) }) else { return nil }
      taken.insert(place)
      strncpy(texts + place * limit, "Crashed or hung in \(round)\n", limit - 1)
      return place
    }
  }

  static func end(_ place: Int?, patience: UInt32) {
    guard let place else { return }
    taken.withLock { taken in
      taken.remove(place)
      texts[place * limit] = 0
      alarm(taken.isEmpty ? 0 : patience)
    }
  }

  private static func watch() {
    for number in crashes {
      sigaction(number, nil, before + Int(number))
      signal(number) { number in
        for place in 0..<RoundMark.places {
          let text = RoundMark.texts + place * RoundMark.limit
          _ = write(STDERR_FILENO, text, strlen(text))
        }
        if number == SIGALRM { abort() }
        // What has crashed crashes again, now as it does elsewhere.
        sigaction(number, RoundMark.before + Int(number), nil)
      }
    }
  }
}
