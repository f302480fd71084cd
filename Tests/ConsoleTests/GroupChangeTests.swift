import Canvas
import Config
import Foundation
import Moderation
import Testing

@testable import Console

/// What is changed about a group: link, lock, name.
@Suite struct GroupChangeTests {
  private static func link(
    enabled: Bool = true, requireApproval: Bool = true, rule: JoinLink.Rule = .anyone
  ) -> JoinLink {
    JoinLink(code: "abc", enabled: enabled, requireApproval: requireApproval, rule: rule)
  }

  private static func owls(lock: Group.Lock = .unlocked, link: JoinLink? = link()) -> Group {
    group("g1", name: "Night Owls", lock: lock, link: link)
  }

  /// What a key does to a group as it is, and what is said when it is done.
  private static let switches: [(Command, Group, GroupChange, Group, String)] = [
    (
      .switchLink, owls(), .disableLink, owls(link: link(enabled: false)),
      "The join link is off: nobody can ask to join; i switches it on again."
    ),
    (
      .switchLink, owls(link: link(enabled: false)), .enableLink, owls(),
      "The join link is on; i switches it off again."
    ),
    (
      .switchLink, owls(link: nil), .createLink(.anyone, requireApproval: true), owls(),
      "The join link is on, and whoever asks waits for you; i switches it off."
    ),
    (
      .linkRule, owls(), .editLink(rule: .followedByOwner),
      owls(link: link(rule: .followedByOwner)),
      "Only people you follow may ask; w opens it to anyone again."
    ),
    (
      .linkRule, owls(link: link(rule: .followedByOwner)), .editLink(rule: .anyone), owls(),
      "Anyone may ask; w narrows it to people you follow again."
    ),
    // What a rule newer than this program lets in nobody knows.
    (
      .linkRule, owls(link: link(rule: .other("friends"))), .editLink(rule: .followedByOwner),
      owls(link: link(rule: .followedByOwner)),
      "Only people you follow may ask; w opens it to anyone again."
    ),
    (
      .linkApproval, owls(), .editLink(requireApproval: false),
      owls(link: link(requireApproval: false)),
      "Whoever uses the link is in at once; p has them wait for you again."
    ),
    (
      .linkApproval, owls(link: link(requireApproval: false)), .editLink(requireApproval: true),
      owls(), "Whoever asks waits for you; p lets people in at once again."
    ),
    (
      .switchLock, owls(), .lock, owls(lock: .locked),
      "Night Owls is locked: nobody can write or join; B unlocks it."
    ),
    (
      .switchLock, owls(lock: .locked), .unlock, owls(),
      "Night Owls is unlocked; B locks it again."
    ),
  ]

  @Test(arguments: switches.indices)
  func aKeySendsOneChangeAndSaysHowToTurnItBack(_ index: Int) {
    let (command, before, change, after, said) = Self.switches[index]
    var state = State.members([member("ana")], of: before)
    var answer = Action.command(command)
    if change.opensWider(before) {
      state.expect(.command(command)) {
        $0.modal = .change(ChangeQuestion(group: "g1", change: change))
      }
      #expect(state.context == .question)
      answer = .command(.confirm)
    }
    state.expect(answer, effects: [.changeGroup(before, change)]) {
      $0.modal = nil
      $0.groups.changes.begin(change, in: "g1")
    }
    #expect(state.groups.changes.all.map(\.group) == ["g1"])
    #expect(state.groups.changes.all.map(\.change) == [change])
    #expect(state.shownGroup == before)
    #expect(state.send(.groupChanged("g1", change, .success(after))) == [])
    #expect(state.shownGroup == after)
    #expect(state.message?.text == said)
    #expect(state.groups.changes.isEmpty)
  }

