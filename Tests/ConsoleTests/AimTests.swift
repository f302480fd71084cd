import Canvas
import Config
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// Keys act only on people whom the owner sees, or after saying whom they are about.
@Suite struct AimTests {
  private let people = ["a", "b", "c", "d"].enumerated().map { index, name in
    request(name, minutes: Double(90 - index))
  }
  private let others = ["e", "f"].enumerated().map { index, name in
    request(name, in: "g2", minutes: Double(60 - index))
  }

  // MARK: nobody is seen

  /// The groups have the whole screen.
  private func narrow(rows: Int = 24) -> State {
    var state = State.loaded(people, undo: .zero, columns: 60, rows: rows)
    _ = state.send(.command(.groupsPane))
    return state
  }

  @Test(arguments: [
    Command.reject, .approve, .rejectAndBlock, .mark, .markRange, .markAll, .note,
  ])
  func whereTheGroupsHaveTheScreenAKeyOpensTheListFirst(_ command: Command) {
    var state = narrow()
    #expect(state.layout.requests == nil)
    #expect(state.send(.command(command)) == [])
    #expect(state.names == ["a", "b", "c", "d"])
    #expect(state.requests.list.marks.isEmpty)
    #expect(state.textPrompt == nil)
    #expect(state.focus == .requests)
    #expect(draw(state).text.contains("▸"))
    #expect(state.message?.text.hasPrefix("This is the list it is about: press ") == true)
    // The second press does it.
    _ = state.send(.command(command))
    #expect(
      state.names.count < 4 || !state.requests.list.marks.isEmpty || state.textPrompt != nil)
  }

  @Test func aBurstAndWhatFailedAreShownFirstToo() {
    var state = narrow()
    let burst = Burst(
      members: people.map(\.id), reasons: [.accountsMadeTogether(within: 60)], span: 60)
    _ = state.send(.burstsFound([burst]))
    _ = state.send(.command(.markBurst))
    #expect(state.requests.list.marks.isEmpty)
    #expect(state.focus == .requests)
    _ = state.send(.command(.reject))
    _ = state.settle(state.decisions.batches[0].id, .failed(.odd))
    _ = state.send(.command(.groupsPane))
    #expect(state.send(.command(.retry)) == [])
    #expect(state.focus == .requests)
    #expect(state.send(.command(.retry)).count == 2)
  }

  /// What is on the screen at the start are the groups, also where the people are known already.
  @Test func soItIsAtTheStart() {
    var state = State.withGroups(
      [group("g1", pending: 4), group("g2")], undo: .zero, columns: 60)
    _ = state.send(.command(.down))
    state.answer("g1", load: 1, people)
    #expect(state.layout.requests == nil)
    #expect(state.send(.command(.reject)) == [])
    #expect(state.names == ["a", "b", "c", "d"])
    #expect(state.send(.command(.reject)).first == .record(.reject, people[0]))
  }

  @Test func whereThereIsRoomForBothPanesTheKeyActsAtOnce() {
    var state = State.loaded(people, undo: .zero, columns: 72)
    _ = state.send(.command(.groupsPane))
    #expect(state.send(.command(.reject)).count == 2)
  }

  @Test(arguments: 1...8) func onAScreenTooShortForARowNobodyIsDecidedOn(_ rows: Int) {
    var state = State.loaded(people, undo: .zero, columns: 60, rows: rows)
    let isSeen = draw(state).text.contains("@a.example.com")
    #expect(isSeen == (rows >= 5))
    _ = state.send(.command(.reject))
    #expect(state.names.count == (isSeen ? 3 : 4))
    #expect(
      isSeen
        || state.message?.text
          == "The screen is too short to show whom this is about: make it taller."
    )
    var members = State.members([member("a"), member("b")], undo: .zero, rows: rows)
    let isMemberSeen = draw(members).text.contains("@a.example.com")
    _ = members.send(.command(.remove))
    #expect(members.decisions.batches.isEmpty != isMemberSeen)
  }

  // MARK: marks that are not shown

  /// The first two are marked, and the filter shows so many of them.
  private func filtered(_ filter: String, _ state: State? = nil) -> State {
    var state = state ?? State.loaded(people, undo: .zero)
    if (state.groupPage?.list.marks ?? state.requests.list.marks).isEmpty {
      _ = state.send(.command(.mark))
      _ = state.send(.command(.mark))
    }
    state = state.typing(filter)
    _ = state.send(.typed(.enter))
    return state
  }

  private func heading(_ state: State) -> String {
    draw(state).text.split(separator: "\n", omittingEmptySubsequences: false).first {
      $0.contains(" marked")
    }.map(String.init) ?? ""
  }

  @Test func theHeadingTellsThoseShownFromThoseHidden() {
    var state = filtered("a.example")
    #expect(heading(state).contains("Group g1: 1 marked here, 1 hidden · 1 of 4 match · "))
    _ = state.send(.command(.close))
    #expect(heading(state).hasSuffix(" · 2 marked"))
  }

  @Test func theQuestionSaysThatSomeOfThoseMarkedAreNotMeant() {
    var state = filtered("a.example")
    #expect(state.send(.command(.reject)) == [])
    #expect(
      state.question?.text(in: state.groups) == "Reject 1 of your 2 marked people in Group g1?")
    #expect(state.context == .question)
    #expect(
      state.send(.command(.confirm)) == [
        .record(.reject, people[0]), .send(2, [Decision(.reject, people[0].id)]),
      ])
    #expect(state.requests.list.marks.members == [people[1].id])
  }

  @Test func whereNoneOfThoseMarkedIsShownItIsAskedWhoIsMeant() {
    var state = filtered("c.example")
    #expect(heading(state).contains("0 marked here, 2 hidden"))
    #expect(state.send(.command(.approve)) == [])
    #expect(
      state.question?.text(in: state.groups)
        == "Approve the selected @c.example.com, or your 2 marked people in Group g1?")
    #expect(state.context == .choice)
    #expect(draw(state).text.contains("s the selected  m the marked  n no"))
    // A yes out of habit is no answer.
    #expect(state.keymap.command(for: .character("y"), in: state.context) == nil)
    var other = state
    #expect(
      state.send(.command(.chooseSelected)) == [
        .record(.approve, people[2]), .send(2, [Decision(.approve, people[2].id)]),
      ])
    #expect(state.requests.list.marks.members == [people[0].id, people[1].id])
    #expect(
      other.send(.command(.chooseMarked)) == [
        .record(.approve, people[0], people[1]),
        .send(2, [Decision(.approve, people[0].id), Decision(.approve, people[1].id)]),
      ])
    #expect(other.requests.list.marks.isEmpty)
    var third = filtered("c.example")
    _ = third.send(.command(.reject))
    #expect(third.send(.command(.decline)) == [])
    #expect(third.question == nil)
    #expect(third.requests.list.marks.members.count == 2)
  }

  @Test func whereTheFilterShowsNobodyTheMarkedAreAskedAbout() {
    var state = filtered("nobody.else")
    #expect(state.names.isEmpty)
    _ = state.send(.command(.reject))
    #expect(
      state.question?.text(in: state.groups)
        == "Reject your 2 marked people in Group g1? None is shown here.")
    #expect(state.context == .question)
    #expect(state.send(.command(.confirm)).count == 2)
  }

  @Test func marksInAnotherGroupAreHidden() {
    let groups = [group("g1", pending: 4), group("g2", pending: 2)]
    var state = State.queue(people + others, groups: groups)
    _ = state.send(.command(.first))
    _ = state.send(.command(.mark))
    _ = state.send(.command(.last))
    _ = state.send(.command(.mark))
    #expect(heading(state).hasSuffix(" · 2 marked"))
    state.focus = .groups
    _ = state.send(.command(.last))
    #expect(state.scope == .group("g2"))
    #expect(heading(state).contains("1 marked here, 1 hidden"))
    _ = state.send(.command(.reject))
    #expect(
      state.question?.text(in: state.groups) == "Reject 1 of your 2 marked people in Group g2?")
    _ = state.send(.command(.confirm))
    // The one in the other group is all that is left.
    _ = state.send(.command(.reject))
    #expect(
      state.question?.text(in: state.groups)
        == "Reject the selected @e.example.com, or your 1 marked person in Group g1?")
    _ = state.send(.command(.chooseMarked))
    #expect(state.decisions.batches.last?.subjects.map(\.id) == [people[0].id])
  }

  @Test func marksOfAGroupThatIsLostAreGone() {
    let groups = [group("g1", pending: 4), group("g2", pending: 2)]
    var state = State.queue(people + others, groups: groups)
    _ = state.send(.command(.markAll))
    _ = state.send(.groupsAnswered(.success([groups[0]])))
    #expect(state.requests.list.marks.members == Set(people.map(\.id)))
  }

  @Test func fullSizeItIsThePersonShownOrThoseMarkedAfterAQuestion() {
    var state = State.loaded(people, undo: .zero)
    _ = state.send(.command(.mark))
    _ = state.send(.command(.open))
    #expect(state.selectedName == "b")
    #expect(state.send(.command(.reject)) == [])
    #expect(
      state.question?.text(in: state.groups)
        == "Reject the selected @b.example.com, or your 1 marked person in Group g1?")
    _ = state.send(.command(.chooseSelected))
    #expect(state.decisions.batches.last?.subjects.map(\.id) == [people[1].id])
    // Who is marked and shown full size is meant.
    _ = state.send(.command(.close))
    _ = state.send(.command(.first))
    _ = state.send(.command(.open))
    #expect(state.send(.command(.reject)).count == 2)
    #expect(state.decisions.batches.last?.subjects.map(\.id) == [people[0].id])
  }

  @Test func whoeverIsMarkedFarAwayInTheListIsAskedAboutToo() {
    let many = (0..<100).map { request("p\(100 + $0)", minutes: Double(900 - $0)) }
    var state = State.loaded(many, undo: .zero)
    _ = state.send(.command(.mark))
    #expect(state.aim(.reject) == .at(many[0].id))
    _ = state.send(.command(.last))
    #expect(
      state.aim(.reject)
        == .asked(
          Question(verdict: .reject, memberships: [many[0].id], selected: .init(many[99]))))
    _ = state.send(.command(.first))
    #expect(state.aim(.reject) == .at(many[0].id))
  }

  @Test func membersThatTheFilterHidesAreToldToo() {
    var state = State.members(
      [member("a"), member("b"), member("c"), member("mara", role: .owner)], undo: .zero)
    state = filtered("b.example", state)
    #expect(heading(state).contains("1 marked here, 1 hidden"))
    _ = state.send(.command(.remove))
    #expect(
      state.question?.text(in: state.groups) == "Remove 1 of your 2 marked people from Night Owls?")
    _ = state.send(.command(.decline))
    _ = state.send(.command(.close))
    state = filtered("c.example", state)
    _ = state.send(.command(.remove))
    #expect(
      state.question?.text(in: state.groups)
        == "Remove the selected @c.example.com, or your 2 marked people from Night Owls?")
    _ = state.send(.command(.chooseSelected))
    #expect(state.decisions.batches.last?.subjects.map(\.person.did) == [did("c")])
    #expect(state.groupPage?.list.marks.members.count == 2)
  }

  // MARK: what is called back

  @Test func whatIsCalledBackIsMarkedAsItWas() {
    var state = State.loaded(people, undo: .zero)
    for _ in 1...3 { _ = state.send(.command(.mark)) }
    _ = state.send(.command(.reject))
    _ = state.send(.command(.confirm))
    // A range that is begun meanwhile goes on.
    _ = state.send(.command(.markRange))
    _ = state.send(.command(.close))
    #expect(state.decisions.batches[0].phase == .stopping(since: start))
    _ = state.send(.decisionSettled(2, people[0].id, .done))
    _ = state.send(.decisionSettled(2, people[1].id, .failed(.odd)))
    _ = state.send(.decisionSettled(2, people[2].id, .failed(.cancelled)))
    #expect(state.names == ["b", "c", "d"])
    // What has failed says so, and is tried again; only the others are as they were.
    #expect(state.markedNames == ["c", "d"])
    #expect(state.requests.list.marks.isExtending)
    #expect(state.failure(of: people[1].id) != nil)
  }

  @Test func whoHasLeftMeanwhileIsNotMarked() {
    var state = State.loaded(people, undo: .zero)
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.reject))
    _ = state.send(.command(.confirm))
    _ = state.send(
      .logAnswered(
        .success(
          LivePage(events: [.ended(people[0].id, .withdrawn)], cursor: "c2", hasMore: false))))
    _ = state.send(.command(.close))
    for person in people {
      _ = state.send(.decisionSettled(2, person.id, .failed(.cancelled)))
    }
    #expect(state.markedNames == ["b", "c", "d"])
    #expect(
      state.message?.text == "Rejected 0 of 4; 4 not sent: back on the list, marked.")
  }

  @Test func membersThatAreCalledBackAreMarkedToo() {
    var state = State.members([member("a"), member("b"), member("c")], undo: .zero)
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.remove))
    _ = state.send(.command(.confirm))
    let batch = state.decisions.batches[0]
    _ = state.send(.command(.close))
    _ = state.send(.decisionSettled(batch.id, batch.subjects[0].id, .done))
    for person in batch.subjects.dropFirst() {
      _ = state.send(.decisionSettled(batch.id, person.id, .failed(.cancelled)))
    }
    #expect(state.memberNames == ["b", "c"])
    #expect(state.groupPage?.list.marks.members == Set(batch.subjects.dropFirst().map(\.id)))
  }
}
