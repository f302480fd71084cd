import Foundation
import Moderation
import Testing

@testable import Console

@Suite struct QuitTests {
  private let a = request("a", minutes: 30)
  private let b = request("b", minutes: 20)

  @Test func nothingOnItsWayQuitsAtOnce() {
    var state = State.loaded([a])
    state.expect(.command(.quit)) { $0.lifecycle = .finished(signal: nil) }
  }

  @Test func quittingWhileLoadingDoesNotWait() {
    var state = State.empty()
    _ = reduce(&state, .opened)
    state.expect(.command(.quit)) { $0.lifecycle = .finished(signal: nil) }
  }

  @Test func whatIsHeldIsSentFirst() {
    var state = State.loaded([a, b])
    _ = reduce(&state, .command(.reject))
    _ = reduce(&state, .command(.approve))
    state.expect(
      .command(.quit),
      effects: [
        .send(2, Decision(.reject, a.id)), .send(3, Decision(.approve, b.id)),
        .startQuitDeadline(.seconds(5)),
      ]
    ) {
      $0.lifecycle = .quitting(signal: nil)
      $0.pending[0].phase = .sending
      $0.pending[1].phase = .sending
    }
    // The end of the hold finds it sent already.
    state.expect(.holdElapsed(2))
    _ = reduce(&state, .decisionSettled(2, .done))
    #expect(state.lifecycle == .quitting(signal: nil))
    #expect(reduce(&state, .decisionSettled(3, .done)) == [])
    #expect(state.lifecycle == .finished(signal: nil))
    #expect(state.lost.isEmpty)
  }

  @Test func aFailureWhileLeavingIsReported() {
    var state = State.loaded([a])
    _ = reduce(&state, .command(.reject))
    _ = reduce(&state, .terminated(signal: 15))
    _ = reduce(&state, .decisionSettled(2, .failed(.down)))
    #expect(state.lifecycle == .finished(signal: 15))
    #expect(
      state.lost == [
        LostDecision(
          handle: "a.example.com", groupName: "Group g1", verdict: .reject, fault: .down)
      ])
  }

  @Test(arguments: [Action.quitDeadlinePassed, .command(.quit)])
  func theDeadlineOrASecondQuitEndsItAndNamesWhatIsNotConfirmed(_ action: Action) {
    var state = State.loaded([a])
    _ = reduce(&state, .command(.reject))
    _ = reduce(&state, .command(.quit))
    _ = reduce(&state, action)
    #expect(state.lifecycle == .finished(signal: nil))
    #expect(state.lost.map(\.handle) == ["a.example.com"])
    #expect(state.lost.map(\.fault.kind) == [.unconfirmed])
  }

  @Test func aSecondSignalLeavesWhatIsBeingSentItsTime() {
    var state = State.loaded([a])
    _ = reduce(&state, .command(.reject))
    _ = reduce(&state, .terminated(signal: 1))
    state.expect(.terminated(signal: 1))
    _ = reduce(&state, .decisionSettled(state.pending[0].id, .done))
    #expect(state.lifecycle == .finished(signal: 1))
  }

  @Test func suspendingWaitsForWhatIsOnItsWay() {
    var state = State.loaded([a])
    _ = reduce(&state, .command(.reject))
    #expect(reduce(&state, .command(.suspend)) == [])
    #expect(state.message?.tone == .warning)
    _ = reduce(&state, .command(.undo))
    #expect(reduce(&state, .command(.suspend)) == [.suspend])
  }

  @Test func decidingWhileLeavingIsRefused() {
    var state = State.loaded([a, b])
    _ = reduce(&state, .command(.reject))
    _ = reduce(&state, .command(.quit))
    #expect(reduce(&state, .command(.reject)) == [])
    #expect(state.pending.count == 1)
  }
}
