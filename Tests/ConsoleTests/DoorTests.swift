import Canvas
import Config
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// Doors: shut in a raid, opened again, by this console or another.
@Suite struct DoorTests {
  private static let open = JoinLink(
    code: "abc", enabled: true, requireApproval: false, rule: .anyone)
  private static let shut = JoinLink(
    code: "abc", enabled: true, requireApproval: true, rule: .followedByOwner)

  private let groups = ["g1", "g2", "g3"].map { group($0, link: DoorTests.open) }

  private func door(
    _ id: Int64, _ group: String, until: Date? = nil, state: Door.State = .shut
  ) -> Door {
    Door(
      id: id, group: group, groupName: "Group \(group)", measure: .approval, before: Self.open,
      after: Self.shut, shutAt: start - 60, until: until, state: state)
  }

  private func settled(_ group: Group, _ outcome: DoorOutcome = .done) -> SettledDoor {
    var now = group
    if outcome == .done { now.link = Self.shut }
    return SettledDoor(group: group.id, groupName: group.name, outcome: outcome, now: now)
  }

  /// A console in whose first group the owner is.
  private func console(
    doors: [Door] = [], readOnly: Bool = false, columns: Int = 120
  ) -> State {
    var state = State.loaded(
      [request("a")], groups: groups, readOnly: readOnly, columns: columns)
    if !doors.isEmpty { _ = state.send(.doorsRead(.success(doors))) }
    return state
  }

  // MARK: Asking

  @Test func theDoorsAreReadWhenTheConsoleOpensAndWithEveryLookAtTheLog() {
    var state = State.empty()
    #expect(reduce(&state, .opened).contains(.readDoors(known: [])))
    let known = door(1, "g1")
    _ = state.send(.doorsRead(.success([known])))
    #expect(reduce(&state, .logAnswered(.success(.quiet))).contains(.readDoors(known: [known])))
  }

