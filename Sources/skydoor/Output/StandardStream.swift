import Foundation

/// Standard output or standard error.
struct StandardStream: Sendable {
  static let output = StandardStream(descriptor: STDOUT_FILENO)
  static let error = StandardStream(descriptor: STDERR_FILENO)

  /// Where words for people go, so that data on a piped standard output stays data alone.
  static var people: StandardStream { output.isTerminal ? .output : .error }

  let descriptor: Int32

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all of the text.
  /// - Throws: ``OutputClosed`` when the reader has gone away, else a ``CommandError``.
  func write(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EPIPE {
        throw OutputClosed()
      } else if errno == EAGAIN {
        // Whoever shares it has told it not to wait.
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
      } else if errno == EBADF {
        throw CommandError(
          "The output can't be written: it is closed.",
          cure: "Send it somewhere, as with: > FILE", .outputFailed)
      } else if errno != EINTR {
        throw CommandError(
          "The output can't be written: \(String(cString: strerror(errno))).",
          cure: "Make room where it goes, and run the command again.", .outputFailed)
      }
    }
  }

  /// Writes words that nothing depends on; when they can't be written, there is no one to tell.
  func tell(_ text: String) {
    try? write(text)
  }

  /// Says what was wrong and has been passed over, a line each.
  func tell(_ warnings: [String]) {
    for warning in warnings { tell("skydoor: \(warning)".safeForPeople + "\n") }
  }
}
