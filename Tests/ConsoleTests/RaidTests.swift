import Canvas
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// People who come faster than the owner expects.
@Suite struct RaidTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

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

  private func lastLine(_ state: State) -> String {
    draw(state).text.split(separator: "\n", omittingEmptySubsequences: false).last
      .map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
  }

  // MARK: What it says

  @Test func theStatusLineNamesTheNumberTheGroupAndTheKey() {
    let state = loaded(crowd(34))
    #expect(state.raid == Raid(group: state.groups["g1"]!, people: 34))
    #expect(
      lastLine(state) == "Raid? 34 people asked Night Owls in 10 min: ! shuts the door")
    #expect(draw(state).runs(row: 23).contains { $0.style == .statusWarning })
    #expect(lastLine(loaded(crowd(34), columns: 80)).hasSuffix("! shuts the door"))
  }

  @Test func theKeyIsTheOneThatIsBound() {
    let bound = Keymap.standard.rebound(by: [KeySetting(Chord(.function(9)), .shutDoor, in: nil)])
    #expect(lastLine(loaded(crowd(30), keymap: bound)).hasSuffix(": F9 shuts the door"))
    let off = Keymap.standard.rebound(by: [KeySetting(Chord(.character("!")), nil, in: nil)])
    #expect(lastLine(loaded(crowd(30), keymap: off)).hasSuffix(": :shut-door shuts the door"))
  }

  @Test func whereAnotherGroupIsSelectedTheKeyIsNotForIt() {
    var state = loaded(crowd(34))
    _ = state.send(.command(.groupsPane))
    _ = state.send(.command(.down))
    #expect(state.selectedGroup?.id == "g2")
    let notice = "Raid? 34 people asked Night Owls in 10 min; there ! shuts the door"
    #expect(lastLine(state) == notice)
    _ = state.send(.command(.first))
    #expect(state.scope == .all)
    #expect(lastLine(state) == notice)
  }

  @Test func whoMayOnlyLookIsOfferedNoKey() {
    var state = loaded(crowd(34), readOnly: true)
    #expect(lastLine(state) == "Raid? 34 people asked Night Owls in 10 min")
    _ = state.send(.command(.groupsPane))
    _ = state.send(.command(.first))
    #expect(lastLine(state) == "Raid? 34 people asked Night Owls in 10 min")
  }

  @Test func aLongNameLeavesRoomForTheKey() {
    var state = loaded(crowd(30), columns: 80)
    let long = group("g1", name: "王小明の夜更かしする人たちの集まり、みんなでいっしょに")
    _ = state.send(.groupsAnswered(.success([long, Self.groups[1]])))
    #expect(lastLine(state).hasSuffix("… in 10 min: ! shuts the door"))
  }

  @Test(arguments: [
    (TimeSpan(90, .minutes), "in 90 min"), (TimeSpan(2, .hours), "in 2 h"),
    (TimeSpan(1, .days), "in 1 day"), (TimeSpan(600, .seconds), "in 600 s"),
  ])
  func theTimeIsTheOwners(_ span: TimeSpan, _ words: String) {
    let state = loaded(crowd(5), limit: RaidLimit(people: 5, span: span))
    #expect(lastLine(state).contains("5 people asked Night Owls \(words):"))
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
    #expect(state.queue.rows.isEmpty)
    #expect(state.raid?.people == 40)
  }

  @Test func whatAnEarlierConsoleHasSeenCountsByItsDates() {
    var state = State.empty()
    _ = state.send(.opened)
    _ = state.send(
      .lastSeenRead(
        LastSeen(
          groups: [Self.groups[0]], groupsReadAt: start - 60,
          lists: [LastSeen.List(group: "g1", requests: crowd(30), readAt: start - 60)])))
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
    #expect(state.raids.count(in: "g1") == 11)
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
    #expect(state.raids.count(in: "g1") == 29)
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
    #expect(state.raids == RaidWatch())
  }

  // MARK: Esc

  @Test func escapeTakesItAwayUntilANewOneBegins() {
    var state = loaded(crowd(30))
    state.expect(.command(.close)) { $0.raids.dismiss(Raid(group: $0.groups["g1"]!, people: 30)) }
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
    #expect(state.message == nil && state.raid != nil && !state.marks.isEmpty)
    _ = state.send(.command(.close))
    #expect(state.raid == nil && !state.marks.isEmpty)
    _ = state.send(.command(.close))
    #expect(state.marks.isEmpty && state.focus == .requests)
  }

  @Test func whatCoversTheListIsClosedFirst() {
    var state = loaded(crowd(30))
    state.focus = .requests
    _ = state.send(.command(.open))
    #expect(state.overlay == .detail)
    _ = state.send(.command(.close))
    #expect(state.overlay == nil && state.raid != nil)
  }

  @Test func onTheGroupsThereIsSomethingToClose() {
    var state = loaded(crowd(30))
    state.focus = .groups
    state.message = nil
    #expect(Command.close.unavailable(in: state) == nil)
    _ = state.send(.command(.close))
    #expect(Command.close.unavailable(in: state) != nil)
  }

  // MARK: What goes before it

  @Test func anErrorStandsBeforeIt() {
    var state = loaded(crowd(30), columns: 200)
    state.message = Message("Not done.", .error)
    #expect(lastLine(state).hasPrefix("Not done.  Raid? 30 people"))
    state.message = Message("Marked 3 people.")
    #expect(lastLine(state).hasPrefix("Raid? 30 people"))
    #expect(lastLine(state).hasSuffix("Marked 3 people."))
    state.message = nil
    state.connection = .offline(.down)
    #expect(
      lastLine(state).hasPrefix("No connection. Check the network. r tries again.  Raid? 30 people")
    )
    state.connection = .online
    state.live.phase = .broken(.down, until: start + 60)
    #expect(lastLine(state).hasPrefix("News again at"))
  }

  @Test func aQuestionStandsAlone() {
    var state = loaded(crowd(30))
    state.focus = .requests
    _ = state.send(.command(.markAll))
    _ = state.send(.command(.reject))
    #expect(state.question != nil)
    #expect(!lastLine(state).contains("Raid?"))
  }

  @Test func whatIsHeldStandsBeforeIt() {
    var state = loaded(crowd(31))
    state.focus = .requests
    _ = state.send(.command(.reject))
    #expect(lastLine(state).hasPrefix("Rejecting @g1x0.example.com, u to undo  Raid? 31"))
  }

  // MARK: Arrivals

  /// What is counted is what a plain look at all dates would count.
  @Test(arguments: 1...5)
  func arrivalsAreCountedAsAPlainLookWould(seed: Int) {
    var numbers = (0..<400).map { ($0 * 7919 + seed * 104_729) % 1_009 }[...]
    func next(_ bound: Int) -> Int { (numbers.popFirst() ?? 0) % bound }
    var arrivals = Arrivals()
    var known: [String: Date] = [:]
    var now = start
    for _ in 0..<60 {
      now += Double(next(90))
      let cutoff = now - 600
      if next(2) == 0 {
        let people = (0..<next(4)).map { _ in
          var request = request("p\(next(40))", minutes: 0)
          request.requestedAt = now - Double(next(900))
          return request
        }
        // A list has everybody once.
        var seen: Set<String> = []
        let list = people.filter { seen.insert($0.person.handle.description).inserted }
        arrivals.take(list, since: cutoff)
        for request in list { known[request.person.did.description] = request.requestedAt }
      } else {
        let member = did("p\(next(40))")
        let date = now - Double(next(30))
        arrivals.take(member, since: date)
        known[member.description] = known[member.description] ?? date
      }
      arrivals.forget(before: cutoff)
      known = known.filter { $0.value >= cutoff }
      #expect(arrivals.count == known.count)
    }
  }
}
