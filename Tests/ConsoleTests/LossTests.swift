import Canvas
import Config
import Foundation
import Moderation
import Testing

@testable import Console

/// What is said on the way out about whatever came to no good end.
@Suite struct LossTests {
  private static let unanswered = "The service did not answer in time."

  /// A console that has been left while so many decisions had no answer.
  private func left(
    _ count: Int, _ verdict: Command = .reject, groups: Int = 1, forgets: Bool = false
  ) -> State {
    let all = (1...groups).map { group("g\($0)", pending: count) }
    var state = State(
      account: "mara.example.com", settings: Settings(forgets: forgets, undoDelay: .zero),
      now: start, size: Size(columns: 120, rows: 24))
    _ = reduce(&state, .opened)
    _ = reduce(&state, .groupsAnswered(.success(all)))
    for (index, group) in all.enumerated() {
      state.answer(
        group.id, load: index + 1,
        (0..<count).filter { $0 % groups == index }.map {
          request("p\($0)", in: group.id, minutes: Double(1_000 - $0))
        })
    }
    state.focus = .requests
    _ = state.send(.command(.markAll))
    _ = state.send(.command(verdict))
    if count > 1 { _ = state.send(.command(.confirm)) }
    _ = state.send(.command(.quit))
    return state
  }

  private func ended(_ state: State) -> [String] {
    var state = state
    _ = state.send(.quitDeadlinePassed)
    #expect(state.session.lifecycle == .finished(signal: nil))
    return state.lostSentences
  }

  @Test func aWholeBatchIsOneSentence() {
    #expect(
      ended(left(340)) == [
        """
        Rejecting 340 people in Group g1 is not confirmed: @p0.example.com, @p1.example.com, \
        @p2.example.com, @p3.example.com, @p4.example.com, @p5.example.com, @p6.example.com, \
        @p7.example.com, @p8.example.com, @p9.example.com and 330 more. \(Self.unanswered) The next \
        start looks what came of them, and offers what was not carried out.
        """
      ])
  }

  @Test func aFewAreAllNamed() {
    #expect(
      ended(left(3, .approve, groups: 3)) == [
        """
        Approving 3 people in Group g1, Group g2 and Group g3 is not confirmed: @p0.example.com, \
        @p1.example.com, @p2.example.com. \(Self.unanswered) The next start looks what came of them, \
        and offers what was not carried out.
        """
      ])
  }

  @Test func oneIsCalledByName() {
    #expect(
      ended(left(1)) == [
        """
        Rejecting @p0.example.com in Group g1 is not confirmed. \(Self.unanswered) The next start \
        looks what came of it, and offers it if it was not carried out.
        """
      ])
  }

  @Test func manyGroupsAreCounted() {
    let sentences = ended(left(12, groups: 6))
    #expect(sentences.count == 1)
    #expect(sentences[0].contains("Rejecting 12 people in Group g1 and 5 other groups is not"))
  }

  @Test func theDemoPromisesNothing() {
    for count in [1, 340] {
      let sentences = ended(left(count, forgets: true))
      #expect(sentences.count == 1)
      #expect(sentences[0].hasSuffix("The demo forgets \(count == 1 ? "it" : "them")."))
      #expect(!sentences[0].contains("next start"))
    }
  }

  /// Each kind says what happened; of all together ten are named.
  @Test func whatFailedInAnotherWayIsASentenceOfItsOwn() {
    var state = left(30)
    let people = state.decisions.batches[0].subjects
    for person in people.prefix(8) {
      _ = state.send(.decisionSettled(state.decisions.batches[0].id, person.id, .failed(.odd)))
    }
    let sentences = ended(state)
    #expect(
      sentences.map { $0.prefix { $0 != ":" } } == [
        "Rejecting 8 people in Group g1 did not succeed",
        "Rejecting 22 people in Group g1 is not confirmed",
      ])
    #expect(
      sentences[0].hasSuffix(
        "The service refused. Look again. The next start lists whoever still waits."))
    #expect(sentences[1].contains(": @p8.example.com, @p9.example.com and 20 more. "))
  }

  /// Only the owner has stopped it.
  @Test func whatWasCalledBackIsNotLost() {
    var state = left(2)
    _ = state.settle(state.decisions.batches[0].id, .failed(.cancelled))
    #expect(state.session.lifecycle == .finished(signal: nil))
    #expect(state.lostSentences == [])
  }

  @Test func doorsAndChangesAreCountedToo() {
    var state = State.loaded([])
    let names = (1...20).map { "Group \($0)" }
    state.doors.lost = names.map {
      DoorFailure(group: $0, groupName: $0, intent: .shut, fault: .down)
    }
    state.groups.lostChanges = names.map { LostChange(change: .lock, groupName: $0, fault: .down) }
    let sentences = state.lostSentences
    #expect(sentences.count == 12)
    #expect(
      sentences.suffix(2) == [
        "10 more changes to groups are not confirmed either.",
        "Shutting the doors of Group 1 and 19 other groups did not succeed. No connection. Check "
          + "the network.",
      ])
  }

  @Test func theDemoDoesNotSayThatANoteIsKept() {
    var state = State.loaded([request("ana")])
    _ = state.send(.command(.note))
    #expect(draw(state).text.contains("only you see it"))
    var demo = State(
      account: "demo", settings: Settings(forgets: true), now: start,
      size: Size(columns: 100, rows: 24))
    _ = reduce(&demo, .opened)
    _ = reduce(&demo, .groupsAnswered(.success([group("g1", pending: 1)])))
    demo.answer("g1", load: 1, [request("ana")])
    demo.focus = .requests
    _ = demo.send(.command(.note))
    #expect(draw(demo).text.contains("the demo forgets it when it ends"))
  }
}
