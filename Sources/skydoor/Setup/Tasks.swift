import ArgumentParser
import CNcurses
import Dispatch
import Foundation
import Synchronization

/// Runs asynchronous work to its end while the calling thread sleeps. Commands start on the main
/// thread, which owns the screen and has to stay the same thread; this function lets them call
/// asynchronous code from it.
func runBlocking<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) throws -> Value {
  let box = ResultBox<Value>()
  let ended = DispatchSemaphore(value: 0)
  Task.detached {
    do {
      let value = try await work()
      box.result.withLock { $0 = .success(value) }
    } catch {
      box.result.withLock { $0 = .failure(error) }
    }
    ended.signal()
  }
  ended.wait()
  return try box.result.withLock { $0 }.get()
}

/// Waits for a task to end, but no longer than a limit.
func wait(for task: Task<Void, Never>, atMost limit: DispatchTimeInterval) {
  let ended = DispatchSemaphore(value: 0)
  Task.detached {
    await task.value
    ended.signal()
  }
  _ = ended.wait(timeout: .now() + limit)
}

/// Carries a result from the task to the thread that waits for it.
private final class ResultBox<Value: Sendable>: Sendable {
  let result = Mutex<Result<Value, any Error>>(.failure(CancellationError()))
}

/// Signals that ask the program to stop, for work that must not be cut off in the middle: ^C, the end
/// of a session, the stop of a service, a time limit.
enum Interruption {
  /// What the work has returned, and the signal that stopped it, if one did.
  struct WorkResult<Value: Sendable>: Sendable {
    let value: Value
    fileprivate let signal: Int32?

    /// How a shell reports a program that a signal has ended; nil where none came.
    var exitCode: ExitCode? { signal.map { ExitCode(128 + $0) } }
  }

  /// Runs the work in a task that the first signal cancels. A second signal ends the program, as the
  /// first does everywhere else.
  static func cancelling<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> WorkResult<Value> {
    let task = Task { try await work() }
    let first = FirstSignal()
    // A signal that the caller has set to be ignored stays ignored (nohup). The exception is ^C, which
    // shells set to be ignored for everything that a script starts in the background.
    let signals = (1..<Int32(NSIG)).filter { $0 == SIGINT || signal_asks_to_end($0) }
    let sources = signals.map { number in
      // The source does not replace the signal's default action, which would end the program.
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
    return WorkResult(value: try await task.value, signal: first.number)
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
