import CNcurses
import Dispatch
import Foundation
import Synchronization

/// Signals that ask to stop, for work that must not be cut off in the middle: ^C, the end of a
/// session, the stop of a service, the end of the time that a job has.
enum Interruption {
  /// Runs the work in a task that the first signal cancels. The next one ends the program, as the
  /// first does everywhere else.
  /// - Returns: what the work gives, and the signal that stopped it, if one did.
  static func cancelling<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> (value: Value, signal: Int32?) {
    let task = Task { try await work() }
    let first = FirstSignal()
    // What the caller has ignored stays so (nohup). Not ^C, which scripts ignore for all that they
    // start in the background.
    let signals = (1..<Int32(NSIG)).filter { $0 == SIGINT || signal_asks_to_end($0) }
    let sources = signals.map { number in
      // A source hears of a signal beside its handler, which must not end the program meanwhile.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        guard first.set(number) else { return }
        for number in signals { signal(number, SIG_DFL) }
        StandardStream.error.tell("\nStopping. ^C again stops at once.\n")
        task.cancel()
      }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in signals { signal(number, SIG_DFL) }
    }
    return (try await task.value, first.number)
  }
}

/// The signal that came first.
private final class FirstSignal: Sendable {
  private let value = Mutex<Int32?>(nil)

  var number: Int32? { value.withLock { $0 } }

  /// - Returns: false when another came before.
  func set(_ number: Int32) -> Bool {
    value.withLock { value in
      guard value == nil else { return false }
      value = number
      return true
    }
  }
}
