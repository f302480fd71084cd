import Synchronization

/// Lets a fixed number of pieces of work run at once. The others wait in the order they came.
final class CallLimiter: Sendable {
  struct State {
    var free: Int
    /// Whoever waits, by ticket.
    var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
    /// The tickets in the order they came, those that gave up among them.
    var queue: [Int] = []
    /// How much of the queue has been served.
    var served = 0
    var nextTicket = 0

    mutating func takeNext() -> CheckedContinuation<Void, any Error>? {
      while served < queue.count {
        defer { served += 1 }
        if let next = waiting.removeValue(forKey: queue[served]) { return next }
      }
      queue.removeAll()
      served = 0
      return nil
    }
  }

  let state: Mutex<State>

  init(_ limit: Int) {
    state = Mutex(State(free: max(1, limit)))
  }

  /// Runs the work when it is its turn.
  /// - Throws: `CancellationError` when the task is cancelled before that; the work did not run.
  func run<Output>(_ work: () async -> Output) async throws(CancellationError) -> Output {
    do {
      try await enter()
    } catch {
      throw CancellationError()
    }
    defer { leave() }
    return await work()
  }

  private func enter() async throws {
    let ticket = state.withLock { state in
      defer { state.nextTicket += 1 }
      return state.nextTicket
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        admit(ticket, continuation)
      }
    } onCancel: {
      let continuation = state.withLock { $0.waiting.removeValue(forKey: ticket) }
      continuation?.resume(throwing: CancellationError())
    }
  }

  private func admit(_ ticket: Int, _ continuation: CheckedContinuation<Void, any Error>) {
    let result: Result<Void, any Error>? = state.withLock { state in
      // A cancellation before this moment has found nobody to wake.
      guard !Task.isCancelled else { return .failure(CancellationError()) }
      guard state.free == 0 else {
        state.free -= 1
        return .success(())
      }
      state.waiting[ticket] = continuation
      state.queue.append(ticket)
      return nil
    }
    if let result { continuation.resume(with: result) }
  }

  private func leave() {
    let next = state.withLock { state in
      let next = state.takeNext()
      if next == nil { state.free += 1 }
      return next
    }
    next?.resume()
  }
}