  /// What a key asks before it opens the group to more people.
  private static let questions: [(Command, Group, String)] = [
    (
      .linkApproval, owls(),
      "Let anyone with the link in at once, without asking you? "
        + "Whoever gets in can't be un-admitted, only removed."
    ),
    (
      .linkApproval, owls(link: link(rule: .followedByOwner)),
      "Let people you follow in at once, without asking you? "
        + "Whoever gets in can't be un-admitted, only removed."
    ),
    (
      .linkApproval, owls(link: link(enabled: false)),
      "Let anyone with the link in at once once it is on, without asking you? "
        + "Whoever gets in can't be un-admitted, only removed."
    ),
    (
      .linkRule, owls(link: link(rule: .followedByOwner)),
      "Let anyone with the link ask to join? Whoever asks waits for you."
    ),
    (
      .linkRule, owls(link: link(requireApproval: false, rule: .followedByOwner)),
      "Let anyone with the link in at once, without asking you? "
        + "Whoever gets in can't be un-admitted, only removed."
    ),
    (
      .linkRule, owls(link: link(rule: .other("friends"))),
      "Let people you follow ask to join? Whoever asks waits for you."
    ),
    (
      .switchLink, owls(link: link(enabled: false)),
      "Switch the link on, and let anyone with the link ask to join? Whoever asks waits for you."
    ),
    (
      .switchLink, owls(link: link(enabled: false, requireApproval: false)),
      "Switch the link on, and let anyone with the link in at once, without asking you? "
        + "Whoever gets in can't be un-admitted, only removed."
    ),
    (
      .switchLink, owls(link: nil),
      "Make a join link, and let anyone with the link ask to join? Whoever asks waits for you."
    ),
    (
      .switchLock, owls(lock: .locked),
      "Unlock the group, and let anyone with the link ask to join? Whoever asks waits for you."
    ),
    (
      .switchLock, owls(lock: .locked, link: nil), "Unlock Night Owls? Members can write again."
    ),
  ]

  @Test(arguments: questions.indices)
  func whatOpensTheGroupToMorePeopleAsks(_ index: Int) {
    let (command, group, text) = Self.questions[index]
    var state = State.members([member("ana")], of: group, columns: 160)
    #expect(state.send(.command(command)) == [])
    #expect(draw(state).text.hasSuffix("\n \(text)"))
    // No other key does anything, and no changes nothing.
    state.expect(.command(.decline)) { $0.modal = nil }
    #expect(state.context == .group)
    #expect(state.groups.changes.isEmpty)
    // The palette asks as well.
    _ = state.send(.command(.palette))
    for character in command.name { _ = state.send(.typed(.character(character))) }
    #expect(state.send(.typed(.enter)) == [])
    #expect(state.modal != nil)
  }

  @Test(arguments: [
    (Command.linkApproval, owls(link: link(requireApproval: false))), (.linkRule, owls()),
    (.switchLink, owls()), (.switchLock, owls()),
  ])
  func whatNarrowsDoesNotAsk(_ command: Command, _ group: Group) {
    var state = State.members([member("ana")], of: group)
    #expect(state.send(.command(command)).count == 1)
    #expect(state.modal == nil)
  }

