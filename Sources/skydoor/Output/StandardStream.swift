import CNcurses
import Canvas
import Foundation
import Terminal

/// One of the standard streams, or another descriptor that text is written to.
struct StandardStream: Sendable {
  static let input = StandardStream(descriptor: STDIN_FILENO)
  static let output = StandardStream(descriptor: STDOUT_FILENO)
  static let error = StandardStream(descriptor: STDERR_FILENO)

  /// Where text for people goes: not to standard output when that is piped, which carries only data.
  static var people: StandardStream { output.isTerminal ? .output : .error }

  let descriptor: Int32

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// How many columns the terminal has; nil where there is none, or it does not say.
  var columns: Int? {
    var (columns, rows): (Int32, Int32) = (0, 0)
    return terminal_size(descriptor, &columns, &rows) ? Int(columns) : nil
  }

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

  /// Writes text that nothing depends on. An error is ignored, as there is nowhere to report it.
  func tell(_ text: String) {
    try? write(text)
  }

  /// Prints warnings, each on its own line.
  func tell(_ warnings: [String]) {
    for warning in warnings { tell("skydoor: \(warning)".safeForPeople + "\n") }
  }
}

/// The reader of the output has closed the pipe (`| head`): the command ends without a message.
struct OutputClosed: Error {}

extension String {
  /// The text without anything that could drive a terminal.
  var safeForPeople: String { SafeText(self, glyphSet: TextLocale.glyphSet).string }
}

/// The character set that text for people is printed in.
enum TextLocale {
  /// Adopts the locale's character set, which determines the widths of characters. Where no stream is
  /// a terminal (cron sets no locale at all) text is UTF-8.
  static func adopt() {
    if let terminal = [StandardStream.output, .error].first(where: \.isTerminal) {
      TerminalLocale.adopt(terminal: terminal.descriptor)
    } else {
      setlocale(LC_CTYPE, "")
      if !isUTF8 { setlocale(LC_CTYPE, "C.UTF-8") }
    }
  }

  static var glyphSet: GlyphSet { isUTF8 ? .unicode : .ascii }

  private static var isUTF8: Bool {
    nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
  }
}

/// The descriptors 0, 1 and 2, which a parent process can leave closed (`>&-`).
enum StandardDescriptors {
  /// Opens those that are closed, so that no file opened later gets their number: a table would end
  /// up in the log, an error message in the journal.
  ///
  /// Each is opened for the wrong direction, so that using it remains an error.
  static func occupy() {
    for (descriptor, mode) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) < 0 {
      // `open` returns the lowest free descriptor. In a jail there may be no /dev.
      if open("/dev/null", mode) < 0 { _ = open("/", O_RDONLY | O_DIRECTORY) }
    }
  }
}
