import CPseudoTerminal
import Foundation

/// Both ends of a pseudo-terminal, for code that runs in the test itself. What the code writes
/// stays in the system's buffer until it is read, so a screenful must stay small.
public final class TerminalPair {
  /// The end that is a terminal.
  public let terminal: Int32
  /// What a person sees.
  public private(set) var screen: ScreenEmulator
  private let controller: Int32
  private var isHungUp = false

  public init(columns: Int = 40, rows: Int = 10) throws {
    var (controller, terminal): (Int32, Int32) = (-1, -1)
    guard pseudo_terminal_open(Int32(columns), Int32(rows), &controller, &terminal) else {
      throw PseudoTerminalError.cannotStart(program: "a pseudo-terminal", error: errno)
    }
    self.controller = controller
    self.terminal = terminal
    screen = ScreenEmulator(columns: columns, rows: rows)
  }

  deinit {
    hangUp()
    CPseudoTerminal.close(terminal)
  }

  public var modes: TerminalModes? { TerminalModes(descriptor: terminal) }

  /// Types a text.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends bytes as they are.
  public func send(_ bytes: [UInt8]) { _ = write(controller, bytes, bytes.count) }

  /// Takes in what was written so far, and returns it.
  @discardableResult
  public func receive() -> [UInt8] {
    var result: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    var waits = [pollfd(fd: controller, events: Int16(POLLIN), revents: 0)]
    while poll(&waits, 1, 0) > 0 {
      let count = read(controller, &bytes, bytes.count)
      if count <= 0 { break }
      result += bytes[..<count]
    }
    screen.feed(result)
    return result
  }

  /// Changes the size. Nobody is told: the terminal is not the test's own.
  public func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    _ = pseudo_terminal_resize(controller, Int32(columns), Int32(rows))
  }

  /// Goes away as a lost connection does.
  public func hangUp() {
    if !isHungUp { CPseudoTerminal.close(controller) }
    isHungUp = true
  }
}
