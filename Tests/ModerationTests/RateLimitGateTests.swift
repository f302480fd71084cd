import ATProto
import Foundation
import Synchronization
import Testing

@testable import Moderation

@Suite struct RateLimitGateTests {
  @Test func callsOfTheSameMomentAreOnePause() async throws {
    try await withPace { pace, clock async throws in
      let sentAt = clock.now
      clock.advance(by: 0.01)
      let areNew = (0..<6).map { _ in pace.pause(until: nil, sentAt: sentAt) }
      #expect(areNew == [true, false, false, false, false, false])
      #expect(try await clock.wait(for: pace) == .milliseconds(100))
    }
  }

  @Test func pausesInARowGrowUntilThereIsAnotherAnswer() async throws {
    try await withPace { pace, clock async throws in
      for length in [100, 200, 400, 800] {
        #expect(pace.pause(until: nil, sentAt: clock.now))
        #expect(try await clock.wait(for: pace) == .milliseconds(length))
      }
      pace.answered()
      #expect(pace.pause(until: nil, sentAt: clock.now))
      #expect(try await clock.wait(for: pace) == .milliseconds(100))
    }
  }

  @Test func aPauseOfTheServicesOwnLengthIsKept() async throws {
    try await withPace { pace, clock async throws in
      let sentAt = clock.now
      #expect(pace.pause(until: sentAt + 7, sentAt: sentAt))
      // A later answer to an earlier call can only make it longer.
      #expect(!pace.pause(until: sentAt + 3, sentAt: sentAt))
      #expect(!pace.pause(until: sentAt + 9, sentAt: sentAt))
      #expect(pace.isPaused)
      #expect(try await clock.wait(for: pace) == .seconds(9))
      #expect(!pace.isPaused)
    }
  }

  @Test func aPauseThatIsTooShortAgainAndAgainIsMadeLonger() async throws {
    try await withPace { pace, clock async throws in
      #expect(pace.pause(until: clock.now, sentAt: clock.now))
      #expect(try await clock.wait(for: pace) == .zero)
      #expect(pace.pause(until: clock.now, sentAt: clock.now))
      #expect(try await clock.wait(for: pace) == .milliseconds(200))
    }
  }

  private func withPace(_ body: (RateLimitGate, ManualClock) async throws -> Void) async throws {
    try await withFixture { fixture async throws in
      let clock = ManualClock()
      let caller = ServiceCaller(
        session: fixture.session, retries: RetryPolicy(base: .milliseconds(100)) { $0 },
        monitor: CallMonitor(patience: .seconds(60), now: { clock.now }, notice: { _ in }),
        time: ServiceClock(now: { clock.now }, sleep: { clock.advance(by: $0.seconds) }),
        labelers: LabelerDirectory(file: nil, upkeep: .first, now: { clock.now }, notice: { _ in }))
      try await body(RateLimitGate(caller: caller), clock)
    }
  }

  /// A clock that stands still but in waits.
  private final class ManualClock: Sendable {
    private let elapsed = Mutex(0.0)

    var now: Date { Date(timeIntervalSinceReferenceDate: elapsed.withLock { $0 }) }

    func advance(by seconds: Double) {
      elapsed.withLock { $0 += seconds }
    }

    /// How long the pause is, to the millisecond.
    func wait(for pace: RateLimitGate) async throws -> Duration {
      let start = now
      try await pace.waitOutPause()
      return .milliseconds(Int((now.timeIntervalSince(start) * 1_000).rounded()))
    }
  }
}
