import Canvas
import Foundation
import Moderation
import Testing

@testable import Console

@Suite struct QuitTests {
  private let a = request("a", minutes: 30)
  private let b = request("b", minutes: 20)

  @Test func nothingOnItsWayQuitsAtOnce() {
    var state = State.loaded([a])
    state.expect(.command(.quit), effects: [.saveSnapshot(state.snapshot!)]) {
      $0.session.lifecycle = .finished(signal: nil)
      $0.requests.snapshotSchedule.writeLast()
    }
    #expect(!state.requests.snapshotSchedule.mayWriteLast)
  }

  @Test func quittingWhileLoadingDoesNotWait() {
    var state = State.empty()
    _ = state.send(.opened)
    state.expect(.command(.quit)) { $0.session.lifecycle = .finished(signal: nil) }
  }

  @Test func whatIsHeldIsSentFirst() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.reject))
    _ = state.send(.command(.approve))
    state.expect(
      .command(.quit),
      effects: [
        .send(2, [Decision(.reject, a.id)]), .send(3, [Decision(.approve, b.id)]),
        .startQuitDeadline(.seconds(5)),
      ]
    ) {
      $0.session.lifecycle = .quitting(signal: nil)
      $0.decisions.batches[0].phase = .sending(since: start)
      $0.decisions.batches[1].phase = .sending(since: start)
    }
    // The end of the hold finds it sent already.
    state.expect(.holdElapsed(2))
    _ = state.settle(2, .done)
    #expect(state.session.lifecycle == .quitting(signal: nil))
    #expect(state.settle(3, .done) == [.saveSnapshot(state.snapshot!)])
    #expect(state.session.lifecycle == .finished(signal: nil))
    #expect(state.decisions.lost.isEmpty)
  }

  @Test func aFailureWhileLeavingIsReported() {
    var state = State.loaded([a])
    _ = state.send(.command(.reject))
    _ = state.send(.terminated(signal: 15))
    _ = state.settle(2, .failed(.down))
    #expect(state.session.lifecycle == .finished(signal: 15))
    #expect(
      state.decisions.lost == [
        LostDecision(
          whom: "@a.example.com", groupName: "Group g1", verdict: .reject, fault: .down)
      ])
  }

  @Test(arguments: [Action.quitDeadlinePassed, .command(.quit)])
  func theDeadlineOrASecondQuitEndsItAndNamesWhatIsNotConfirmed(_ action: Action) {
    var state = State.loaded([a])
    _ = state.send(.command(.reject))
    _ = state.send(.command(.quit))
    _ = state.send(action)
    #expect(state.session.lifecycle == .finished(signal: nil))
    #expect(state.decisions.lost.map(\.whom) == ["@a.example.com"])
    #expect(state.decisions.lost.map(\.fault.kind) == [.unconfirmed])
  }

  @Test func aSecondSignalLeavesWhatIsBeingSentItsTime() {
    var state = State.loaded([a])
    _ = state.send(.command(.reject))
    _ = state.send(.terminated(signal: 1))
    state.expect(.terminated(signal: 1))
    _ = state.settle(state.decisions.batches[0].id, .done)
    #expect(state.session.lifecycle == .finished(signal: 1))
  }

  /// A stopped console sends nothing: the shell's screen says what waits for it.
  @Test func suspendingTellsWhatIsOnItsWay() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.reject))
    state.expect(
      .command(.suspend),
      effects: [.suspend(saying: "skydoor is suspended with 1 decision on the way; fg goes on.")])
    _ = state.send(.command(.undo))
    #expect(state.send(.command(.suspend)) == [.suspend(saying: nil)])
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.reject))
    _ = state.send(.command(.confirm))
    _ = state.send(.holdElapsed(state.decisions.batches[0].id))
    #expect(
      state.send(.command(.suspend))
        == [.suspend(saying: "skydoor is suspended with 2 decisions on the way; fg goes on.")])
    // Also while it leaves.
    _ = state.send(.command(.quit))
    #expect(state.send(.command(.suspend)).count == 1)
  }

  @Test func suspendingNeedsAShell() {
    var state = State(
      account: "jo.test", settings: Settings(canBeSuspended: false), now: start,
      size: Size(columns: 80, rows: 24))
    state.expect(.command(.suspend)) {
      $0.message = Message(
        "There is no shell to suspend to: the console was started in its place.",
        refusing: .suspend)
    }
  }

  @Test func decidingWhileLeavingIsRefused() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.reject))
    _ = state.send(.command(.quit))
    #expect(state.send(.command(.reject)) == [])
    #expect(state.decisions.batches.count == 1)
  }
}
