import Testing

@testable import Moderation

@Suite struct RetryPolicyTests {
  @Test func theLongestWaitDoublesUpToTheLimit() {
    let policy = RetryPolicy(base: .seconds(1), limit: .seconds(5)) { $0 }
    #expect((1...5).map(policy.delay) == [1, 2, 4, 5, 5].map { .seconds($0) })
    #expect(policy.delay(after: .max) == .seconds(5))
  }

  @Test func pausesAreAsManyAsRepeatsUnlessSaidOtherwise() {
    #expect(RetryPolicy(attempts: 4).pauses == 3)
    #expect(RetryPolicy(attempts: 1).pauses == 0)
    #expect(RetryPolicy(attempts: 1, pauses: 7).pauses == 7)
    #expect(RetryPolicy().pauseLimit == .seconds(30))
    #expect(RetryPolicy.patient.pauseLimit == .seconds(900))
    #expect(RetryPolicy.patient.attempts == RetryPolicy().attempts)
  }

  @Test func theWaitIsSpreadOverTheWholeTime() {
    let policy = RetryPolicy(base: .seconds(1))
    let waits = (0..<200).map { _ in policy.delay(after: 1) }
    #expect(waits.allSatisfy { $0 >= .zero && $0 <= .seconds(1) })
    #expect(waits.contains { $0 < .milliseconds(300) })
    #expect(waits.contains { $0 > .milliseconds(700) })
  }
}
