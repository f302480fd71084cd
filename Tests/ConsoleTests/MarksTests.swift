import Config
import Foundation
import Moderation
import Testing

@testable import Console

/// Several people decided on at once.
@Suite struct MarksTests {
  private let people = ["a", "b", "c", "d"].enumerated().map { index, name in
    request(name, minutes: Double(90 - index))
  }

  private func asking(_ verdict: Command = .reject, undo: Duration = .zero) -> State {
    var state = State.loaded(people, undo: undo)
    _ = state.send(.command(.mark))
    _ = state.send(.command(.mark))
    _ = state.send(.command(verdict))
    return state
  }

  @Test func spaceMarksAndGoesOn() {
    var state = State.loaded(people)
    _ = state.send(.command(.mark))
    #expect(state.markedNames == ["a"])
    #expect(state.selectedName == "b")
    _ = state.send(.command(.up))
    _ = state.send(.command(.mark))
    #expect(state.markedNames.isEmpty)
  }

  @Test func aRangeFollowsTheSelectionAndEscapeDropsIt() {
    var state = State.loaded(people)
    _ = state.send(.command(.down))
    _ = state.send(.command(.markRange))
    _ = state.send(.command(.last))
    #expect(state.markedNames == ["b", "c", "d"])
    _ = state.send(.command(.first))
    #expect(state.markedNames == ["a", "b"])
    _ = state.send(.command(.close))
    #expect(state.markedNames.isEmpty)
  }

  @Test func allOrNone() {
    var state = State.loaded(people)
    _ = state.send(.command(.markAll))
    #expect(state.markedNames == ["a", "b", "c", "d"])
    _ = state.send(.command(.markAll))
    #expect(state.markedNames.isEmpty)
  }

  @Test func oneQuestionNamesActionCountAndGroupAndNoChangesNothing() {
    var state = asking()
    #expect(
      state.question == Question(verdict: .reject, memberships: [people[0].id, people[1].id]))
    #expect(state.question?.text(in: state.groups) == "Reject 2 people in Group g1?")
    #expect(state.send(.command(.decline)) == [])
    #expect(state.question == nil)
    #expect(state.decisions.batches.isEmpty)
    #expect(state.names == ["a", "b", "c", "d"])
  }

  @Test func whoComesOrGoesWhileItIsOpenChangesNothingAboutIt() {
    var state = asking()
    let events: [LiveEvent] = [
      .asked(request("new", minutes: 99)), .ended(people[0].id, .withdrawn),
    ]
    _ = state.send(
      .logAnswered(.success(LivePage(events: events, cursor: "c2", hasMore: false))))
    #expect(state.question?.memberships == [people[0].id, people[1].id])
    #expect(
      state.send(.command(.confirm)) == [
        .record(.reject, people[1]), .send(2, [Decision(.reject, people[1].id)]),
      ])
  }

  @Test func aBatchIsHeldAndUndoneAsOne() {
    var state = asking(undo: .seconds(3))
    #expect(
      state.send(.command(.confirm)) == [
        .record(.reject, people[0], people[1]), .hold(2, for: .seconds(3)),
      ])
    #expect(state.names == ["c", "d"])
    _ = state.send(.command(.undo))
    #expect(state.names == ["a", "b", "c", "d"])
    #expect(state.markedNames == ["a", "b"])
    #expect(state.send(.holdElapsed(2)) == [])
  }

  @Test func escapeCallsBackWhatIsNotSent() {
    var state = asking()
    _ = state.send(.command(.confirm))
    #expect(state.send(.command(.close)) == [.stop(2)])
    #expect(state.decisions.batches[0].phase == .stopping(since: start))
    _ = state.send(.decisionSettled(2, people[0].id, .done))
    #expect(
      state.send(.decisionSettled(2, people[1].id, .failed(.cancelled))) == [
        .loadGroup("g1"), .loadRequests("g1", load: 3),
      ])
    #expect(state.names == ["b", "c", "d"])
    #expect(state.markedNames == ["b"])
    #expect(state.failure(of: people[1].id) == nil)
    #expect(state.message?.text == "Rejected 1 of 2; 1 not sent: back on the list, marked.")
  }

  @Test func whatFailedComesBackWithItsReasonAndIsTriedAgain() {
    var state = asking(.rejectAndBlock)
    _ = state.send(.command(.confirm))
    _ = state.send(.decisionSettled(2, people[0].id, .failed(.odd)))
    _ = state.send(.decisionSettled(2, people[1].id, .gone))
    #expect(
      state.failure(of: people[0].id) == DecisionFailure(verdict: .rejectAndBlock, fault: .odd))
    #expect(
      state.send(.command(.retry)) == [
        .record(.rejectAndBlock, people[0]), .send(4, [Decision(.rejectAndBlock, people[0].id)]),
      ])
  }

  @Test func approvingMoreThanTheSeatsLeftWarns() {
    var state = State.loaded(people, groups: [group("g1", pending: 4, members: 49)])
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.approve))
    #expect(state.question?.warning(in: state.groups) == "Too few seats: 1 left in Group g1.")
  }

  @Test func marksThatAFilterHidesWait() {
    var state = State.loaded(people, undo: .zero)
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.filter))
    for character in "a.example" { _ = state.send(.typed(.character(character))) }
    _ = state.send(.typed(.enter))
    #expect(state.names == ["a"])
    #expect(state.send(.command(.reject)) == [])
    #expect(
      state.send(.command(.confirm)) == [
        .record(.reject, people[0]), .send(2, [Decision(.reject, people[0].id)]),
      ])
    _ = state.send(.command(.close))
    #expect(state.names == ["b", "c", "d"])
    #expect(state.markedNames == ["b", "c", "d"])
  }
}
