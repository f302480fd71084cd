import Synchronization

/// The tasks under way, by number, so that one or all can be cancelled.
final class TaskBook: Sendable {
  private let tasks = Mutex<[Int: Task<Void, Never>]>([:])

  /// Starts a task, which is forgotten when it has ended.
  func start(_ number: Int, _ work: @escaping @Sendable () async -> Void) {
    // Under the lock, so that a task that ends at once is not written down after it was forgotten.
    tasks.withLock { tasks in
      tasks[number] = Task {
        await work()
        self.tasks.withLock { $0[number] = nil }
      }
    }
  }

  func cancelAll() {
    for task in tasks.withLock({ Array($0.values) }) { task.cancel() }
  }

  func cancel(_ number: Int) {
    tasks.withLock { $0[number] }?.cancel()
  }
}
