import Synchronization
import TestEnvironment
import Testing

@testable import Moderation

@Suite struct CallLimiterTests {
  @Test func noMoreThanTheLimitRunAtOnce() async throws {
    let limiter = CallLimiter(3)
    let counter = Counter()
    await withTaskGroup(of: Void.self) { tasks in
      for _ in 0..<200 {
        tasks.addTask {
          try? await limiter.run {
            counter.enter()
            for _ in 0..<5 { await Task.yield() }
            counter.leave()
          }
        }
      }
    }
    #expect(counter.runs == 200)
    #expect(counter.most == 3)
  }

  @Test func theOthersWaitInTheOrderTheyCame() async throws {
    let limiter = CallLimiter(1)
    let gate = AsyncStream<Void>.makeStream()
    let order = Record<Int>()
    let first = Task {
      try await limiter.run { for await _ in gate.stream { break } }
    }
    try await eventually { limiter.isBusy }
    var waiting: [Task<Void, any Error>] = []
    for number in 1...5 {
      waiting.append(Task { try await limiter.run { order.add(number) } })
      try await eventually { limiter.waitingCount == number }
    }
    gate.continuation.yield()
    try await first.value
    for task in waiting { try await task.value }
    #expect(order.values == [1, 2, 3, 4, 5])
  }

  @Test func whoeverGivesUpLeavesTheQueue() async throws {
    let limiter = CallLimiter(1)
    let gate = AsyncStream<Void>.makeStream()
    let order = Record<Int>()
    let first = Task {
      try await limiter.run { for await _ in gate.stream { break } }
    }
    try await eventually { limiter.isBusy }
    let second = Task { try await limiter.run { order.add(2) } }
    try await eventually { limiter.waitingCount == 1 }
    let third = Task { try await limiter.run { order.add(3) } }
    try await eventually { limiter.waitingCount == 2 }
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    gate.continuation.yield()
    try await first.value
    try await third.value
    #expect(order.values == [3])
    #expect(!limiter.isBusy)
  }

  @Test func slowingDownHalvesAndSuccessRestoresStepByStep() {
    let limiter = CallLimiter(6)
    func allowed() -> Int { limiter.state.withLock { $0.allowed } }
    limiter.slowDown()
    #expect(allowed() == 3)
    for expected in [3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6] {
      limiter.recover()
      #expect(allowed() == expected)
    }
    for expected in [3, 1, 1, 1] {
      limiter.slowDown()
      #expect(allowed() == expected)
    }
    limiter.recover()
    #expect(allowed() == 2)
  }

  @Test func afterSlowingDownFewerRunAtOnce() async throws {
    let limiter = CallLimiter(4)
    limiter.slowDown()
    let counter = Counter()
    await withTaskGroup(of: Void.self) { tasks in
      for _ in 0..<50 {
        tasks.addTask {
          try? await limiter.run {
            counter.enter()
            for _ in 0..<5 { await Task.yield() }
            counter.leave()
          }
        }
      }
    }
    #expect(counter.runs == 50)
    #expect(counter.most == 2)
  }

  @Test func recoveringLetsOneOfThoseWhoWaitIn() async throws {
    let limiter = CallLimiter(2)
    limiter.slowDown()
    let gate = AsyncStream<Void>.makeStream()
    let first = Task { try await limiter.run { for await _ in gate.stream { break } } }
    try await eventually { limiter.isBusy }
    let second = Task { try await limiter.run {} }
    try await eventually { limiter.waitingCount == 1 }
    limiter.recover()
    try await second.value
    gate.continuation.yield()
    try await first.value
  }

  /// Counts how many are inside at once.
  private final class Counter: Sendable {
    private struct State {
      var runs = 0
      var inside = 0
      var most = 0
    }

    private let state = Mutex(State())

    var runs: Int { state.withLock { $0.runs } }
    var most: Int { state.withLock { $0.most } }

    func enter() {
      state.withLock { state in
        state.runs += 1
        state.inside += 1
        state.most = max(state.most, state.inside)
      }
    }

    func leave() {
      state.withLock { $0.inside -= 1 }
    }
  }
}

extension CallLimiter {
  /// How many wait for their turn.
  fileprivate var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Whoever comes now has to wait.
  fileprivate var isBusy: Bool { state.withLock { $0.isFull } }
}
