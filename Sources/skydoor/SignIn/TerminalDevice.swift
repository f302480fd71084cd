import Foundation

/// The controlling terminal (`/dev/tty`), line by line.
final class TerminalDevice: Sendable {
  private let descriptor: Int32

  /// Nil when the process has none.
  init?() {
    descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  func write(_ text: String) {
    StandardStream(descriptor: descriptor).tell(text)
  }

  /// A line without its end; nil at the end of input.
  func readLine() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count == 1, byte != UInt8(ascii: "\n") {
        bytes.append(byte)
      } else if count == 1 || count == 0 && !bytes.isEmpty {
        return String(decoding: bytes, as: UTF8.self)
      } else if count == 0 || errno != EINTR {
        return nil
      }
    }
  }

  /// Runs `body` while what is typed is not shown. A signal that ends the program meanwhile, ^C
  /// above all, leaves the terminal as it was.
  func withoutEcho<Value>(_ body: () -> Value) -> Value {
    var settings = termios()
    guard tcgetattr(descriptor, &settings) == 0 else { return body() }
    EchoGuard.arm(descriptor, settings)
    var silent = settings
    silent.c_lflag &= ~tcflag_t(ECHO)
    silent.c_lflag |= tcflag_t(ECHONL)
    // Suspended in the middle of it, the shell would be left without echo: no ^Z here.
    let disabled = UInt8(truncatingIfNeeded: fpathconf(descriptor, Int32(_PC_VDISABLE)))
    withUnsafeMutableBytes(of: &silent.c_cc) { $0[Int(VSUSP)] = disabled }
    tcsetattr(descriptor, TCSAFLUSH, &silent)
    defer {
      tcsetattr(descriptor, TCSAFLUSH, &settings)
      EchoGuard.disarm()
    }
    return body()
  }
}
