import Dispatch
import Synchronization

/// Runs asynchronous work to its end while the calling thread sleeps. Commands start on the main
/// thread, which belongs to the screen and is not to wander: this is their way into concurrency
/// and back.
func waitFor<Value: Sendable>(
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
func waitFor(_ task: Task<Void, Never>, atMost limit: DispatchTimeInterval) {
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
