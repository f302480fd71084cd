import Config
import Foundation
import Moderation
import Testing

@testable import Console

/// How the log is followed, and what each of its events changes.
@Suite struct LogTests {
  private let a = request("a", minutes: 30)
  private let b = request("b", minutes: 20)
  private let next = Effect.followLog(after: "c2", wait: .seconds(5))
  private let signedOut = Fault(.signedOut, "Signed out.", cure: "Sign in.")

  private func page(_ events: LiveEvent..., hasMore: Bool = false) -> Action {
    .logAnswered(.success(LivePage(events: events, cursor: "c2", hasMore: hasMore)))
  }

  // MARK: Following

  @Test func recoverySaysSoAndReadsEveryListAgain() {
    var state = State.queue(
      [a, request("b", in: "g2")], groups: [group("g1", pending: 1), group("g2", pending: 1)])
    _ = state.send(.logAnswered(.failure(.down)))
    #expect(
      state.send(page()) == [
        .loadGroups, .loadRequests("g1", load: 3), .readDoors(known: []), next,
      ])
    #expect(state.service.connection == .online)
    #expect(state.service.live.catchUp == .groups)
    #expect(state.send(.requestsArrived("g1", load: 3, [a])) == [])
    #expect(state.send(.requestsEnded("g1", load: 3, nil)) == [.loadRequests("g2", load: 4)])
  }

  @Test func afterARecoveryThePausesBeginAnew() {
    var state = State.loaded([a])
    _ = state.send(.logAnswered(.failure(.down)))
    _ = state.send(.logAnswered(.failure(.down)))
    _ = state.send(page())
    #expect(
      state.send(.logAnswered(.failure(.down))) == [.followLog(after: "c2", wait: .seconds(10))])
  }

  @Test(arguments: [(90.0, 90), (3.0, 10), (-60.0, 10)])
  func aLookWaitsForAsLongAsTheServiceAsks(_ after: TimeInterval, _ pause: Int) {
    var state = State.loaded([a])
    let fault = Fault(.rateLimited, "Too many.", cure: "Wait.", retryAt: start + after)
    #expect(
      state.send(.logAnswered(.failure(fault))) == [
        .followLog(after: "c1", wait: .seconds(pause))
      ])
    #expect(state.service.live.phase == .broken(fault, until: start + TimeInterval(pause)))
  }

  @Test func aRefusedLookGivesUpItsCursor() {
    var state = State.loaded([a])
    #expect(
      state.send(.logAnswered(.failure(.odd))) == [.followLog(after: nil, wait: .seconds(10))])
  }

  @Test func aSessionThatHasEndedEndsTheLogUntilTheOwnerRefreshes() {
    var state = State.loaded([a])
    #expect(state.send(.logAnswered(.failure(signedOut))) == [])
    #expect(state.service.live.phase == .ended(signedOut))
    // The log first, so that nothing is missed between it and the lists.
    #expect(state.send(.command(.refresh)) == [.recall, .followLog(after: nil, wait: .zero)])
    #expect(state.service.live.phase == .starting)
    #expect(
      state.send(page()) == [
        .loadGroups, .loadRequests("g1", load: 2), .readDoors(known: []), next,
      ])
  }

  @Test func aFirstLookWithoutASessionLoadsTheGroupsAndIsNotTriedAgain() {
    var state = State.empty()
    _ = state.send(.opened)
    #expect(state.send(.logAnswered(.failure(signedOut))) == [.loadGroups])
    #expect(state.service.live.phase == .ended(signedOut))
  }

  @Test func onlyTheFirstFailureLoadsTheGroups() {
    var state = State.empty()
    _ = state.send(.opened)
    _ = state.send(.logAnswered(.failure(.down)))
    #expect(
      state.send(.logAnswered(.failure(.down))) == [.followLog(after: nil, wait: .seconds(20))])
  }

  @Test func aLogThatHasMoreIsLookedAtAlmostAtOnce() {
    var state = State.loaded([a])
    #expect(
      state.send(page(hasMore: true)) == [
        .readDoors(known: []), .followLog(after: "c2", wait: .milliseconds(50)),
      ])
  }

  @Test func nothingIsPolledOnceTheConsoleLeaves() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.reject))
    _ = state.send(.command(.quit))
    #expect(state.session.lifecycle == .quitting(signal: nil))
    state.expect(page(.asked(request("c"))))
    state.expect(.logAnswered(.failure(.down)))
    _ = state.send(.quitDeadlinePassed)
    state.expect(page(.asked(request("c"))))
  }

  // MARK: Coming

  @Test func theSelectedPersonKeepsTheirLineOfTheScreen() {
    let people = (10..<50).map { request("p\($0)", minutes: Double(500 - $0)) }
    var state = State.loaded(people)
    for command in [Command.pageDown, .pageDown, .up] { _ = state.send(.command(command)) }
    let before = state.requests.list.cursor
    let selected = state.selectedName
    _ = state.send(page(.asked(request("new", minutes: 900))))
    #expect(state.selectedName == selected)
    #expect(state.requests.list.cursor.index == before.index + 1)
    #expect(state.requests.list.cursor.offset == before.offset + 1)
  }

  @Test func anArrivalIsCountedAndNewUntilTheOwnerLooks() {
    var state = State.loaded([a])
    state.focus = .groups
    #expect(
      state.send(page(.asked(b))) == [
        .readDoors(known: []), next, .loadProfiles([did("b")]), .findBursts([a, b]),
      ])
    #expect(state.groups["g1"]?.unread == 1)
    #expect(state.groups["g1"]?.pending == 4)
    #expect(state.waitingInScope.description == "2")
    #expect(state.selectedList.fresh == [did("b")])
    #expect(state.send(.command(.requestsPane)) == [.markRead("g1")])
    #expect(state.groups["g1"]?.unread == 0)
  }

  @Test func aCappedCountStaysAsItIs() {
    var state = State.loaded([a], groups: [group("g1", pending: 21, capped: true)])
    _ = state.send(page(.asked(b)))
    _ = state.send(page(.ended(a.id, .approved)))
    #expect(state.groups["g1"]?.pending == 21)
  }

  @Test func anEventOfAGroupThatIsNotOwnedChangesNothing() {
    var state = State.loaded([a])
    state.expect(
      page(.asked(request("x", in: "other")), .ended(request("x", in: "other").id, .approved)),
      effects: [.readDoors(known: []), next]
    ) {
      $0.service.live.cursor = "c2"
    }
  }

  @Test func somebodyListedIsNotCountedAgain() {
    var state = State.loaded([a])
    #expect(state.send(page(.asked(a))) == [.readDoors(known: []), next])
    #expect(state.groups["g1"]?.pending == 3)
    #expect(state.selectedList.fresh.isEmpty)
  }

  @Test func whoAsksAgainBeforeTheirRowHasGoneIsWaitingAgain() {
    var state = State.loaded([a, b])
    _ = state.send(page(.ended(a.id, .withdrawn)))
    _ = state.send(page(.asked(request("a", minutes: 0))))
    #expect(state.departure(of: a.id) == nil)
    #expect(state.names == ["b", "a"])
    #expect(state.waitingInScope.description == "2")
    _ = state.send(.clock(start + 10))
    _ = state.send(.lingerElapsed)
    #expect(state.names == ["b", "a"])
  }

  // MARK: Going

  @Test(
    arguments: zip(
      [LiveEvent.Resolution.withdrawn, .approved, .rejected],
      [
        ("withdrawn", "@a.example.com has taken the request back."),
        ("approved elsewhere", "@a.example.com has been approved on another device."),
        ("rejected elsewhere", "@a.example.com has been rejected on another device."),
      ]))
  func aGreyedRowSaysWhyAndRefusesDecisions(
    _ ending: LiveEvent.Resolution, _ words: (row: String, sentence: String)
  ) {
    var state = State.loaded([a, b])
    _ = state.send(page(.ended(a.id, ending)))
    #expect(state.departure(of: a.id)?.cause.text == words.row)
    for command in [Command.reject, .approve, .rejectAndBlock, .mark, .markRange] {
      #expect(state.send(.command(command)) == [])
      #expect(state.message == Message(words.sentence, refusing: command))
    }
    #expect(state.decisions.batches.isEmpty)
    #expect(state.requests.list.marks.isEmpty)
  }

  @Test func whoLeavesLosesTheMarkAndIsCountedOutOnce() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.markAll))
    _ = state.send(page(.ended(a.id, .withdrawn)))
    _ = state.send(page(.ended(a.id, .rejected)))
    #expect(state.markedNames == ["b"])
    #expect(state.groups["g1"]?.pending == 2)
    #expect(state.waitingInScope.description == "1")
    #expect(state.departure(of: a.id)?.cause == .withdrawn)
  }

  @Test func aTimerThatComesTooEarlyIsSetAgain() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.down))
    _ = state.send(page(.ended(a.id, .withdrawn)))
    _ = state.send(.clock(start + 3))
    #expect(state.send(.lingerElapsed) == [.linger(.seconds(4))])
    #expect(state.names == ["a", "b"])
    _ = state.send(.clock(start + 7))
    #expect(state.send(.lingerElapsed) == [])
    #expect(state.names == ["b"])
  }

  @Test func oneTimerServesAllWhoLeave() {
    var state = State.loaded([a, b, request("c")])
    #expect(
      state.send(page(.ended(a.id, .withdrawn))) == [
        .linger(.seconds(4)), .readDoors(known: []), next,
      ])
    #expect(state.send(page(.ended(b.id, .withdrawn))) == [.readDoors(known: []), next])
  }

  @Test func aSelectedRowThatHasJustLeftMayBeLeftWithoutVanishing() {
    var state = State.loaded([a, b])
    _ = state.send(page(.ended(a.id, .withdrawn)))
    #expect(state.send(.command(.down)) == [])
    #expect(state.names == ["a", "b"])
  }

  // MARK: Groups

  @Test func whatAnotherDeviceHasReadIsNotNewHere() {
    let groups = [group("g1", pending: 1, unread: 1), group("g2", pending: 1, unread: 1)]
    var state = State.queue([a, request("b", in: "g2")], groups: groups)
    state.focus = .groups
    _ = state.send(.command(.down))
    #expect(state.scope == .group("g1"))
    _ = state.send(page(.read("g1"), .read("g2")))
    #expect(state.groups.items.map(\.unread) == [0, 0])
    // What is in front of the owner keeps its sign until they go elsewhere.
    #expect(state.requests["g1"]?.fresh == [did("a")])
    #expect(state.requests["g2"]?.fresh == [])
    _ = state.send(.command(.down))
    #expect(state.requests["g1"]?.fresh == [])
  }

  @Test func otherConvosIncludeWhateverElseHasChanged() {
    var state = State.loaded([a])
    #expect(
      state.send(page(.changed("g1"), .groupsChanged)) == [
        .loadGroups, .readDoors(known: []), next,
      ])
  }
}
