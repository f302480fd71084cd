import Foundation

/// A file that log lines are appended to. Only its owner can read it.
final class LogFile: Sendable {
  private let descriptor: Int32

  /// Throws with exit status 65 when the file can't be opened.
  init(path: String) throws(CommandError) {
    // A log never has anything wait for it: not for a reader of a pipe, nor for one that is slow.
    descriptor = open(
      path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
    guard descriptor >= 0 else {
      throw CommandError(
        "The log \(path.asPath) can't be opened: \(Self.reason(errno)).",
        cure: "Name a file after --log that you may write.", .badInput)
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      fchmod(descriptor, 0o600)
    }
  }

  deinit { close(descriptor) }

  var isTerminal: Bool { isatty(descriptor) == 1 }

  private static func reason(_ error: Int32) -> String {
    error == ENXIO ? "nobody reads from it" : String(cString: strerror(error))
  }

  /// Appends one line. A full disk must not stop a decision, so a failure is let pass.
  func append(_ line: String) {
    // In one write, so that lines of several consoles never mix.
    var bytes = Array(line.utf8)
    bytes.append(UInt8(ascii: "\n"))
    _ = write(descriptor, bytes, bytes.count)
  }
}
