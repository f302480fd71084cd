import Canvas
import Config
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// People who come faster than the owner expects.
@Suite struct RaidTests {
  private static let groups = [group("g1", name: "Night Owls"), group("g2", name: "Bird walks")]

  /// So many people, one a second, the last of them now.
  private func crowd(
    _ count: Int, in group: String = "g1", ending minutes: Double = 0
  )
    -> [JoinRequest]
  {
    (0..<count).map {
      request("\(group)x\($0)", in: group, minutes: minutes + Double(count - 1 - $0) / 60)
    }
  }

  private func page(_ people: [JoinRequest]) -> Action {
    .logAnswered(
      .success(LivePage(events: people.map(LiveEvent.asked), cursor: "c2", hasMore: false)))
  }

  /// A console on the first of two groups.
  private func loaded(
    _ people: [JoinRequest], limit: RaidLimit? = .standard, readOnly: Bool = false,
    keymap: Keymap = .standard, columns: Int = 120
  ) -> State {
    var state = State(
      account: "mara.example.com",
      settings: Settings(readOnly: readOnly, raid: limit, keymap: keymap), now: start,
      size: Size(columns: columns, rows: 24))
    _ = reduce(&state, .opened)
    _ = reduce(&state, .logAnswered(.success(.quiet)))
    _ = reduce(&state, .groupsAnswered(.success(Self.groups)))
    _ = reduce(&state, .command(.down))
    state.answer("g1", load: 1, people.filter { $0.group == "g1" })
    return state
  }

