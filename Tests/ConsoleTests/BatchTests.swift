import Config
import Foundation
import Moderation
import Testing

@testable import Console

/// What is marked, what is asked, and how the decisions of a batch come to their ends.
@Suite struct BatchTests {
  private let people = ["a", "b", "c", "d"].enumerated().map { index, name in
    request(name, minutes: Double(90 - index))
  }

  /// All are marked, the question is answered with yes, and the calls are on their way.
  private func sending(_ verdict: Command = .reject, undo: Duration = .zero) -> State {
    var state = State.loaded(people, undo: undo)
    _ = state.send(.command(.markAll))
    _ = state.send(.command(verdict))
    _ = state.send(.command(.confirm))
    return state
  }

  private func events(_ events: LiveEvent...) -> Action {
    .logAnswered(.success(LivePage(events: events, cursor: "c2", hasMore: false)))
  }

  // MARK: Marks

  @Test func markingTheLastRowStaysThere() {
    var state = State.loaded(people)
    _ = state.send(.command(.last))
    _ = state.send(.command(.mark))
    #expect(state.selectedName == "d")
    #expect(state.markedNames == ["d"])
  }

  @Test(arguments: [Command.mark, .markRange])
  func aRangeThatHasEndedDoesNotFollowAnyMore(_ command: Command) {
    var state = State.loaded(people)
    _ = state.send(.command(.markRange))
    _ = state.send(.command(.down))
    _ = state.send(.command(command))
    #expect(state.selectedName == "b")
    _ = state.send(.command(.last))
    #expect(state.markedNames == ["a", "b"])
  }

  @Test func aDroppedRangeLeavesWhatWasMarkedBefore() {
    var state = State.loaded(people)
    _ = state.send(.command(.mark))
    _ = state.send(.command(.markRange))
    _ = state.send(.command(.last))
    #expect(state.markedNames == ["a", "b", "c", "d"])
    _ = state.send(.command(.close))
    #expect(state.markedNames == ["a"])
    _ = state.send(.command(.close))
    #expect(state.requests.list.marks.isEmpty)
  }

  @Test func markingAllCompletesSomeAndLeavesOutWhoHasLeft() {
    var state = State.loaded(people)
    _ = state.send(.command(.mark))
    _ = state.send(events(.ended(people[3].id, .withdrawn)))
    _ = state.send(.command(.markAll))
    #expect(state.markedNames == ["a", "b", "c"])
    #expect(state.message == Message("Marked 3 people."))
    _ = state.send(.command(.markAll))
    #expect(state.requests.list.marks.isEmpty)
    #expect(state.message == nil)
  }

