import Canvas
import Foundation
import Moderation
import Testing

@testable import Console

@Suite struct LoadingTests {
  @Test func openingStartsTheLogThenAsksForTheGroupsThenForTheLists() {
    var state = State.empty()
    let groups = [group("g1", pending: 2), group("g2")]
    state.expect(
      .opened,
      effects: [
        .readSnapshot, .followLog(after: nil, wait: .zero), .recall, .readDoors(known: []),
        .recover(after: .zero),
      ])
    state.expect(
      .logAnswered(.success(.quiet)),
      effects: [
        .loadGroups, .readDoors(known: []), .followLog(after: "c1", wait: .seconds(5)),
      ]
    ) {
      $0.service.live.phase = .following
      $0.service.live.cursor = "c1"
      $0.service.live.lookedAt = start
    }
    state.expect(
      .groupsAnswered(.success(groups)), effects: [.loadRequests("g1", load: 1)]
    ) {
      $0.service.connection = .online
      $0.groups.replace(with: groups)
      $0.groups.phase = .loaded
      $0.groups.readAt = start
      $0.service.lastNumber = 1
      $0.requests["g1"] = RequestList()
      $0.requests["g1"]?.reading.start(1)
    }
    #expect(state.groups.items == groups)
    #expect(state.requests["g1"]?.reading.load?.number == 1)
    #expect(state.scope == .all)
  }