  private func lines(_ state: State, _ glyphSet: GlyphSet = .unicode) -> [String] {
    draw(state, glyphSet).text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The line below the title.
  private func line(_ state: State) -> String { lines(state)[1] }

  private func lastLine(_ state: State) -> String { lines(state).last ?? "" }

  /// A door that was shut now.
  private func door(_ id: Int64 = 1, _ group: String = "g1", until: Date? = nil) -> Door {
    let link = JoinLink(code: "abc", enabled: true, requireApproval: true, rule: .anyone)
    return Door(
      id: id, group: group, groupName: group == "g1" ? "Night Owls" : "Bird walks",
      measure: .approval, before: link, after: link, shutAt: start, until: until)
  }

  // MARK: What it says

  @Test func theLineBelowTheTitleNamesTheNumberTheGroupAndTheKeys() {
    let state = loaded(crowd(34))
    #expect(state.raid == Raid(group: state.groups["g1"]!, people: 34))
    #expect(
      line(state)
        == "Raid? 34 people asked Night Owls in 10 min: ! shuts the door, M marks them")
    #expect(draw(state)[1].allSatisfy { $0.style == .banner })
    #expect(lastLine(state) == "")
    #expect(
      line(loaded(crowd(34), columns: 80)).hasSuffix(": ! shuts the door, M marks them"))
  }

  @Test func theKeyIsTheOneThatIsBound() {
    let bound = Keymap.standard.rebound(by: [KeySetting(Chord(.function(9)), .shutDoor, in: nil)])
    #expect(line(loaded(crowd(30), keymap: bound)).contains(": F9 shuts the door,"))
    let mine = Keymap.standard.rebound(by: [KeySetting(Chord(.function(8)), .markRaid, in: nil)])
    #expect(line(loaded(crowd(30), keymap: mine)).hasSuffix(", F8 marks them"))
    let off = Keymap.standard.rebound(by: [KeySetting(Chord(.character("!")), nil, in: nil)])
    #expect(line(loaded(crowd(30), keymap: off)).contains(": :shut-door shuts the door,"))
  }

  @Test func whereAnotherGroupIsSelectedTheKeyIsNotForIt() {
    var state = loaded(crowd(34))
    _ = state.send(.command(.groupsPane))
    _ = state.send(.command(.down))
    #expect(state.selectedGroup?.id == "g2")
    let notice = "Raid? 34 people asked Night Owls in 10 min"
    #expect(line(state) == "\(notice); there ! shuts the door, M marks them")
    // In all groups the question is about this one first.
    _ = state.send(.command(.first))
    #expect(state.scope == .all)
    #expect(line(state) == "\(notice): ! shuts the door, M marks them")
  }

  @Test func whoMayOnlyLookIsOfferedNoDoor() {
    var state = loaded(crowd(34), readOnly: true)
    #expect(line(state) == "Raid? 34 people asked Night Owls in 10 min: M marks them")
    _ = state.send(.command(.groupsPane))
    _ = state.send(.command(.first))
    #expect(line(state) == "Raid? 34 people asked Night Owls in 10 min: M marks them")
  }

  @Test func aLongNameLeavesRoomForTheKey() {
    var state = loaded(crowd(30), columns: 80)
    let long = group("g1", name: "王小明の夜更かしする人たちの集まり、みんなでいっしょに")
    _ = state.send(.groupsAnswered(.success([long, Self.groups[1]])))
    #expect(line(state).hasSuffix("… in 10 min: ! shuts, M marks"))
  }

  @Test(arguments: [
    (TimeSpan(90, .minutes), "in 90 min"), (TimeSpan(2, .hours), "in 2 h"),
    (TimeSpan(1, .days), "in 1 day"), (TimeSpan(600, .seconds), "in 600 s"),
  ])
  func theTimeIsTheOwners(_ span: TimeSpan, _ words: String) {
    let state = loaded(crowd(5), limit: RaidLimit(people: 5, span: span))
    #expect(line(state).contains("5 people asked Night Owls \(words):"))
  }

  // MARK: Who counts

  @Test func onlyThoseCountWhoAskedWithinTheTime() {
    #expect(loaded(crowd(29)).raid == nil)
    #expect(loaded(crowd(30)).raid?.people == 30)
    #expect(loaded(crowd(29) + [request("old", minutes: 10.01)]).raid == nil)
    #expect(loaded(crowd(29) + [request("last", minutes: 10)]).raid?.people == 30)
    #expect(loaded(crowd(500, ending: 11)).raid == nil)
  }

  @Test func eachGroupHasADoorOfItsOwn() {
    var state = loaded(crowd(20))
    _ = state.send(page(crowd(20, in: "g2")))
    #expect(state.raid == nil)
    _ = state.send(page((20..<40).map { request("more\($0)", in: "g2", minutes: 0) }))
    #expect(state.raid?.group.id == "g2")
    #expect(state.raid?.people == 40)
  }

  @Test func theOneWithTheMostPeopleIsToldOf() {
    var state = loaded(crowd(30))
    _ = state.send(page(crowd(31, in: "g2")))
    #expect(state.raid?.group.id == "g2")
  }

  @Test func whoComesWhileTheConsoleIsOpenCounts() {
    var state = loaded(crowd(29))
    _ = state.send(page([request("one", minutes: 0)]))
    #expect(state.raid?.people == 30)
    // The log may tell it twice, and the list tells it again.
    _ = state.send(page([request("one", minutes: 0)]))
    #expect(state.raid?.people == 30)
    _ = state.send(.command(.refresh))
    state.answer("g1", load: 2, crowd(29) + [request("one", minutes: 0)])
    #expect(state.raid?.people == 30)
  }

  @Test func whoIsDealtWithHasComeAllTheSame() {
    var state = loaded(crowd(40))
    state.focus = .requests
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.reject))
    _ = state.send(.command(.confirm))
    #expect(state.requests.list.rows.isEmpty)
    #expect(state.raid?.people == 40)
  }

  @Test func whatAnEarlierConsoleHasSeenCountsByItsDates() {
    var state = State.empty()
    _ = state.send(.opened)
    _ = state.send(
      .snapshotRead(
        Snapshot(
          groups: [Self.groups[0]], groupsReadAt: start - 60,
          lists: [Snapshot.List(group: "g1", requests: crowd(30), readAt: start - 60)])))
    #expect(state.raid?.people == 30)
  }

  /// The log does not say when: what has piled up while nobody could look is no raid.
  @Test func whatComesAllAtOnceAfterAPauseIsNone() {
    var state = loaded([])
    _ = state.send(.logAnswered(.failure(.down)))
    _ = state.send(.clock(start + 3600))
    _ = state.send(page(crowd(40)))
    #expect(state.raid == nil)
    // The list then says when they came: some of them just now.
    let people = (0..<40).map { index in
      var request = request("g1x\(index)", minutes: 0)
      request.requestedAt = start + (index < 31 ? 3_300 : 60)
      return request
    }
    state.answer("g1", load: 2, people)
    #expect(state.raid?.people == 31)
  }

  @Test func theListKnowsBetterThanTheLog() {
    var state = loaded([])
    _ = state.send(page((0..<30).map { request("p\($0)", minutes: 0) }))
    #expect(state.raid?.people == 30)
    _ = state.send(.command(.refresh))
    state.answer("g1", load: 2, (0..<30).map { request("p\($0)", minutes: Double($0)) })
    #expect(state.doors.raids.arrivalCount(in: "g1") == 11)
    #expect(state.raid == nil)
  }

  // MARK: Its end

  /// Of thirty people within ten minutes twenty-nine are a raid that goes on, and fourteen are none.
  @Test func itGoesOnUntilHalfTheLimitIsNotReached() {
    var state = loaded(crowd(30))
    for second in stride(from: 572.0, through: 586, by: 1) {
      _ = state.send(.clock(start + second))
    }
    #expect(state.raid?.people == 15)
    _ = state.send(.clock(start + 587))
    #expect(state.raid == nil)
    // Only the full number is one again.
    _ = state.send(page((0..<15).map { request("n\($0)", minutes: 0) }))
    #expect(state.doors.raids.arrivalCount(in: "g1") == 29)
    #expect(state.raid == nil)
    _ = state.send(page([request("n15", minutes: 0)]))
    #expect(state.raid?.people == 30)
  }

  @Test func aGroupThatIsNotTheirsAnyMoreIsNotToldOf() {
    var state = loaded(crowd(30))
    _ = state.send(.groupsAnswered(.success([Self.groups[1]])))
    #expect(state.raid == nil)
  }

  @Test func itCanBeSwitchedOff() {
    var state = loaded(crowd(500), limit: nil)
    #expect(state.raid == nil)
    _ = state.send(page([request("one", minutes: 0)]))
    #expect(state.doors.raids == RaidDetector())
  }

  // MARK: Esc

  @Test func escapeTakesItAwayUntilANewOneBegins() {
    var state = loaded(crowd(30))
    _ = state.send(.command(.close))
    #expect(state.doors.raids.isDismissed(in: "g1"))
    #expect(!draw(state).text.contains("Raid?"))
    #expect(state.raid == nil)
    // More of the same raid change nothing.
    _ = state.send(page([request("one", minutes: 0)]))
    #expect(state.raid == nil)
    _ = state.send(.clock(start + 700))
    _ = state.send(page((0..<30).map { request("n\($0)", minutes: 0) }))
    // The log had not been looked at for longer than that: nobody knows yet when they came.
    #expect(state.raid == nil)
    _ = state.send(page((30..<60).map { request("n\($0)", minutes: 0) }))
    #expect(state.raid?.people == 30)
  }

  @Test func escapeDoesOneThingAtATime() {
    var state = loaded(crowd(30))
    state.focus = .requests
    _ = state.send(.command(.markAll))
    #expect(state.message != nil)
    _ = state.send(.command(.close))
    #expect(state.message == nil && state.raid != nil && !state.requests.list.marks.isEmpty)
    _ = state.send(.command(.close))
    #expect(state.raid == nil && !state.requests.list.marks.isEmpty)
    _ = state.send(.command(.close))
    #expect(state.requests.list.marks.isEmpty && state.focus == .requests)
  }

  @Test func whatCoversTheListIsClosedFirst() {
    var state = loaded(crowd(30))
    state.focus = .requests
    _ = state.send(.command(.open))
    #expect(state.screen == .detail)
    _ = state.send(.command(.close))
    #expect(state.screen == .panes && state.raid != nil)
  }

  @Test func onTheGroupsThereIsSomethingToClose() {
    var state = loaded(crowd(30))
    state.focus = .groups
    state.message = nil
    #expect(Command.close.unavailable(in: state) == nil)
    _ = state.send(.command(.close))
    #expect(Command.close.unavailable(in: state) != nil)
  }

  // MARK: What it leaves alone

  @Test func theLastLineKeepsWhatIsSaidThere() {
    var state = loaded(crowd(30))
    state.message = Message("Marked 3 people.")
    #expect(lastLine(state) == "Marked 3 people.")
    state.message = nil
    state.service.connection = .offline(.down)
    #expect(lastLine(state) == "No connection. Check the network. r tries again.")
    state.focus = .requests
    _ = state.send(.command(.reject))
    #expect(lastLine(state).hasPrefix("Rejecting @g1x0.example.com, u to undo"))
    #expect(line(state).hasPrefix("Raid? 30 people"))
  }

  @Test func aQuestionStandsBelowIt() {
    var state = loaded(crowd(30))
    state.focus = .requests
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.reject))
    #expect(lastLine(state) == "Reject 30 people in Night Owls?")
    #expect(line(state) == "Raid? 30 people asked Night Owls in 10 min")
  }

  // MARK: After its door is shut

  private func shut(
    _ people: [JoinRequest], columns: Int = 120, _ doors: [Door]? = nil
  ) -> State {
    var state = loaded(people, columns: columns)
    _ = state.send(.doorsRead(.success(doors ?? [door()])))
    return state
  }

  @Test func afterItsDoorIsShutItIsSaidHowManyCameAndWhatMarksThem() {
    let state = shut(crowd(82))
    #expect(
      line(state)
        == "Door shut: Night Owls, since 14:13 UTC. 82 came in this raid: M marks them; O opens")
    #expect(!draw(state).text.contains("! shuts"))
    #expect(state.openRaid == nil)
    #expect(
      line(shut(crowd(82), columns: 80))
        == "Door shut: Night Owls. 82 came in this raid: M marks them; O opens")
    #expect(
      line(shut(crowd(82), columns: 60)) == "Door shut. 82 came in this raid: M marks; O opens")
    let timed = [door(until: start + 3_600)]
    #expect(
      line(shut(crowd(82), columns: 80, timed))
        == "Door shut until 15:13 UTC. 82 came in this raid: M marks; O opens")
  }

  /// By the link being off, too, which is nobody's door to open.
  @Test func aLinkThatIsOffEndsItAsWell() {
    var state = loaded(crowd(30))
    var off = Self.groups[0]
    off.link?.enabled = false
    _ = state.send(.groupAnswered("g1", .success(off)))
    #expect(line(state) == "Door shut. 30 came in this raid: M marks them")
  }

  @Test func ofSeveralDoorsThoseOfRaidsAreCounted() {
    var state = loaded(crowd(34))
    _ = state.send(page(crowd(31, in: "g2")))
    #expect(line(state).hasPrefix("Raid? 34 people asked Night Owls"))
    _ = state.send(.doorsRead(.success([door()])))
    #expect(
      line(state)
        == "Raid? 31 asked Bird walks in 10 min; there ! shuts, M marks · "
        + "Door shut. 34 came in this raid; O opens")
    _ = state.send(.doorsRead(.success([door(), door(2, "g2")])))
    #expect(
      line(state)
        == "Doors shut: Night Owls and Bird walks, since 14:13 UTC. "
        + "65 came in this raid: M marks them; O opens")
  }

  @Test func itStaysAfterTheRaidUntilNobodyIsLeftOrTheDoorIsOpen() {
    var state = shut(crowd(30))
    _ = state.send(.clock(start + 3_600))
    #expect(state.raid == nil)
    #expect(line(state).contains("30 came in this raid: M marks them"))
    var open = state
    _ = open.send(.doorsRead(.success([])))
    #expect(!draw(open).text.contains("raid"))
    #expect(open.doors.raids == RaidDetector())
    state.focus = .requests
    _ = state.send(.command(.markRaid))
    _ = state.send(.command(.reject))
    _ = state.send(.command(.confirm))
    #expect(line(state) == "Door shut: Night Owls, since 14:13 UTC; O opens")
  }

  @Test func escapeTakesTheCountAwayAndTheDoorStays() {
    var state = shut(crowd(30))
    state.expect(.command(.close)) { $0.doors.raids.dismiss("g1") }
    #expect(line(state) == "Door shut: Night Owls, since 14:13 UTC; O opens")
  }

  @Test func whoComesAfterTheDoorWasShutIsCountedAsLongAsTheRaidLasts() {
    var state = shut(crowd(30))
    _ = state.send(page([request("late", minutes: 0)]))
    #expect(line(state).contains("31 came in this raid"))
    _ = state.send(.clock(start + 3_600))
    _ = state.send(page([request("later", minutes: 0)]))
    #expect(line(state).contains("31 came in this raid"))
  }

  // MARK: The key that marks

  @Test func theKeyMarksWhoCameInItAndNobodyElse() {
    let old = request("old", minutes: 90)
    var state = loaded(crowd(30) + [old])
    #expect(state.send(.command(.markRaid)) == [])
    #expect(state.requests.list.marks.members == Set(crowd(30).map(\.id)))
    #expect(state.focus == .requests)
    #expect(state.message == Message("Marked 30 people who came in the raid."))
  }

  @Test func fromAnotherGroupItGoesThere() {
    var state = loaded(crowd(30))
    _ = state.send(.command(.groupsPane))
    _ = state.send(.command(.down))
    #expect(state.selectedGroup?.id == "g2")
    _ = state.send(.command(.markRaid))
    #expect(state.selectedGroup?.id == "g1")
    #expect(state.markedNames.count == 30)
    // All raids at once are in all groups.
    _ = state.send(page(crowd(31, in: "g2")))
    _ = state.send(.command(.groupsPane))
    _ = state.send(.command(.first))
    _ = state.send(.command(.markRaid))
    #expect(state.markedNames.count == 61)
  }

  @Test func whomTheFilterHidesIsNotMarked() {
    var state = loaded(crowd(30)).typing("g1x7")
    _ = state.send(.typed(.enter))
    _ = state.send(.command(.markRaid))
    #expect(state.markedNames == ["g1x7"])
    #expect(
      state.message
        == Message("Marked 1 person who came in the raid; the filter hides 29 more.", .warning))
  }

  @Test func withoutARaidThereIsNobodyToMark() {
    var state = loaded(crowd(29))
    state.expect(.command(.markRaid)) {
      $0.message = Message("Nobody who waits came in a raid.", refusing: .markRaid)
    }
  }

  // MARK: What is asked about its door

  @Test func inAllGroupsYesIsForTheRaidedAndAllForAll() {
    var state = loaded(crowd(34))
    _ = state.send(.command(.groupsPane))
    _ = state.send(.command(.first))
    state.expect(.command(.shutDoor)) {
      $0.modal = .door(DoorQuestion(intent: .shut, groups: ["g1"], all: ["g1", "g2"]))
    }
    #expect(
      lastLine(state)
        == "Shut the door of Night Owls (y), or all 2 open doors (a)? "
        + "Then only people you follow may ask, and wait for you.")
    #expect(
      state.send(.command(.confirm)) == [
        .shutDoors(state.service.lastNumber, [Self.groups[0]], .approval, until: nil)
      ])
  }

  /// Where both would be the same there is one answer.
  @Test func whereAllAreRaidedThereIsOneAnswer() {
    var state = loaded(crowd(34))
    _ = state.send(page(crowd(31, in: "g2")))
    _ = state.send(.command(.groupsPane))
    _ = state.send(.command(.first))
    _ = state.send(.command(.shutDoor))
    #expect(lastLine(state).hasPrefix("Shut the doors of Night Owls and Bird walks? Then"))
    #expect(Command.everywhere.unavailable(in: state) == "There are no other doors.")
    #expect(state.send(.command(.everywhere)) == [])
    #expect(state.modal != nil)
    #expect(
      state.send(.command(.confirm)) == [
        .shutDoors(state.service.lastNumber, state.groups.items, .approval, until: nil)
      ])
  }

  // MARK: Frames

  @Test(arguments: [(80, 24), (120, 40), (60, 20)])
  func itFits(_ columns: Int, _ rows: Int) {
    for glyphSet in [GlyphSet.unicode, .ascii] {
      var state = loaded(crowd(34), columns: columns)
      _ = state.send(.resized(Size(columns: columns, rows: rows)))
      let raid =
        columns < 80
        ? "Raid? 34 asked Night Owls in 10 min: ! shuts, M marks"
        : "Raid? 34 people asked Night Owls in 10 min: ! shuts the door, M marks them"
      #expect(lines(state, glyphSet)[1] == raid)
      #expect(lines(state, glyphSet)[2].contains("Your groups"))
      _ = state.send(.doorsRead(.success([door()])))
      let shut =
        switch columns {
        case 60: "Door shut. 34 came in this raid: M marks; O opens"
        case 80: "Door shut: Night Owls. 34 came in this raid: M marks them; O opens"
        case _:
          "Door shut: Night Owls, since 14:13 UTC. 34 came in this raid: M marks them; O opens"
        }
      #expect(lines(state, glyphSet)[1] == shut)
      state.groups.cursor.index = 0
      _ = state.send(.doorsRead(.success([])))
      _ = state.send(.command(.shutDoor))
      let question =
        switch columns {
        case 60: "Shut the door of Night Owls (y), or all 2 open doors (a)?"
        case 80:
          "Shut Night Owls (y) or all 2 doors (a)? Then only people you follow may ask."
        case _:
          "Shut the door of Night Owls (y), or all 2 open doors (a)? "
            + "Then only people you follow may ask, and wait for you."
        }
      #expect(lines(state, glyphSet).last == question)
    }
  }
}
