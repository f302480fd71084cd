import CNcurses
import Canvas
import Synchronization

/// What the front end tells the loop.
public enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  /// Only where the mouse was asked for. The position may lie outside of the last frame.
  case mouse(MouseEvent)
  /// The screen has another size: ``Terminal/columns`` and ``Terminal/rows`` know it.
  case resized
  /// Back from suspension: draw anew.
  case resumed
  /// A signal arrived that asks the program to end (the number), or the terminal is gone (SIGHUP).
  case terminate(signal: Int32)
}

/// Events that are known but not yet handed out, equal ones only once.
struct PendingEvents {
  private(set) var events: [TerminalEvent] = []

  var isEmpty: Bool { events.isEmpty }

  mutating func add(_ event: TerminalEvent) {
    if !events.contains(event) { events.append(event) }
  }

  mutating func takeAll() -> [TerminalEvent] {
    defer { events = [] }
    return events
  }
}

/// Where any thread leaves messages for the thread that owns the screen, and wakes it.
///
/// It works before a terminal is opened and after it is closed: what is posted waits.
public final class Mailbox<Message: Sendable>: Sendable {
  private struct State {
    var messages: [Message] = []
    var isAwake = false
  }

  private let state = Mutex(State())
  /// Readable while messages wait: what a `poll` waits on.
  let wakeDescriptor: Int32
  private let writingEnd: Int32

  public init() {
    var ends: [Int32] = [-1, -1]
    precondition(wake_pipe_open(&ends), "no file descriptors left for a mailbox")
    (wakeDescriptor, writingEnd) = (ends[0], ends[1])
  }

  deinit {
    CNcurses.close(wakeDescriptor)
    CNcurses.close(writingEnd)
  }

  /// Leaves a message and wakes whoever waits. Never blocks, from any thread.
  public func post(_ message: Message) {
    state.withLock { state in
      state.messages.append(message)
      // One byte is enough however many messages wait, so the pipe never fills.
      if !state.isAwake {
        state.isAwake = true
        var byte: UInt8 = 0
        _ = write(writingEnd, &byte, 1)
      }
    }
  }

  /// Takes all messages, oldest first.
  func takeAll() -> [Message] {
    state.withLock { state in
      if state.isAwake {
        state.isAwake = false
        var byte: UInt8 = 0
        _ = read(wakeDescriptor, &byte, 1)
      }
      defer { state.messages = [] }
      return state.messages
    }
  }
}