  @Test func inARaidTheQuestionSaysSo() {
    let people = (0..<34).map { request("x\($0)", minutes: 0) }
    var state = State.members([], of: Self.owls(), waiting: people, columns: 160)
    _ = state.send(.command(.linkApproval))
    func question(_ columns: Int) -> String {
      _ = state.send(.resized(Size(columns: columns, rows: 24)))
      return draw(state).text.split(separator: "\n").last.map(String.init) ?? ""
    }
    #expect(
      question(200)
        == " A raid is on: 34 people asked in 10 min. Let anyone with the link in at once, "
        + "without asking you? Whoever gets in can't be un-admitted, only removed.")
    #expect(
      question(120)
        == " A raid is on. Let anyone with the link in at once? Who gets in can't be un-admitted.")
    #expect(
      question(80) == " A raid is on. Let anyone in at once? They can't be un-admitted.")
    #expect(question(60) == " Raid! Let anyone in? They can't be un-admitted.")
  }

  @Test func theQuestionFitsOnANarrowScreen() {
    var state = State.members([], of: Self.owls(), columns: 80)
    _ = state.send(.command(.linkApproval))
    #expect(
      draw(state).text.hasSuffix(
        "\n Let anyone with the link in at once? Who gets in can't be un-admitted."))
    _ = state.send(.resized(Size(columns: 60, rows: 20)))
    #expect(
      draw(state, .ascii).text.hasSuffix("\n Let anyone in at once? They can't be un-admitted."))
  }

  @Test func whatAnotherDeviceHasDoneMeanwhileIsSaid() {
    var state = State.members([], of: Self.owls())
    _ = state.send(.command(.linkApproval))
    _ = state.send(.groupAnswered("g1", .success(Self.owls(link: nil))))
    #expect(state.send(.command(.confirm)) == [])
    #expect(
      state.message == Message("The group has no join link. Create one first.", .warning))
    // A group that is no longer the owner's takes the question along.
    state = State.members([], of: Self.owls())
    _ = state.send(.command(.linkApproval))
    _ = state.send(.groupsAnswered(.success([group("g2")])))
    #expect(state.modal == nil)
    #expect(state.context != .question)
  }

  @Test func leavingAnswersItWithNo() {
    var state = State.members([], of: Self.owls())
    _ = state.send(.command(.linkApproval))
    _ = state.send(.terminated(signal: 15))
    #expect(state.session.lifecycle == .finished(signal: 15))
    #expect(state.groups.changes.isEmpty)
  }

  @Test func oneThingIsChangedOnceAtATime() {
    var state = State.members([], of: Self.owls())
    _ = state.send(.command(.switchLink))
    for command in [Command.switchLink, .linkRule, .linkApproval] {
      #expect(state.send(.command(command)) == [])
      #expect(
        state.message
          == Message("The join link is being changed: wait for the answer.", refusing: command))
    }
    // The lock is another thing.
    #expect(state.send(.command(.switchLock)) == [.changeGroup(Self.owls(), .lock)])
    _ = state.send(.groupChanged("g1", .lock, .success(Self.owls(lock: .locked))))
    // It knew the link as it was.
    let off = Self.owls(link: Self.link(enabled: false))
    _ = state.send(.groupChanged("g1", .disableLink, .success(off)))
    #expect(state.shownGroup == Self.owls(lock: .locked, link: Self.link(enabled: false)))
  }

  @Test func anAnswerToNothingThatWasAskedChangesNothing() {
    var state = State.members([], of: Self.owls())
    state.expect(.groupChanged("g1", .lock, .success(Self.owls(lock: .locked))))
  }

  @Test(arguments: [
    (Fault.down, [Effect]()), (.odd, [.loadGroup("g1")]), (.lostOwnership, [.loadGroups]),
  ])
  func aFaultIsSaidAndTheGroupIsAsItWas(_ fault: Fault, _ effects: [Effect]) {
    var state = State.members([], of: Self.owls())
    _ = state.send(.command(.switchLock))
    #expect(state.send(.groupChanged("g1", .lock, .failure(fault))) == effects)
    #expect(state.shownGroup == Self.owls())
    #expect(
      state.message
        == Message(
          "Locking Night Owls did not succeed. \(fault.message) \(fault.cure)", .error))
    #expect(state.send(.command(.switchLock)) == [.changeGroup(Self.owls(), .lock)])
  }

  @Test func aLockOfModerationIsAnotherLock() {
    var moderated = Self.owls(lock: .locked)
    moderated.lockIsModeration = true
    #expect(!Self.owls(lock: .locked).agrees(with: moderated, on: .lock))
    #expect(Self.owls(lock: .locked).agrees(with: moderated, on: .link))
    #expect(Self.owls(lock: .locked).agrees(with: moderated, on: .name))
  }

  @Test func whatCannotBeChangedSaysWhy() {
    func reason(_ command: Command, _ group: Group) -> String? {
      command.unavailable(in: .members([], of: group))
    }
    var moderated = Self.owls(lock: .locked)
    moderated.lockIsModeration = true
    #expect(
      reason(.switchLock, moderated)
        == "The service's moderation has locked this group, so its owner can't unlock it. "
        + "Open the app, which says why and how to object.")
    #expect(
      reason(.switchLock, Self.owls(lock: .lockedPermanently))
        == "The group is locked for good: nobody can unlock it. Make a new group in the app.")
    #expect(
      reason(.rename, Self.owls(lock: .lockedPermanently))
        == reason(.switchLock, Self.owls(lock: .lockedPermanently)))
    #expect(
      reason(.rename, Self.owls(lock: .locked))
        == "The group is locked, so it can't be changed. Unlock it first, then try again.")
    for command in [Command.linkRule, .linkApproval] {
      #expect(
        reason(command, Self.owls(link: nil))
          == "The group has no join link. Create one first.")
    }
    #expect(reason(.switchLink, Self.owls(link: nil)) == nil)
  }

  @Test(arguments: [
    Command.switchLink, .linkRule, .linkApproval, .switchLock, .rename, .remove,
  ])
  func nothingIsChangedWhereDecisionsAreOff(_ command: Command) {
    var state = State.members([member("ana")], of: Self.owls(), readOnly: true)
    #expect(state.send(.command(command)) == [])
    #expect(
      state.message
        == Message(
          "Decisions are off: the console was started with --read-only.", refusing: command))
    var broken = State.members([member("ana")], of: Self.owls())
    broken.decisions.fault = .odd
    #expect(
      command.unavailable(in: broken) == "Decisions are off: The service refused. Look again.")
  }

  // MARK: The name

  /// The prompt is open and empty, and a name is typed.
  private func naming(_ name: String) -> State {
    var state = State.members([], of: Self.owls())
    _ = state.send(.command(.rename))
    _ = state.send(.typed(.control("u")))
    _ = state.send(.typed(.paste(name)))
    return state
  }

  @Test func theNamePromptBeginsWithTheNameAndSendsAnother() {
    var state = State.members([], of: Self.owls())
    state.expect(.command(.rename)) {
      $0.input = .text(TextPrompt(.name(of: "g1"), "Night Owls"))
    }
    #expect(state.context == .prompt)
    _ = state.send(.typed(.paste(" 🦉 ")))
    #expect(
      state.send(.typed(.enter)) == [.changeGroup(Self.owls(), .rename("Night Owls 🦉"))])
    #expect(state.textPrompt == nil)
    // Another name has to wait for the answer.
    _ = state.send(.command(.rename))
    #expect(
      state.message
        == Message("The name is being changed: wait for the answer.", refusing: .rename))
    var renamed = Self.owls()
    renamed.name = "Night Owls 🦉"
    _ = state.send(.groupChanged("g1", .rename("Night Owls 🦉"), .success(renamed)))
    #expect(state.shownGroup == renamed)
    #expect(
      state.message
        == Message(
          "Night Owls is called Night Owls 🦉 now.", .success, while: .unchanged([renamed], .name)))
  }

  @Test(arguments: [
    "", "   ", String(repeating: "x", count: 51),
    String(repeating: "👩‍👩‍👧‍👦", count: 21),
  ])
  func aNameThatCannotBeIsNotTaken(_ name: String) {
    var state = naming(name)
    #expect(state.textPrompt?.fault?.kind == .invalid)
    state.expect(.typed(.enter))
    state.expect(.typed(.escape)) { $0.input = nil }
  }

  @Test(arguments: [
    String(repeating: "x", count: 50), String(repeating: "👩‍👩‍👧‍👦", count: 20),
  ])
  func aNameAsLongAsItMayBeIsTaken(_ name: String) {
    var state = naming(name)
    #expect(state.send(.typed(.enter)) == [.changeGroup(Self.owls(), .rename(name))])
  }

  @Test func theSameNameIsNotSent() {
    var state = naming(" Night Owls ")
    #expect(state.send(.typed(.enter)) == [])
    #expect(state.textPrompt == nil)
    #expect(state.groups.changes.isEmpty)
  }

  // MARK: Leaving

  @Test func leavingWaitsForTheAnswer() {
    var state = State.members([], of: Self.owls())
    _ = state.send(.command(.switchLock))
    state.expect(.command(.quit), effects: [.startQuitDeadline(.seconds(5))]) {
      $0.session.lifecycle = .quitting(signal: nil)
      $0.screen = .panes
    }
    #expect(draw(state).text.contains("Sending 1 change before leaving; q leaves now"))
    _ = state.send(.groupChanged("g1", .lock, .success(Self.owls(lock: .locked))))
    #expect(state.session.lifecycle == .finished(signal: nil))
    #expect(state.lostSentences == [])
  }

  @Test func aFaultWhileLeavingIsReported() {
    var state = State.members([], of: Self.owls())
    _ = state.send(.command(.switchLock))
    _ = state.send(.terminated(signal: 1))
    _ = state.send(.groupChanged("g1", .lock, .failure(.down)))
    #expect(state.session.lifecycle == .finished(signal: 1))
    #expect(
      state.lostSentences == [
        "Locking Night Owls did not succeed. No connection. Check the network."
      ])
  }

  @Test func whatIsNotConfirmedInTimeIsReported() {
    var state = State.members([], of: Self.owls())
    _ = state.send(.command(.switchLink))
    _ = state.send(.command(.quit))
    _ = state.send(.quitDeadlinePassed)
    #expect(state.session.lifecycle == .finished(signal: nil))
    #expect(
      state.lostSentences == [
        "Switching off the join link of Night Owls is not confirmed. The service did not answer "
          + "in time. Look at the group again at the next start."
      ])
  }

  @Test func suspendingTellsThatTheAnswerIsToCome() {
    var state = State.members([], of: Self.owls())
    _ = state.send(.command(.switchLock))
    #expect(
      state.send(.command(.suspend))
        == [.suspend(saying: "skydoor is suspended with 1 change on the way; fg goes on.")])
  }
}