  @Test func nothingIsDoneBeforeTheQuestionIsAnswered() {
    var state = console()
    state.expect(.command(.shutDoor)) {
      $0.modal = .door(DoorQuestion(intent: .shut, groups: ["g1"], all: ["g1", "g2", "g3"]))
    }
    #expect(state.context == .door)
    #expect(
      draw(state).text.contains(
        "Shut the door of Group g1 (y), or all 3 open doors (a)? "
          + "Then only people you follow may ask, and wait for you."))
    state.expect(.command(.decline)) { $0.modal = nil }
    #expect(state.context == .requests)
  }

  @Test func yesShutsTheSelectedGroupsDoor() {
    var state = console()
    _ = state.send(.command(.shutDoor))
    let effects = state.send(.command(.confirm))
    #expect(effects == [.shutDoors(2, [groups[0]], .approval, until: nil)])
    #expect(state.doors.work?.groups == ["g1"])
    #expect(draw(state).text.contains("Shutting doors"))
  }

  @Test func allShutsEveryDoorAsConfigured() {
    var state = State.empty(columns: 120)
    let settings = Settings(door: DoorSettings(measure: .disable, span: TimeSpan("2h")))
    state = State(account: "mara.example.com", settings: settings, now: start, size: state.size)
    _ = reduce(&state, .groupsAnswered(.success(groups)))
    _ = state.send(.command(.shutDoor))
    #expect(
      draw(state).text.contains(
        "Shut the doors of Group g1, Group g2 and Group g3? Then the link is off. "
          + "Open again after 2h."))
    let number = state.service.lastNumber + 1
    #expect(
      state.send(.command(.confirm)) == [
        .shutDoors(number, groups, .disable, until: start + 7200)
      ])
  }

  @Test func whatIsShutAlreadyIsNotAskedAbout() {
    var state = console(doors: [door(1, "g1")])
    _ = state.send(.command(.shutDoor))
    #expect(
      state.modal == .door(DoorQuestion(intent: .shut, groups: ["g2", "g3"], all: ["g2", "g3"])))
    #expect(draw(state).text.contains("Shut the doors of Group g2 and Group g3?"))
  }

  @Test(arguments: [
    (nil, "Group g1 has no join link, so it has no door."),
    (
      JoinLink(code: "abc", enabled: false, requireApproval: true, rule: .anyone),
      "The door of Group g1 is shut: its link is off."
    ),
    (
      DoorTests.shut,
      "The door of Group g1 is shut: its link is on for people you follow, with approval."
    ),
  ])
  func whereThereIsNothingToShutItSaysWhy(link: JoinLink?, reason: String) {
    var state = State.loaded([request("a")], groups: [group("g1", link: link)])
    #expect(state.send(.command(.shutDoor)) == [])
    #expect(state.modal == nil)
    #expect(state.message == Message(reason, refusing: .shutDoor))
  }

  @Test func aReadOnlyConsoleShutsAndOpensNothing() {
    var state = console(doors: [door(1, "g1", until: start + 60)], readOnly: true)
    for command in [Command.shutDoor, .openDoor] {
      #expect(state.send(.command(command)) == [])
      #expect(state.message?.text.hasPrefix("Decisions are off") == true)
    }
    state.now = start + 61
    #expect(state.send(.doorsDue) == [])
  }

  @Test func openingInARaidSaysSo() {
    var state = console(doors: [door(1, "g1")], columns: 160)
    _ = state.send(
      .logAnswered(
        .success(
          LivePage(
            events: (0..<30).map { .asked(request("x\($0)", minutes: 0)) }, cursor: "c2",
            hasMore: false))))
    _ = state.send(.command(.openDoor))
    #expect(
      draw(state).text.contains(
        "A raid is on: 31 people asked in 10 min. Open the door of Group g1 again? "
          + "The link was on for anyone, no approval. Who gets in can't be un-admitted."))
    _ = state.send(.resized(Size(columns: 120, rows: 24)))
    #expect(
      draw(state).text.contains(
        "A raid is on. Open the door of Group g1 again? Who gets in at once can't be un-admitted."))
    _ = state.send(.resized(Size(columns: 60, rows: 20)))
    #expect(draw(state).text.hasSuffix("\n Open the door of Group g1 again?"))
  }

  @Test func whatIsAskedFitsWhereItCan() {
    var state = console(columns: 80)
    _ = state.send(.command(.shutDoor))
    #expect(
      draw(state).text.hasSuffix(
        "\n Shut Group g1 (y) or all 3 doors (a)? Then only people you follow may ask."))
    let off = Keymap.standard.rebound(by: [KeySetting(Chord(.character("a")), nil, in: .door)])
    state = State(
      account: "mara.example.com", settings: Settings(keymap: off), now: start,
      size: Size(columns: 120, rows: 24))
    _ = reduce(&state, .groupsAnswered(.success(groups)))
    _ = reduce(&state, .command(.down))
    _ = reduce(&state, .command(.shutDoor))
    #expect(draw(state).text.contains("\n Shut the door of Group g1? Then only"))
  }

  // MARK: What comes of it

  @Test func aShutDoorIsSaidAndTheGroupIsShownAsItIsNow() {
    var state = console()
    _ = state.send(.command(.shutDoor))
    _ = state.send(.command(.confirm))
    #expect(reduce(&state, .doorSettled(2, settled(groups[0]))).contains(.readDoors(known: [])))
    #expect(state.doors.work == nil)
    #expect(state.groups["g1"]?.link == Self.shut)
    var shut = groups[0]
    shut.link = Self.shut
    #expect(
      state.message
        == Message(
          "The door of Group g1 is shut. The link is on for people you follow, with approval.",
          .success, while: .unchanged([shut], .link)))
  }

  @Test func whatFailedStaysInSightAndIsTriedAgain() {
    var state = console()
    _ = state.send(.command(.shutDoor))
    _ = state.send(.command(.everywhere))
    _ = state.send(.doorSettled(2, settled(groups[0])))
    _ = state.send(.doorSettled(2, settled(groups[1], .failed(.odd))))
    #expect(draw(state).text.contains("2/3 · 1 failed"))
    _ = state.send(.doorSettled(2, settled(groups[2])))
    #expect(
      state.message
        == Message(
          "2 of 3 doors are shut. 1 failed. The service refused. Look again.", .error,
          while: .doorsFailed(state.doors.failures.map(\.group))))
    _ = state.send(.doorsRead(.success([door(1, "g1"), door(2, "g3")])))
    #expect(
      banner(state)
        == " Not shut: Group g2; . tries again · Doors shut: Group g1 and Group g3, since"
        + " 14:12 UTC; O opens")
    #expect(
      state.send(.command(.retry)) == [
        .shutDoors(state.service.lastNumber, [groups[1]], .approval, until: nil)
      ])
    #expect(state.doors.failures == [])
  }

  @Test func oneThatFailedNamesTheCure() {
    var state = console()
    _ = state.send(.command(.shutDoor))
    _ = state.send(.command(.confirm))
    _ = state.send(.doorSettled(2, settled(groups[0], .failed(.odd))))
    #expect(
      state.message
        == Message(
          "The door of Group g1 is not shut. The service refused. Look again.", .error,
          while: .doorsFailed(state.doors.failures.map(\.group))))
  }

  @Test func answersOfAnotherWorkChangeNothing() {
    var state = console()
    _ = state.send(.command(.shutDoor))
    _ = state.send(.command(.confirm))
    state.expect(.doorSettled(99, settled(groups[0])))
  }

  @Test func meanwhileNoOtherWorkIsBegun() {
    var state = console(doors: [door(1, "g2")])
    _ = state.send(.command(.shutDoor))
    _ = state.send(.command(.confirm))
    #expect(state.send(.command(.openDoor)) == [])
    #expect(
      state.message
        == Message("Doors are being shut or opened: wait for the end.", refusing: .openDoor))
  }

  // MARK: Opening

  @Test func openingAsksAndSaysWhatItWas() {
    let shut = door(1, "g1")
    var state = console(doors: [shut])
    _ = state.send(.command(.openDoor))
    #expect(
      draw(state).text.contains(
        "Open the door of Group g1 again? The link was on for anyone, no approval. "
          + "Who gets in can't be un-admitted."))
    #expect(
      state.send(.command(.confirm)) == [
        .openDoors(state.service.lastNumber, [shut], onlyIfDue: false)
      ])
  }

  @Test func whatSomebodyChangedMeanwhileIsSaid() {
    var state = console(doors: [door(1, "g1")])
    _ = state.send(.command(.openDoor))
    _ = state.send(.command(.confirm))
    let work = state.service.lastNumber
    _ = state.send(.doorSettled(work, settled(groups[0], .changed(.kept([.rule, .approval])))))
    #expect(
      state.message
        == Message(
          """
          The door of Group g1 is open. Somebody has changed whether people wait for you and who \
          may use the link meanwhile, which was left so; the rest is as before.
          """, .warning, while: .unchanged([groups[0]], .link)))
  }

  @Test func aDoorOpensByItselfWhenItsTimeHasCome() {
    let due = door(1, "g1", until: start + 60)
    var state = console()
    #expect(
      state.send(.doorsRead(.success([due, door(2, "g2")]))) == [.awaitDoors(.seconds(60))])
    #expect(state.send(.doorsRead(.success([due]))) == [])
    state.now = start + 60
    #expect(state.send(.doorsDue) == [.openDoors(state.service.lastNumber, [due], onlyIfDue: true)])
  }

  @Test func oneThatFailsIsTriedAgainLater() {
    let due = door(1, "g1", until: start + 60)
    var state = console(doors: [due])
    state.now = start + 60
    _ = state.send(.doorsDue)
    _ = state.send(.doorSettled(state.service.lastNumber, settled(groups[0], .failed(.down))))
    #expect(state.send(.doorsRead(.success([due]))) == [.awaitDoors(.seconds(30))])
  }

  @Test func whatWasDueBeforeTheStartIsOffered() {
    let overdue = door(1, "g1", until: start - 30)
    var state = console()
    #expect(state.send(.doorsRead(.success([overdue]))) == [])
    #expect(banner(state) == " Was to open at 14:12 UTC: Group g1; O opens")
    #expect(state.send(.doorsDue) == [])
  }

  @Test func anOpenDoorIsSeenAtOnce() {
    var state = console(doors: [door(1, "g1"), door(2, "g2")])
    _ = state.send(.command(.openDoor))
    _ = state.send(.command(.everywhere))
    let work = state.service.lastNumber
    _ = state.send(.doorSettled(work, settled(groups[0])))
    _ = state.send(.doorSettled(work, settled(groups[1], .failed(.down))))
    #expect(state.doors.items.map(\.group) == ["g2"])
  }

  // MARK: The banner

  private func banner(_ state: State) -> String {
    draw(state).text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().first
      .map(String.init) ?? ""
  }

  @Test func theBannerStaysUntilTheDoorIsOpen() {
    var state = console(doors: [door(1, "g1", until: start + 3600)])
    let text = " Door shut: Group g1, since 14:12 UTC, until 15:13 UTC; O opens"
    #expect(banner(state) == text)
    #expect(draw(state)[1].allSatisfy { $0.style == .banner })
    _ = state.send(.command(.down))
    _ = state.send(.command(.close))
    #expect(banner(state) == text)
    _ = state.send(.doorsRead(.success([])))
    #expect(banner(state).hasPrefix(" Your groups"))
  }

  @Test func manyDoorsAreCounted() {
    let state = console(doors: (1...5).map { door(Int64($0), "g\($0)") })
    #expect(
      banner(state)
        == " Doors shut: Group g1, Group g2 and 3 more, since 14:12 UTC; O opens")
  }

  @Test func whatWasInterruptedCanGoOnEitherWay() {
    let state = console(doors: [door(1, "g1", state: .unfinished)])
    #expect(banner(state) == " Interrupted: the door of Group g1; ! shuts, O opens")
    #expect(state.doorCandidates(.shut).contains("g1"))
  }

  @Test func theGroupSaysThatItsDoorIsShut() {
    #expect(draw(console(doors: [door(1, "g1")])).text.contains("10/50 · door shut"))
  }

  @Test func aScreenWithoutRoomHasNoBanner() {
    var state = console(doors: [door(1, "g1")])
    _ = state.send(.resized(Size(columns: 80, rows: 5)))
    #expect(state.layout.banner.rows == 0)
  }

  // MARK: Leaving

  @Test func leavingWaitsForTheDoors() {
    var state = console()
    _ = state.send(.command(.shutDoor))
    _ = state.send(.command(.everywhere))
    #expect(state.send(.command(.quit)) == [.startQuitDeadline(.seconds(5))])
    for group in groups.dropLast() { _ = state.send(.doorSettled(2, settled(group))) }
    #expect(state.session.isOpen)
    _ = state.send(.doorSettled(2, settled(groups[2], .failed(.odd))))
    #expect(!state.session.isOpen)
    #expect(
      state.lostSentences == [
        "Shutting the door of Group g3 did not succeed. The service refused. Look again."
      ])
  }

  @Test func whatCouldNotBeWaitedForIsReported() {
    var state = console()
    _ = state.send(.command(.shutDoor))
    _ = state.send(.command(.everywhere))
    _ = state.send(.command(.quit))
    _ = state.send(.doorSettled(2, settled(groups[0])))
    _ = state.send(.quitDeadlinePassed)
    #expect(!state.session.isOpen)
    #expect(state.doors.lost.map(\.groupName) == ["Group g2", "Group g3"])
    #expect(state.doors.lost.allSatisfy { $0.fault.kind == .unconfirmed })
  }
}
