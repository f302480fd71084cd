import Synchronization

/// Lets a number of pieces of work run at once. The others wait in the order they came.
///
/// How many depends on how the service takes it: half as many after every ``slowDown()``, and one
/// more after as many ``recover()`` as may run, up to the limit.
final class CallLimiter: Sendable {
  struct State {
    /// How many may run at once at most.
    let limit: Int
    /// How many may run at once now.
    var allowed: Int
    var running = 0
    /// What went well since `allowed` last changed.
    var successes = 0
    /// Whoever waits, by ticket.
    var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
    /// The tickets in the order they came, those that gave up among them.
    var queue: [Int] = []
    /// How much of the queue has been served.
    var served = 0
    var nextTicket = 0

    init(limit: Int) {
      self.limit = limit
      allowed = limit
    }

    var isFull: Bool { running >= allowed }

    /// Lets the next one in where there is room.
    mutating func admitNext() -> CheckedContinuation<Void, any Error>? {
      guard !isFull, let next = takeNext() else { return nil }
      running += 1
      return next
    }

    private mutating func takeNext() -> CheckedContinuation<Void, any Error>? {
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
    state = Mutex(State(limit: max(1, limit)))
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

  /// Halves how many may run at once. Those that do go on.
  func slowDown() {
    state.withLock { state in
      state.allowed = max(1, state.allowed / 2)
      state.successes = 0
    }
  }

  /// From now on so many may run at once, at least one. Those that do go on.
  func allow(_ number: Int) {
    let admitted = state.withLock { state in
      state.allowed = max(1, number)
      var admitted: [CheckedContinuation<Void, any Error>] = []
      while let next = state.admitNext() { admitted.append(next) }
      return admitted
    }
    for next in admitted { next.resume() }
  }

  /// Something went well.
  func recover() {
    let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
      guard state.allowed < state.limit else { return nil }
      state.successes += 1
      guard state.successes >= state.allowed else { return nil }
      state.allowed += 1
      state.successes = 0
      return state.admitNext()
    }
    next?.resume()
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
      guard state.isFull else {
        state.running += 1
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
      state.running -= 1
      return state.admitNext()
    }
    next?.resume()
  }
}
