import Config
import Foundation
import Moderation
import Testing
import Words

@testable import Console

/// Members are removed as requests are decided on: held, undone, asked about, tried again.
@Suite struct RemovalTests {
  private let people = [
    member("mara", role: .owner), member("ana"), member("bo", addedBy: "mara"), member("cleo"),
  ]

  private func shown(undo: Duration = .seconds(3)) -> State { .members(people, undo: undo) }

  private func drafts(_ indices: Int...) -> [DecisionDraft] {
    indices.map { DecisionDraft(removing: people[$0], groupName: "Night Owls") }
  }

  private func removal(_ index: Int) -> Decision { Decision(.remove, people[index].id) }

  @Test func oneIsGoneAtOnceAndTheCallIsHeld() {
    var state = shown()
    _ = state.send(.command(.down))
    state.expect(
      .command(.remove), effects: [.record(drafts(1)), .hold(3, for: .seconds(3))]
    ) {
      $0.service.lastNumber = 3
      $0.decisions.batches = [
        Batch(id: 3, verdict: .remove, subjects: [.init(people[1])], phase: .held)
      ]
      $0.groupPage?.leave([people[1].id])
    }
    #expect(state.memberNames == ["mara", "bo", "cleo"])
    #expect(state.selectedMember == "bo")
    #expect(draw(state).text.hasSuffix("\n Removing @ana.example.com, u to undo"))
    #expect(state.send(.holdElapsed(3)) == [.send(3, [removal(1)])])
    #expect(
      state.settle(3, .done) == [.loadGroup("g1"), .loadMembers("g1", load: 4)])
    #expect(state.message == Message("Removed @ana.example.com.", .success))
    // A page that was read before the end still names them.
    _ = state.send(.membersArrived("g1", load: 4, [people[0], people[2], people[3]]))
    _ = state.send(.membersEnded("g1", load: 4, nil))
    #expect(state.memberNames == ["mara", "bo", "cleo"])
    #expect(state.people.personHistories[did("ana")]?.removed == 1)
  }

  @Test func undoBringsTheRowBackSelectedAndNothingIsSent() {
    var state = shown()
    _ = state.send(.command(.last))
    _ = state.send(.command(.remove))
    #expect(state.selectedMember == "bo")
    #expect(state.send(.command(.undo)) == [.withdraw([removal(3)])])
    #expect(state.memberNames == ["mara", "ana", "bo", "cleo"])
    #expect(state.selectedMember == "cleo")
    #expect(
      state.message
        == Message("@cleo.example.com stays a member; nothing was sent.", .success))
    #expect(state.send(.holdElapsed(3)) == [])
  }

  @Test func severalAreAskedAbout() {
    var state = shown()
    _ = state.send(.command(.markAll))
    #expect(state.send(.command(.remove)) == [])
    #expect(
      state.question
        == Question(verdict: .remove, memberships: people.dropFirst().map(\.id)))
    #expect(draw(state).text.hasSuffix("\n Remove 3 people from Night Owls?"))
    var declined = state
    _ = declined.send(.command(.decline))
    #expect(declined.memberNames.count == 4)
    #expect(
      state.send(.command(.confirm)) == [
        .record(drafts(1, 2, 3)), .hold(3, for: .seconds(3)),
      ])
    #expect(state.memberNames == ["mara"])
    #expect(state.context == .group)
    _ = state.send(.command(.undo))
    #expect(state.memberNames.count == 4)
    #expect(state.groupPage?.list.marks.members.count == 3)
    #expect(
      state.message == Message("3 people stay members, marked; nothing was sent.", .success))
  }

  @Test func whoLeavesWhileTheQuestionIsOpenIsNotDecidedOn() {
    var state = shown()
    _ = state.send(.command(.refresh))
    for command in [Command.down, .mark, .mark, .remove] { _ = state.send(.command(command)) }
    _ = state.send(.membersArrived("g1", load: 3, [people[0], people[2]]))
    _ = state.send(.membersEnded("g1", load: 3, nil))
    #expect(state.question != nil)
    #expect(
      state.send(.command(.confirm)) == [.record(drafts(2)), .hold(4, for: .seconds(3))])

    var nobody = shown()
    _ = nobody.send(.command(.refresh))
    for command in [Command.down, .mark, .mark, .remove] { _ = nobody.send(.command(command)) }
    _ = nobody.send(.membersArrived("g1", load: 3, [people[0]]))
    _ = nobody.send(.membersEnded("g1", load: 3, nil))
    #expect(nobody.send(.command(.confirm)) == [])
    #expect(nobody.message == Message("Nobody of them is a member any more.", .warning))
  }

  @Test func aFailureComesBackWithItsReasonAndIsTriedAgain() {
    var state = shown(undo: .zero)
    _ = state.send(.command(.down))
    #expect(
      state.send(.command(.remove)) == [.record(drafts(1)), .send(3, [removal(1)])])
    #expect(state.settle(3, .failed(.odd)) == [])
    #expect(state.memberNames == ["mara", "ana", "bo", "cleo"])
    #expect(
      state.groupPage?.failures == [did("ana"): DecisionFailure(verdict: .remove, fault: .odd)])
    #expect(
      state.message
        == Message(
          "@ana.example.com was not removed. The service refused. Look again.", .error))
    #expect(
      state.send(.command(.retry)) == [.record(drafts(1)), .send(4, [removal(1)])])
    #expect(state.groupPage?.failures == [:])
    #expect(state.settle(4, .gone) == [.loadGroup("g1"), .loadMembers("g1", load: 5)])
    #expect(
      state.message
        == Message(
          "@ana.example.com was not a member any more: they left, or were removed elsewhere.",
          .warning))
  }

  @Test func aBatchIsStoppedByEscape() {
    var state = shown(undo: .zero)
    for command in [Command.markAll, .remove, .confirm] { _ = state.send(.command(command)) }
    #expect(state.send(.command(.close)) == [.stop(3)])
    #expect(state.groupPage != nil)
    _ = state.send(.decisionSettled(3, people[1].id, .done))
    #expect(
      state.settle(3, .failed(.cancelled)) == [
        .loadGroup("g1"), .loadMembers("g1", load: 4),
      ])
    #expect(state.memberNames == ["mara", "bo", "cleo"])
    #expect(
      state.message
        == Message("Removed 1 of 3; 2 not sent: back on the list, marked.", .warning))
    #expect(state.groupPage?.failures == [:])
  }

  @Test func whatTheLogSaysOfARemovalThatIsSentIsReadWhenAllAreSettled() {
    var state = shown(undo: .zero)
    for command in [Command.markAll, .remove, .confirm] { _ = state.send(.command(command)) }
    _ = state.send(.decisionSettled(3, people[1].id, .done))
    let page = LivePage(events: [.changed("g1")], cursor: "c2", hasMore: false)
    #expect(
      state.send(.logAnswered(.success(page))) == [
        .loadGroup("g1"), .readDoors(known: []), .followLog(after: "c2", wait: .seconds(5)),
      ])
    #expect(state.settle(3, .done) == [.loadGroup("g1"), .loadMembers("g1", load: 4)])
  }

  @Test func aRemovalGoesOnWhenThePageIsLeft() {
    var state = shown()
    _ = state.send(.command(.down))
    _ = state.send(.command(.remove))
    _ = state.send(.command(.close))
    #expect(state.groupPage == nil)
    // Opened again before it is sent, whoever is to go is not shown.
    #expect(state.send(.command(.groupPage)) == [.loadMembers("g1", load: 4)])
    _ = state.send(.membersArrived("g1", load: 4, people))
    #expect(state.memberNames == ["mara", "bo", "cleo"])
    #expect(state.send(.holdElapsed(3)) == [.send(3, [removal(1)])])
    _ = state.send(.decisionSettled(3, people[1].id, .done))
    _ = state.send(.membersEnded("g1", load: 4, nil))
    #expect(state.memberNames == ["mara", "bo", "cleo"])
  }

  @Test func aMemberWhoAsksAgainAfterTheRemovalIsShownAtOnce() {
    var state = shown(undo: .zero)
    _ = state.send(.command(.down))
    _ = state.send(.command(.remove))
    let page = LivePage(events: [.asked(request("ana"))], cursor: "c2", hasMore: false)
    _ = state.send(.logAnswered(.success(page)))
    #expect(state.names == ["ana"])
    #expect(state.waitingInAll == WaitingCount(1, isCapped: false))
    _ = state.settle(3, .done)
    #expect(state.names == ["ana"])
  }

  @Test func quittingSendsWhatIsHeldAndTellsWhatFails() {
    var state = shown()
    _ = state.send(.command(.down))
    _ = state.send(.command(.remove))
    #expect(
      state.send(.command(.quit)) == [
        .send(3, [removal(1)]), .startQuitDeadline(.seconds(5)),
      ])
    _ = state.settle(3, .failed(.down))
    #expect(state.session.lifecycle == .finished(signal: nil))
    #expect(
      state.lostSentences == [
        "Removing @ana.example.com from Night Owls did not succeed. No connection. "
          + "Check the network."
      ])
  }

  @Test func anInterruptedRemovalIsSentWithoutTouchingWhoWaits() {
    var state = State.loaded([request("ana"), request("dora")])
    let entry = JournalEntry(
      id: 7, DecisionDraft(removing: people[1], groupName: "Night Owls"), status: .held,
      decidedAt: start)
    _ = state.send(.recovered(.success([entry])))
    _ = state.send(.command(.interrupted))
    #expect(draw(state).text.hasSuffix("\n Interrupted: remove @ana.example.com. Send it now?"))
    #expect(state.send(.command(.confirm)) == [.send(2, [removal(1)])])
    #expect(state.names == ["ana", "dora"])
    _ = state.settle(2, .failed(.odd))
    #expect(state.names == ["ana", "dora"])
    #expect(state.failure(of: people[1].id) == nil)
    #expect(state.message?.text.hasPrefix("@ana.example.com was not removed.") == true)
  }
}