  @Test func aSingleMarkIsDecidedInsteadOfTheSelectionAndWithoutAQuestion() {
    var state = State.loaded(people, undo: .zero)
    _ = state.send(.command(.mark))
    _ = state.send(.command(.last))
    #expect(
      state.send(.command(.reject)) == [
        .record(.reject, people[0]), .send(2, [Decision(.reject, people[0].id)]),
      ])
    #expect(state.question == nil)
    #expect(state.requests.list.marks.isEmpty)
    #expect(state.selectedName == "d")
  }

  // MARK: The question

  @Test func noKeepsTheMarks() {
    var state = State.loaded(people)
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.reject))
    _ = state.send(.command(.decline))
    #expect(state.markedNames == ["a", "b", "c", "d"])
  }

  @Test(
    arguments: zip(
      1...4,
      [
        "Group g1", "Group g1 and Group g2", "Group g1, Group g2 and Group g3",
        "Group g1 and 3 other groups",
      ]))
  func theQuestionNamesTheGroups(_ count: Int, _ place: String) {
    let groups = (1...count).map { group("g\($0)", pending: 1) }
    let ids = groups.flatMap { [request("a", in: $0.id).id, request("b", in: $0.id).id] }
    let state = State.withGroups(groups)
    #expect(
      Question(verdict: .rejectAndBlock, memberships: ids).text(in: state.groups)
        == "Reject and block \(count * 2) people in \(place)?")
  }

  @Test(
    arguments: [
      (50, "Too few seats: none left in Group g1."),
      (51, "Too few seats: none left in Group g1."),
      (49, "Too few seats: 1 left in Group g1."), (48, "Too few seats: 2 left in Group g1."),
      (46, nil),
    ])
  func onlyApprovalsNeedSeats(_ members: Int, _ warning: String?) {
    let state = State.loaded(people, groups: [group("g1", pending: 4, members: members)])
    let approval = Question(verdict: .approve, memberships: people.map(\.id))
    #expect(approval.warning(in: state.groups) == warning)
    let reject = Question(verdict: .reject, memberships: people.map(\.id))
    #expect(reject.warning(in: state.groups) == nil)
  }

  @Test(arguments: [Command.approve, .reject])
  func seatsGoToWhoHasWaitedLongestWhateverTheOrder(_ verdict: Command) {
    var state = State.loaded(people, undo: .zero)
    _ = state.send(.command(.reverse))
    _ = state.send(.command(.markAll))
    _ = state.send(.command(verdict))
    let sent = state.send(.command(.confirm)).compactMap {
      if case .send(_, let decisions) = $0 { decisions.map(\.membership) } else { nil }
    }
    let names = people.map(\.id)
    #expect(sent == [verdict == .approve ? names : names.reversed()])
  }

  @Test func whenAllHaveLeftThereIsNothingToSend() {
    var state = State.loaded(Array(people[..<2]), undo: .zero)
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.reject))
    _ = state.send(
      events(.ended(people[0].id, .withdrawn), .ended(people[1].id, .approved)))
    #expect(state.send(.command(.confirm)) == [])
    #expect(state.message == Message("Nobody of them is waiting any more.", .warning))
    #expect(state.decisions.batches.isEmpty)
    #expect(state.question == nil)
  }

  // MARK: Sending

  @Test func decisionsAreSentInTheOrderOfTheRowsWhateverTheOrderOfTheMarks() {
    var state = State.loaded(people)
    _ = state.send(.command(.reverse))
    for command in [Command.last, .mark, .first, .mark, .mark] {
      _ = state.send(.command(command))
    }
    _ = state.send(.command(.rejectAndBlock))
    #expect(
      state.send(.command(.confirm)) == [
        .record(.rejectAndBlock, people[3], people[2], people[0]), .hold(2, for: .seconds(3)),
      ])
    #expect(
      state.send(.holdElapsed(2)) == [
        .send(2, [3, 2, 0].map { Decision(.rejectAndBlock, people[$0].id) })
      ])
  }

  @Test func theQueueOfAllGroupsIsSentAsOneAndEachGroupIsLookedAtOnce() {
    let groups = [group("g1", pending: 2), group("g2", pending: 1)]
    let queue = [
      request("a", in: "g1", minutes: 30), request("b", in: "g2", minutes: 20),
      request("c", in: "g1", minutes: 10),
    ]
    var state = State.queue(queue, groups: groups)
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.approve))
    #expect(
      state.send(.command(.confirm)) == [
        .record(.approve, queue), .send(3, queue.map { Decision(.approve, $0.id) }),
      ])
    #expect(state.send(.decisionSettled(3, queue[0].id, .done)) == [])
    #expect(state.send(.decisionSettled(3, queue[1].id, .done)) == [])
    #expect(
      state.send(.decisionSettled(3, queue[2].id, .done)) == [
        .loadGroup("g1"), .loadRequests("g1", load: 4),
        .loadGroup("g2"), .loadRequests("g2", load: 5),
      ])
    #expect(state.message == Message("Approved 3 of 3.", .success))
  }

  @Test func undoSaysHowManyAreBack() {
    var state = sending(undo: .seconds(3))
    #expect(state.names.isEmpty)
    _ = state.send(.command(.undo))
    #expect(state.names == ["a", "b", "c", "d"])
    #expect(state.markedNames == ["a", "b", "c", "d"])
    #expect(state.selectedName == "a")
    #expect(
      state.message
        == Message("4 people are back on the list, marked; nothing was sent.", .success))
  }

  @Test func outcomesAreCountedOnceEach() {
    var state = sending()
    let outcomes: [Outcome] = [.done, .gone, .failed(.odd)]
    for (person, outcome) in zip(people, outcomes) {
      _ = state.send(.decisionSettled(2, person.id, outcome))
    }
    let batch = state.decisions.batches[0]
    #expect(batch.total == 4)
    #expect(batch.settled == 3)
    #expect(batch.done == 1)
    #expect(batch.gone == 1)
    #expect(batch.failed == 1)
    #expect(batch.stopped == 0)
    #expect(batch.unsettled == [people[3].id])
    state.expect(.decisionSettled(2, people[0].id, .failed(.odd)))
    state.expect(.decisionSettled(99, people[3].id, .done))
  }

  @Test func whatCameOfABatchIsSaidInFull() {
    var state = sending()
    let outcomes: [Outcome] = [.done, .gone, .failed(.odd), .failed(.odd)]
    for (person, outcome) in zip(people, outcomes) {
      _ = state.send(.decisionSettled(2, person.id, outcome))
    }
    #expect(
      state.message
        == Message(
          "Rejected 1 of 4; 1 was not waiting any more; 2 failed and are on the list. "
            + "The service refused. Look again.", .error))
    #expect(state.names == ["c", "d"])
  }

  @Test func aLostGroupIsLookedForOnceHoweverManyFailed() {
    var state = sending()
    #expect(state.settle(2, .failed(.lostOwnership)) == [.loadGroups])
    #expect(
      state.message
        == Message(
          "Rejected 0 of 4; 4 failed and are on the list. Not yours any more. Ask the owner.",
          .error))
  }

  // MARK: Stopping

  @Test func whatWasCalledBackHasNotFailed() {
    var state = sending()
    #expect(state.send(.command(.close)) == [.stop(2)])
    #expect(state.settle(2, .failed(.cancelled)) == [])
    #expect(state.names == ["a", "b", "c", "d"])
    #expect(state.selectedList.failures.isEmpty)
    #expect(
      state.message == Message("Rejected 0 of 4; 4 not sent: back on the list, marked.", .warning))
  }

  @Test func aBatchIsStoppedOnce() {
    var state = sending()
    #expect(state.send(.command(.close)) == [.stop(2)])
    #expect(state.send(.command(.close)) == [])
    #expect(state.decisions.batches[0].phase == .stopping(since: start))
  }

  @Test func escapeStopsNeitherWhatIsHeldNorASingleDecision() {
    var state = sending(undo: .seconds(3))
    #expect(state.send(.command(.close)) == [])
    #expect(state.decisions.batches.map(\.phase) == [.held])
    state = State.loaded(people, undo: .zero)
    _ = state.send(.command(.reject))
    #expect(state.send(.command(.close)) == [])
    #expect(state.decisions.batches.map(\.phase) == [.sending(since: start)])
  }

  // MARK: Trying again

  @Test func eachFailureIsTriedAgainWithItsOwnVerdict() {
    var state = State.loaded(people, undo: .zero)
    for command in [Command.approve, .reject, .reject] { _ = state.send(.command(command)) }
    for batch in 2...4 { _ = state.settle(batch, .failed(.odd)) }
    _ = state.send(events(.ended(people[2].id, .withdrawn)))
    #expect(
      state.send(.command(.retry)) == [
        .record(.reject, people[1]), .send(5, [Decision(.reject, people[1].id)]),
        .record(.approve, people[0]), .send(6, [Decision(.approve, people[0].id)]),
      ])
    #expect(state.selectedList.failures.isEmpty)
  }

  @Test func failuresThatTheFilterHidesAreNotTriedAgain() {
    var state = State.loaded(people, undo: .zero)
    _ = state.send(.command(.reject))
    _ = state.settle(2, .failed(.odd))
    state = state.typing("nobody.like.this")
    _ = state.send(.typed(.enter))
    #expect(state.send(.command(.retry)) == [])
    #expect(
      state.message
        == Message(
          "The filter hides everybody whose decision failed: clear it first.", refusing: .retry))
  }

  @Test func withoutAFailureThereIsNothingToTryAgain() {
    var state = State.loaded(people)
    #expect(state.send(.command(.retry)) == [])
    #expect(state.message == Message("Nothing here has failed.", refusing: .retry))
  }
}
