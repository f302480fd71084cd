import CNcurses
import Dispatch
import Foundation
import Synchronization

/// Runs asynchronous work to its end while the calling thread sleeps. Commands start on the main
/// thread, which belongs to the screen and is not to wander: this is their way into concurrency
/// and back.
func runBlocking<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) throws -> Value {
  let ending = Ending<Value>()
  let ended = DispatchSemaphore(value: 0)
  Task.detached {
    do {
      let value = try await work()
      ending.result.withLock { $0 = .success(value) }
    } catch {
      ending.result.withLock { $0 = .failure(error) }
    }
    ended.signal()
  }
  ended.wait()
  return try ending.result.withLock { $0 }.get()
}

/// Lets a task come to its end, if that does not take too long.
func runBlocking(_ task: Task<Void, Never>, atMost limit: DispatchTimeInterval) {
  let ended = DispatchSemaphore(value: 0)
  Task.detached {
    await task.value
    ended.signal()
  }
  _ = ended.wait(timeout: .now() + limit)
}

/// Carries a result from the task to the thread that waits for it.
private final class Ending<Value: Sendable>: Sendable {
  let result = Mutex<Result<Value, any Error>>(.failure(CancellationError()))
}

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
