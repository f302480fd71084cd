import Foundation
import Moderation
import Testing

@testable import Console

@Suite struct DecisionTests {
  private let a = request("a", minutes: 30)
  private let b = request("b", minutes: 20)
  private let c = request("c", minutes: 10)

  @Test func rejectTakesTheRowAwayAndHoldsTheCall() {
    var state = State.loaded([a, b, c])
    state.expect(.command(.reject), effects: [.hold(2, for: .seconds(3))]) {
      $0.lastNumber = 2
      $0.pending = [
        PendingDecision(id: 2, decision: Decision(.reject, a.id), request: a, phase: .held)
      ]
      $0.requests["g1"]?.remove(did("a"))
      $0.requests["g1"]?.isTouched = true
    }
    #expect(state.names == ["b", "c"])
    #expect(state.selectedName == "b")
    state.expect(.holdElapsed(2), effects: [.send(2, Decision(.reject, a.id))]) {
      $0.pending[0].phase = .sending
    }
    #expect(
      reduce(&state, .decisionSettled(2, .done)) == [
        .loadGroup("g1"), .loadRequests("g1", load: 3),
      ])
    #expect(state.pending.isEmpty)
    #expect(state.message == Message("Rejected @a.example.com.", .success))
  }

  @Test func approveSendsTheOtherCall() {
    var state = State.loaded([a, b])
    _ = reduce(&state, .command(.approve))
    #expect(reduce(&state, .holdElapsed(2)) == [.send(2, Decision(.approve, a.id))])
    _ = reduce(&state, .decisionSettled(2, .done))
    #expect(state.message == Message("Approved @a.example.com.", .success))
  }

  @Test func withoutHoldingTheCallGoesAtOnce() {
    var state = State.loaded([a], undo: .zero)
    #expect(reduce(&state, .command(.reject)) == [.send(2, Decision(.reject, a.id))])
    #expect(state.undoable == nil)
    #expect(reduce(&state, .command(.undo)) == [])
    #expect(state.names.isEmpty)
  }

  @Test func undoBringsThePersonBackSelectedAndNothingIsSent() {
    var state = State.loaded([a, b, c])
    _ = reduce(&state, .command(.down))
    _ = reduce(&state, .command(.reject))
    #expect(state.selectedName == "c")
    #expect(reduce(&state, .command(.undo)) == [])
    #expect(state.names == ["a", "b", "c"])
    #expect(state.selectedName == "b")
    #expect(state.pending.isEmpty)
    state.expect(.holdElapsed(2))
  }

  @Test func undoTakesBackTheLastHeldDecisionOnly() {
    var state = State.loaded([a, b, c])
    _ = reduce(&state, .command(.reject))
    _ = reduce(&state, .command(.reject))
    #expect(state.pending.map(\.id) == [2, 3])
    _ = reduce(&state, .holdElapsed(2))
    _ = reduce(&state, .command(.undo))
    #expect(state.pending.map(\.id) == [2])
    #expect(state.names == ["b", "c"])
    _ = reduce(&state, .command(.undo))
    #expect(state.message?.tone == .warning)
    #expect(state.pending.map(\.id) == [2])
  }

  @Test func rejectingTheLastRowSelectsTheOneAbove() {
    var state = State.loaded([a, b, c])
    _ = reduce(&state, .command(.last))
    _ = reduce(&state, .command(.reject))
    #expect(state.selectedName == "b")
  }

  @Test func aFailureBringsTheRowBackWithItsReason() {
    var state = State.loaded([a, b, c], undo: .zero)
    _ = reduce(&state, .command(.reject))
    #expect(state.selectedName == "b")
    #expect(reduce(&state, .decisionSettled(2, .failed(.odd))) == [])
    #expect(state.names == ["a", "b", "c"])
    #expect(state.selectedName == "b")
    #expect(state.selectedList.fault(of: did("a")) == .odd)
    #expect(
      state.message
        == Message("@a.example.com was not rejected. The service refused. Look again.", .error))
    // Deciding again takes the reason away with the row.
    _ = reduce(&state, .command(.first))
    _ = reduce(&state, .command(.reject))
    #expect(state.selectedList.fault(of: did("a")) == nil)
  }

  @Test func losingTheGroupLooksAtTheGroupsAgain() {
    var state = State.loaded([a], undo: .zero)
    _ = reduce(&state, .command(.reject))
    #expect(reduce(&state, .decisionSettled(2, .failed(.lostOwnership))) == [.loadGroups])
  }

  @Test func anUnconfirmedDecisionComesBackAndTheListIsReadAgain() {
    var state = State.loaded([a], undo: .zero)
    let fault = Fault(.unconfirmed, "Not confirmed.", cure: "Look again.")
    _ = reduce(&state, .command(.reject))
    #expect(
      reduce(&state, .decisionSettled(2, .failed(fault))) == [
        .loadGroup("g1"), .loadRequests("g1", load: 3),
      ])
    #expect(state.names == ["a"])
    // The service has carried it out after all: the row goes.
    _ = reduce(&state, .requestsEnded("g1", load: 3, nil))
    #expect(state.names.isEmpty)
  }

  @Test func someoneWhoIsGoneStaysAway() {
    var state = State.loaded([a, b], undo: .zero)
    _ = reduce(&state, .command(.reject))
    #expect(
      reduce(&state, .decisionSettled(2, .gone)) == [
        .loadGroup("g1"), .loadRequests("g1", load: 3),
      ])
    #expect(state.names == ["b"])
    #expect(state.message?.tone == .warning)
  }

  @Test func aRunOfDecisionsIsFollowedByOneRefresh() {
    var state = State.loaded([a, b, c], undo: .zero)
    _ = reduce(&state, .command(.reject))
    _ = reduce(&state, .command(.reject))
    #expect(reduce(&state, .decisionSettled(2, .done)) == [])
    #expect(
      reduce(&state, .decisionSettled(3, .done)) == [
        .loadGroup("g1"), .loadRequests("g1", load: 4),
      ])
  }

  @Test func aPageReadBeforeTheDecisionDoesNotBringTheRowBack() {
    var state = State.loaded([a, b, c], undo: .zero)
    _ = reduce(&state, .command(.refresh))
    _ = reduce(&state, .command(.reject))
    _ = reduce(&state, .requestsArrived("g1", load: 2, [a, b]))
    #expect(state.names == ["b", "c"])
    // The load is read once more afterwards, since it is older than the decision.
    #expect(reduce(&state, .decisionSettled(3, .done)) == [.loadGroup("g1")])
    _ = reduce(&state, .requestsArrived("g1", load: 2, [a, b, c]))
    #expect(state.names == ["b", "c"])
    #expect(
      reduce(&state, .requestsEnded("g1", load: 2, nil)) == [.loadRequests("g1", load: 4)])
  }

  @Test func readOnlyDecidesNothing() {
    var state = State.loaded([a], readOnly: true)
    #expect(reduce(&state, .command(.reject)) == [])
    #expect(reduce(&state, .command(.approve)) == [])
    #expect(state.names == ["a"])
    #expect(state.message?.text.contains("--read-only") == true)
  }

  @Test func decidingFromTheGroupsPaneGoesOnToThePeople() {
    var state = State.loaded([a, b])
    state.focus = .groups
    #expect(reduce(&state, .command(.reject)) == [.hold(2, for: .seconds(3))])
    #expect(state.names == ["b"])
    #expect(state.focus == .requests)
  }

  @Test func aFullGroupDoesNotApprove() {
    var state = State.loaded([a], groups: [group("g1", pending: 1, members: 50)])
    #expect(reduce(&state, .command(.approve)) == [])
    #expect(state.message?.text == "Group g1 is full: 50 of 50 seats are taken.")
    #expect(reduce(&state, .command(.reject)) == [.hold(2, for: .seconds(3))])
  }
}
