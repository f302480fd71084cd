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
    state.expect(.command(.reject), effects: [.record(.reject, a), .hold(2, for: .seconds(3))]) {
      $0.service.lastNumber = 2
      $0.decisions.batches = [Batch(id: 2, verdict: .reject, subjects: [.init(a)], phase: .held)]
      $0.requests["g1"]?.remove([did("a")])
      $0.requests.list.remove([a.id])
      $0.requests.list.isTouched = true
    }
    #expect(state.requests["g1"]?.rows == [b, c])
    #expect(state.names == ["b", "c"])
    #expect(state.selectedName == "b")
    state.expect(.holdElapsed(2), effects: [.send(2, [Decision(.reject, a.id)])]) {
      $0.decisions.batches[0].phase = .sending(since: start)
    }
    #expect(
      state.settle(2, .done) == [
        .loadGroup("g1"), .loadRequests("g1", load: 3),
      ])
    #expect(state.decisions.batches.isEmpty)
    #expect(state.message == Message("Rejected @a.example.com.", .success))
  }

  @Test func approveSendsTheOtherCall() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.approve))
    #expect(state.send(.holdElapsed(2)) == [.send(2, [Decision(.approve, a.id)])])
    _ = state.settle(2, .done)
    #expect(state.message == Message("Approved @a.example.com.", .success))
  }

  @Test func withoutHoldingTheCallGoesAtOnce() {
    var state = State.loaded([a], undo: .zero)
    #expect(
      state.send(.command(.reject)) == [
        .record(.reject, a), .send(2, [Decision(.reject, a.id)]),
      ])
    #expect(state.decisions.undoable == nil)
    #expect(state.send(.command(.undo)) == [])
    #expect(state.names.isEmpty)
  }

  @Test func undoBringsThePersonBackSelectedAndNothingIsSent() {
    var state = State.loaded([a, b, c])
    _ = state.send(.command(.down))
    _ = state.send(.command(.reject))
    #expect(state.selectedName == "c")
    #expect(state.send(.command(.undo)) == [.withdraw([Decision(.reject, b.id)])])
    #expect(state.names == ["a", "b", "c"])
    #expect(state.selectedName == "b")
    #expect(state.decisions.batches.isEmpty)
    state.expect(.holdElapsed(2))
  }

  @Test func undoTakesBackTheLastHeldDecisionOnly() {
    var state = State.loaded([a, b, c])
    _ = state.send(.command(.reject))
    _ = state.send(.command(.reject))
    #expect(state.decisions.batches.map(\.id) == [2, 3])
    _ = state.send(.holdElapsed(2))
    _ = state.send(.command(.undo))
    #expect(state.decisions.batches.map(\.id) == [2])
    #expect(state.names == ["b", "c"])
    _ = state.send(.command(.undo))
    #expect(state.message?.tone == .warning)
    #expect(state.decisions.batches.map(\.id) == [2])
  }

  @Test func rejectingTheLastRowSelectsTheOneAbove() {
    var state = State.loaded([a, b, c])
    _ = state.send(.command(.last))
    _ = state.send(.command(.reject))
    #expect(state.selectedName == "b")
  }

  @Test func aFailureBringsTheRowBackWithItsReason() {
    var state = State.loaded([a, b, c], undo: .zero)
    _ = state.send(.command(.reject))
    #expect(state.selectedName == "b")
    #expect(state.settle(2, .failed(.odd)) == [])
    #expect(state.names == ["a", "b", "c"])
    #expect(state.selectedName == "b")
    #expect(
      state.selectedList.failures[did("a")] == DecisionFailure(verdict: .reject, fault: .odd))
    #expect(
      state.message
        == Message("@a.example.com was not rejected. The service refused. Look again.", .error))
    // Deciding again takes the reason away with the row.
    _ = state.send(.command(.first))
    _ = state.send(.command(.reject))
    #expect(state.selectedList.failures[did("a")]?.fault == nil)
  }

  @Test func losingTheGroupLooksAtTheGroupsAgain() {
    var state = State.loaded([a], undo: .zero)
    _ = state.send(.command(.reject))
    #expect(state.settle(2, .failed(.lostOwnership)) == [.loadGroups])
  }

  @Test func anUnconfirmedDecisionComesBackAndTheListIsReadAgain() {
    var state = State.loaded([a], undo: .zero)
    let fault = Fault(.unconfirmed, "Not confirmed.", cure: "Look again.")
    _ = state.send(.command(.reject))
    #expect(
      state.settle(2, .failed(fault)) == [
        .loadGroup("g1"), .loadRequests("g1", load: 3),
      ])
    #expect(state.names == ["a"])
    // Whoever is not on the list any more may as well have taken the request back.
    #expect(state.send(.requestsEnded("g1", load: 3, nil)) == [.linger(.seconds(4))])
    #expect(state.departure(of: a.id) == Departure(cause: .unknown, at: start))
    #expect(state.waitingInScope.description == "0")
  }

  @Test(
    arguments: [
      (LiveEvent.Resolution.rejected, Departure.Cause.carriedOut), (.approved, .approvedElsewhere),
      (.withdrawn, .withdrawn),
    ], [false, true])
  func theLogSaysWhatHasComeOfAnUnconfirmedDecision(
    _ told: (ending: LiveEvent.Resolution, cause: Departure.Cause), whileOnItsWay: Bool
  ) {
    var state = State.loaded([a], undo: .zero)
    let fault = Fault(.unconfirmed, "Not confirmed.", cure: "Look again.")
    let page = LivePage(events: [.ended(a.id, told.ending)], cursor: "2", hasMore: false)
    _ = state.send(.command(.reject))
    if whileOnItsWay { _ = state.send(.logAnswered(.success(page))) }
    _ = state.settle(2, .failed(fault))
    if !whileOnItsWay { _ = state.send(.logAnswered(.success(page))) }
    #expect(state.departure(of: a.id) == Departure(cause: told.cause, at: start))
  }

  @Test func someoneWhoIsGoneStaysAway() {
    var state = State.loaded([a, b], undo: .zero)
    _ = state.send(.command(.reject))
    #expect(
      state.settle(2, .gone) == [
        .loadGroup("g1"), .loadRequests("g1", load: 3),
      ])
    #expect(state.names == ["b"])
    #expect(state.message?.tone == .warning)
  }

  @Test func aRunOfDecisionsIsFollowedByOneRefresh() {
    var state = State.loaded([a, b, c], undo: .zero)
    _ = state.send(.command(.reject))
    _ = state.send(.command(.reject))
    #expect(state.settle(2, .done) == [])
    #expect(
      state.settle(3, .done) == [
        .loadGroup("g1"), .loadRequests("g1", load: 4),
      ])
  }

  @Test func aPageReadBeforeTheDecisionDoesNotBringTheRowBack() {
    var state = State.loaded([a, b, c], undo: .zero)
    _ = state.send(.command(.refresh))
    _ = state.send(.command(.reject))
    _ = state.send(.requestsArrived("g1", load: 2, [a, b]))
    #expect(state.names == ["b", "c"])
    // The load is read once more afterwards, since it is older than the decision.
    #expect(state.settle(3, .done) == [.loadGroup("g1")])
    _ = state.send(.requestsArrived("g1", load: 2, [a, b, c]))
    #expect(state.names == ["b", "c"])
    #expect(
      state.send(.requestsEnded("g1", load: 2, nil)) == [.loadRequests("g1", load: 4)])
  }

  @Test func readOnlyDecidesNothing() {
    var state = State.loaded([a], readOnly: true)
    #expect(state.send(.command(.reject)) == [])
    #expect(state.send(.command(.approve)) == [])
    #expect(state.names == ["a"])
    #expect(state.message?.text.contains("--read-only") == true)
  }

  @Test func decidingFromTheGroupsPaneGoesOnToThePeople() {
    var state = State.loaded([a, b])
    state.focus = .groups
    #expect(
      state.send(.command(.reject)) == [.record(.reject, a), .hold(2, for: .seconds(3))])
    #expect(state.names == ["b"])
    #expect(state.focus == .requests)
  }

  @Test func aFullGroupDoesNotApprove() {
    var state = State.loaded([a], groups: [group("g1", pending: 1, members: 50)])
    #expect(state.send(.command(.approve)) == [])
    #expect(state.message?.text == "Group g1 is full: 50 of 50 seats are taken.")
    #expect(
      state.send(.command(.reject)) == [.record(.reject, a), .hold(2, for: .seconds(3))])
  }
}
