import Testing

@testable import Moderation

@Suite struct RetryPolicyTests {
  @Test func theLongestWaitDoublesUpToTheLimit() {
    let policy = RetryPolicy(base: .seconds(1), limit: .seconds(5)) { $0 }
    #expect((1...5).map(policy.delay) == [1, 2, 4, 5, 5].map { .seconds($0) })
    #expect(policy.delay(after: .max) == .seconds(5))
  }

  @Test func theWaitIsSpreadOverTheWholeTime() {
    let policy = RetryPolicy(base: .seconds(1))
    let waits = (0..<200).map { _ in policy.delay(after: 1) }
    #expect(waits.allSatisfy { $0 >= .zero && $0 <= .seconds(1) })
    #expect(waits.contains { $0 < .milliseconds(300) })
    #expect(waits.contains { $0 > .milliseconds(700) })
  }
}