  @Test func pagesAreShownAsTheyComeLongestWaitingFirst() {
    var state = State.empty()
    state = .withGroups([group("g1", pending: 4)])
    _ = state.send(
      .requestsArrived("g1", load: 1, [request("new", minutes: 1), request("old", minutes: 90)]))
    #expect(state.names == ["old", "new"])
    _ = state.send(.requestsArrived("g1", load: 1, [request("older", minutes: 100)]))
    #expect(state.names == ["older", "old", "new"])
    // Nobody has moved, so the top stays selected.
    #expect(state.selectedName == "older")
    #expect(!state.selectedList.reading.isComplete)
    #expect(
      state.send(.requestsEnded("g1", load: 1, nil)) == [
        .loadProfiles([did("older"), did("old"), did("new")]),
        .findBursts([
          request("older", minutes: 100), request("old", minutes: 90), request("new", minutes: 1),
        ]), .saveSnapshot(state.snapshot!),
      ])
    #expect(state.selectedList.reading.isComplete && state.selectedList.reading.load == nil)
    #expect(state.selectedList.readAt == start)
  }

  @Test func theSelectionStaysOnItsPersonWhenOthersComeAndGo() {
    var state = State.loaded([
      request("a", minutes: 30), request("b", minutes: 20), request("c", minutes: 10),
    ])
    _ = state.send(.command(.down))
    #expect(state.selectedName == "b")
    #expect(
      state.send(.command(.refresh)) == [.recall, .loadGroups, .loadRequests("g1", load: 2)])
    _ = state.send(
      .requestsArrived(
        "g1", load: 2, [request("z", minutes: 99), request("b", minutes: 20), request("d")]))
    #expect(state.selectedName == "b")
    // Those who are not on it any more are shown for a moment, so that nobody vanishes unexplained.
    #expect(
      state.send(.requestsEnded("g1", load: 2, nil)) == [
        .linger(.seconds(4)),
        .findBursts([
          request("z", minutes: 99), request("a", minutes: 30), request("b", minutes: 20),
          request("c", minutes: 10), request("d"),
        ]),
      ])
    #expect(state.names == ["z", "a", "b", "c", "d"])
    #expect(state.departure(of: request("a").id)?.cause == .unknown)
    #expect(state.waitingInScope.description == "3")
    _ = state.send(.clock(start + 4))
    #expect(state.send(.lingerElapsed) == [])
    #expect(state.names == ["z", "b", "d"])
    #expect(state.selectedName == "b")
  }

  @Test func someoneWhoAsksAnewMovesToTheirNewPlace() {
    var state = State.loaded([request("a", minutes: 30), request("b", minutes: 20)])
    _ = state.send(.command(.refresh))
    _ = state.send(
      .requestsArrived("g1", load: 2, [request("a", minutes: 1), request("b", minutes: 20)]))
    _ = state.send(.requestsEnded("g1", load: 2, nil))
    #expect(state.names == ["b", "a"])
  }

  @Test(arguments: 0..<40)
  func pagesInAnyOrderGiveEveryPersonOnceInOrder(seed: Int) {
    var generator = Seeded(state: UInt64(seed))
    let people = (0..<30).map { request("p\($0)", minutes: Double($0 % 7)) }
    var list = RequestList()
    for _ in 0..<12 {
      list.merge(
        Array(people.shuffled(using: &generator).prefix(Int.random(in: 0...9, using: &generator))))
      if let gone = list.rows.randomElement(using: &generator) { list.remove([gone.person.did]) }
      #expect(Set(list.rows.map(\.person.did)).count == list.rows.count)
    }
    list.merge(people.shuffled(using: &generator))
    #expect(list.rows.count == people.count)
    let keys = list.rows.map { ($0.requestedAt!, $0.person.did.description) }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// A linear congruential generator: the same numbers for the same seed.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  @Test func anAnswerToAnOlderLoadIsIgnored() {
    var state = State.loaded([request("a")])
    _ = state.send(.command(.refresh))
    state.expect(.requestsArrived("g1", load: 1, [request("ghost")]))
    state.expect(.requestsEnded("g1", load: 1, .down))
    #expect(state.names == ["a"])
  }

  @Test func refreshingTwiceReadsOnceMoreAfterwards() {
    var state = State.loaded([request("a")])
    #expect(
      state.send(.command(.refresh)) == [.recall, .loadGroups, .loadRequests("g1", load: 2)])
    #expect(state.send(.command(.refresh)) == [.recall, .loadGroups])
    _ = state.send(.requestsArrived("g1", load: 2, [request("a")]))
    #expect(
      state.send(.requestsEnded("g1", load: 2, nil)) == [.loadRequests("g1", load: 3)])
    _ = state.send(.requestsArrived("g1", load: 3, [request("a")]))
    #expect(state.send(.requestsEnded("g1", load: 3, nil)) == [])
  }

  @Test func theOtherGroupsAreReadOneAfterTheOther() {
    var state = State.empty()
    let groups = [
      group("g1", pending: 1), group("g2"), group("g3", pending: 1), group("g4", pending: 1),
    ]
    #expect(
      state.send(.groupsAnswered(.success(groups))) == [.loadRequests("g1", load: 1)])
    #expect(
      state.send(.requestsEnded("g1", load: 1, nil)) == [.loadRequests("g3", load: 2)])
    #expect(
      state.send(.requestsEnded("g3", load: 2, nil)) == [.loadRequests("g4", load: 3)])
    #expect(state.send(.requestsEnded("g4", load: 3, nil)) == [.saveSnapshot(state.snapshot!)])
  }

  @Test func aCappedCountBecomesTrueOnceTheListIsKnown() {
    var state = State.empty()
    let big = group("g1", pending: 21, capped: true)
    _ = state.send(.groupsAnswered(.success([big])))
    #expect(state.waiting(in: big).description == "20+")
    _ = state.send(
      .requestsArrived("g1", load: 1, (0..<35).map { request("p\($0)") }))
    #expect(state.waiting(in: big).description == "20+")
    _ = state.send(.requestsEnded("g1", load: 1, nil))
    #expect(state.waiting(in: big).description == "35")
    #expect(state.waitingInAll.description == "35")
  }

  @Test func aPageThatArrivesShowsThatTheServiceAnswers() {
    var state = State.withGroups([group("g1", pending: 1)])
    state.service.connection = .offline(.down)
    _ = state.send(.requestsArrived("g1", load: 1, [request("ana")]))
    #expect(state.service.connection == .online)
  }

  @Test func refreshTakesTheMessageAway() {
    var state = State.loaded([request("ana")])
    state.message = Message("Rejected @ana.", .success)
    _ = state.send(.command(.refresh))
    #expect(state.message == nil)
  }

  @Test func failingToLoadTheGroupsSaysSoAndRefreshTriesAgain() {
    var state = State.empty()
    _ = state.send(.opened)
    state.expect(.groupsAnswered(.failure(.down))) {
      $0.service.connection = .offline(.down)
      $0.groups.fault = .down
      $0.groups.phase = .failed(.down)
    }
    #expect(draw(state).text.hasSuffix("\n No connection. Check the network. r tries again."))
    state.expect(.command(.refresh), effects: [.recall, .loadGroups]) {
      $0.groups.phase = .loading
    }
  }

  @Test func aRefreshThatBreaksOffKeepsTheRows() {
    var state = State.loaded([request("a"), request("b", minutes: 5)])
    _ = state.send(.command(.refresh))
    _ = state.send(.requestsArrived("g1", load: 2, [request("a")]))
    state.expect(.requestsEnded("g1", load: 2, .down)) {
      $0.service.connection = .offline(.down)
      _ = $0.requests["g1"]?.reading.end(.down)
    }
    #expect(state.requests["g1"]?.reading.load == nil)
    #expect(state.requests["g1"]?.reading.fault == .down)
    #expect(state.names == ["a", "b"])
  }

  @Test func aGroupThatIsGoneTakesItsListAlong() {
    var state = State.loaded([request("a")], groups: [group("g1", pending: 1), group("g2")])
    _ = state.send(.groupsAnswered(.success([group("g2")])))
    #expect(state.groups.items.map(\.id) == ["g2"])
    #expect(state.selectedGroup?.id == "g2")
    #expect(state.requests["g1"] == nil)
  }

  @Test func lookingAtAGroupMarksItReadOnce() {
    var state = State.loaded(
      [request("a")], groups: [group("g1", pending: 1, unread: 1), group("g2")])
    state.focus = .groups
    #expect(state.send(.command(.open)) == [.markRead("g1")])
    #expect(state.selectedGroup?.unread == 0)
    #expect(state.send(.command(.groupsPane)) == [])
    #expect(state.send(.command(.requestsPane)) == [])
    #expect(state.send(.markedRead("g1", nil)) == [])
  }

  @Test func aSingleGroupHasTheFocusOnItsPeopleAtOnce() {
    var state = State.empty()
    _ = state.send(.groupsAnswered(.success([group("g1", pending: 1)])))
    #expect(state.focus == .requests)
    // Going back to the groups is the owner's choice, and a refresh leaves it.
    _ = state.send(.command(.groupsPane))
    _ = state.send(.groupsAnswered(.success([group("g1", pending: 1)])))
    #expect(state.focus == .groups)
  }

  @Test func aReadOnlyConsoleMarksNothing() {
    var state = State.loaded(
      [request("a")], groups: [group("g1", pending: 1, unread: 1)], readOnly: true)
    state.focus = .groups
    #expect(state.send(.command(.open)) == [])
    #expect(state.selectedGroup?.unread == 1)
  }

  @Test func noticesChangeTheConnectionOnly() {
    var state = State.loaded([request("a")])
    state.expect(.noticed(.waiting(since: start))) {
      $0.service.connection = .waiting(since: start)
    }
    state.expect(.noticed(.retrying(at: start, because: .down))) {
      $0.service.connection = .retrying(at: start, because: .down)
    }
    state.expect(.noticed(.gaveUp(.down))) { $0.service.connection = .offline(.down) }
    state.expect(.noticed(.answering)) { $0.service.connection = .online }
    state.expect(.noticed(.sessionUnsaved(.down))) { $0.message = Message(.down, .warning) }
  }
}
