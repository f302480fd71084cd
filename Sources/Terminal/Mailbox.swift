import CNcurses
import Synchronization

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
