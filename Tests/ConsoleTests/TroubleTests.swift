import Canvas
import Config
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// What the last line says of trouble: it goes when the trouble goes.
@Suite struct TroubleTests {
  private static let again = "The service answers again; looking at what has happened."
  private static let down = "No connection. Check the network. r tries again."

  private let a = request("a", minutes: 30)
  private let b = request("b", in: "g2", minutes: 20)
  private let groups = [group("g1", pending: 1), group("g2", pending: 1)]
  private let failure = Action.logAnswered(.failure(.down))
  private let quiet = Action.logAnswered(.success(.quiet))

  private func loaded() -> State { .queue([a, b], groups: groups, columns: 160) }

  private func lastLine(_ state: State) -> String {
    draw(state).text.split(separator: "\n", omittingEmptySubsequences: false).last
      .map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
  }

  private func rateLimited(until date: Date?) -> Fault {
    Fault(.rateLimited, "The service asks for a pause.", cure: "Wait.", retryAt: date)
  }

  // MARK: The service answers again

  @Test func thatItAnswersAgainIsSaidUntilTheLastListHasBeenRead() {
    var state = loaded()
    _ = state.send(failure)
    #expect(lastLine(state).hasPrefix("News again at"))
    _ = state.send(quiet)
    #expect(lastLine(state) == Self.again)
    _ = state.send(.requestsEnded("g1", load: 3, nil))
    #expect(lastLine(state) == Self.again)
    _ = state.send(.requestsEnded("g2", load: 4, nil))
    // The groups are still being asked for.
    #expect(lastLine(state) == Self.again)
    _ = state.send(.groupsAnswered(.success(groups)))
    #expect(lastLine(state) == "")
    #expect(state.service.live.catchUp == nil)
  }

  @Test func itIsSaidWhereTheGroupsAnswerFirst() {
    var state = loaded()
    _ = state.send(failure)
    _ = state.send(quiet)
    _ = state.send(.groupsAnswered(.success(groups)))
    #expect(lastLine(state) == Self.again)
    _ = state.send(.requestsEnded("g1", load: 3, nil))
    _ = state.send(.requestsEnded("g2", load: 4, nil))
    #expect(lastLine(state) == "")
  }

  @Test(arguments: [
    Action.logAnswered(.failure(.down)), .groupsAnswered(.failure(.down)),
    .requestsEnded("g1", load: 3, .down),
  ])
  func itIsNotSaidOnceTheServiceFailsAgain(_ fault: Action) {
    var state = loaded()
    _ = state.send(failure)
    _ = state.send(quiet)
    _ = state.send(fault)
    #expect(!lastLine(state).contains("answers again"))
    #expect(lastLine(state).contains("No connection."))
  }

  /// What came of a decision is not lost to it.
  @Test func itTakesNoMessageAway() {
    var state = loaded()
    _ = state.send(.command(.reject))
    _ = state.settle(state.decisions.batches[0].id, .failed(.down))
    #expect(lastLine(state) == "@a.example.com was not rejected. No connection. Check the network.")
    _ = state.send(quiet)
    #expect(
      lastLine(state)
        == "@a.example.com was not rejected. No connection. Check the network.  \(Self.again)")
  }

  // MARK: What could not be read

  @Test func aListThatCouldNotBeReadIsSaidUntilItIs() {
    var state = loaded()
    _ = state.send(.command(.refresh))
    _ = state.send(.requestsEnded("g1", load: 3, .odd))
    let trouble = "The service refused. Look again. r tries again."
    #expect(lastLine(state) == trouble)
    // That other calls are answered does not mean that this one was.
    _ = state.send(.groupsAnswered(.success(groups)))
    _ = state.send(quiet)
    #expect(state.service.connection == .online)
    #expect(lastLine(state) == trouble)
    _ = state.send(.requestsEnded("g2", load: 4, nil))
    #expect(lastLine(state) == trouble)
    _ = state.send(.command(.refresh))
    _ = state.send(.requestsEnded("g1", load: 5, nil))
    #expect(lastLine(state) == "")
  }

  @Test func theGroupsThatCouldNotBeReadAreSaidUntilTheyAre() {
    var state = loaded()
    _ = state.send(.groupsAnswered(.failure(.odd)))
    _ = state.send(.noticed(.answering))
    #expect(lastLine(state) == "The service refused. Look again. r tries again.")
    _ = state.send(.groupsAnswered(.success(groups)))
    #expect(state.groups.fault == nil)
    #expect(lastLine(state) == "")
  }

  @Test func theMembersThatCouldNotBeReadAreSaidUntilTheyAre() {
    var state = State.members([member("ana")], columns: 120)
    _ = state.send(.command(.refresh))
    _ = state.send(.membersEnded("g1", load: 3, .odd))
    #expect(lastLine(state) == "The service refused. Look again. r tries again.")
    _ = state.send(.command(.refresh))
    _ = state.send(.membersArrived("g1", load: 4, [member("ana")]))
    _ = state.send(.membersEnded("g1", load: 4, nil))
    #expect(lastLine(state) == "")
  }

  @Test func whatEscClosesComesBackWhileTheTroubleLasts() {
    var state = loaded()
    _ = state.send(.groupsAnswered(.failure(.down)))
    _ = state.send(.command(.close))
    #expect(lastLine(state) == Self.down)
  }

  // MARK: The service

  /// A load fails between two looks at the log, and the next look is answered.
  @Test func aServiceThatIsReachedAgainIsReadAgain() {
    var state = loaded()
    _ = state.send(.groupsAnswered(.failure(.down)))
    #expect(lastLine(state) == Self.down)
    #expect(
      state.send(quiet) == [
        .loadGroups, .loadRequests("g1", load: 3), .readDoors(known: []),
        .followLog(after: "c1", wait: .seconds(5)),
      ])
    #expect(lastLine(state) == Self.again)
  }

  @Test func aPauseThatIsOverIsNotAskedForAnyMore() {
    var state = loaded()
    _ = state.send(.groupsAnswered(.failure(rateLimited(until: start + 60))))
    let next = Effect.followLog(after: "c1", wait: .seconds(5))
    #expect(state.send(quiet) == [.readDoors(known: []), next])
    #expect(lastLine(state) == "The service asks for a pause. Wait. r tries again.")
    _ = state.send(.clock(start + 61))
    #expect(
      state.send(quiet) == [.loadGroups, .loadRequests("g1", load: 3), .readDoors(known: []), next])
    #expect(lastLine(state) == Self.again)
  }

  /// Nobody knows when such a pause is over.
  @Test func aPauseWithoutAnEndIsTheOwnersToEnd() {
    var state = loaded()
    _ = state.send(.groupsAnswered(.failure(rateLimited(until: nil))))
    _ = state.send(.clock(start + 3_600))
    #expect(
      state.send(quiet) == [.readDoors(known: []), .followLog(after: "c1", wait: .seconds(5))])
  }

  @Test func aCallThatIsGivenUpIsNotTriedAgain() {
    var state = loaded()
    _ = state.send(.noticed(.retrying(at: start + 5, because: .down)))
    #expect(lastLine(state).hasPrefix("Trying again at"))
    _ = state.send(.noticed(.gaveUp(.down)))
    #expect(lastLine(state) == Self.down)
    _ = state.send(.noticed(.answering))
    #expect(lastLine(state) == "")
  }

  @Test func aSessionThatHasEndedNamesItsCure() {
    var state = loaded()
    let signedOut = Fault(.signedOut, "Signed out.", cure: "Sign in.")
    _ = state.send(.logAnswered(.failure(signedOut)))
    #expect(lastLine(state) == "No news from the service: Signed out. Sign in.")
    _ = state.send(.command(.refresh))
    #expect(lastLine(state) == "")
  }

  // MARK: Why a key does nothing

  @Test func whyAKeyDoesNothingGoesWithTheReason() {
    var state = State.members([], columns: 120)
    _ = state.send(.command(.switchLock))
    _ = state.send(.command(.switchLock))
    #expect(state.message?.condition == .refused(.switchLock))
    #expect(lastLine(state).contains("The lock is being changed: wait for the answer."))
    _ = state.send(.groupChanged("g1", .lock, .failure(.odd)))
    #expect(!lastLine(state).contains("wait for the answer"))

    state = loaded()
    _ = state.send(
      .logAnswered(
        .success(
          LivePage(events: [.ended(a.id, .withdrawn)], cursor: "c2", hasMore: false))))
    _ = state.send(.command(.reject))
    #expect(lastLine(state) == "@a.example.com has taken the request back.")
    _ = state.send(.command(.down))
    #expect(state.message == nil)
  }

  /// A filter may ask about profiles that are still on their way.
  @Test func howManyMatchIsNotSaidOnceOthersDo() {
    var state = loaded().typing("name:cleo")
    _ = state.send(.typed(.enter))
    #expect(lastLine(state) == "Nobody matches; Esc shows everybody again.")
    let cleo = LiveEvent.asked(request("c", minutes: 1, displayName: "Cleo"))
    _ = state.send(.logAnswered(.success(LivePage(events: [cleo], cursor: "c2", hasMore: false))))
    #expect(state.names == ["c"])
    #expect(lastLine(state) == "")
    let mine = NamedFilter(name: "bo", expression: "bo", key: nil)
    _ = state.send(.filterChosen(mine))
    #expect(lastLine(state) == "Filter bo: 0 of 3 match.")
    _ = state.send(.command(.close))
    #expect(lastLine(state) == "")
  }

  @Test func thatNothingCanBeClosedIsSaid() {
    var state = loaded()
    state.focus = .groups
    _ = state.send(.command(.close))
    #expect(lastLine(state) == "Nothing is open.")
    _ = state.send(quiet)
    #expect(lastLine(state) == "Nothing is open.")
    _ = state.send(.command(.close))
    #expect(lastLine(state) == "")
  }

  // MARK: What was done

  @Test func whatWasDoneIsNotSaidOnceAnotherDeviceHasUndoneIt() {
    let owls = group("g1", name: "Night Owls")
    var locked = owls
    locked.lock = .locked
    var state = State.members([], of: owls, columns: 120)
    _ = state.send(.command(.switchLock))
    _ = state.send(.groupChanged("g1", .lock, .success(locked)))
    #expect(lastLine(state).hasPrefix("Night Owls is locked"))
    // Something else about it changes nothing.
    locked.memberCount += 1
    _ = state.send(.groupAnswered("g1", .success(locked)))
    #expect(lastLine(state).hasPrefix("Night Owls is locked"))
    _ = state.send(.groupAnswered("g1", .success(owls)))
    #expect(lastLine(state) == "")
  }

  @Test func aDoorThatIsShutElsewhereHasNotFailed() {
    let open = JoinLink(code: "abc", enabled: true, requireApproval: false, rule: .anyone)
    var state = State.loaded([a], groups: [group("g1", link: open)], columns: 120)
    _ = state.send(.command(.shutDoor))
    _ = state.send(.command(.confirm))
    _ = state.send(
      .doorSettled(
        state.service.lastNumber,
        SettledDoor(group: "g1", groupName: "Group g1", outcome: .failed(.odd))))
    #expect(lastLine(state).hasPrefix("The door of Group g1 is not shut."))
    #expect(draw(state).text.contains("Not shut: Group g1"))
    let door = Door(
      id: 1, group: "g1", groupName: "Group g1", measure: .approval, before: open, after: open,
      shutAt: start)
    _ = state.send(.doorsRead(.success([door])))
    #expect(state.doors.failures == [])
    #expect(!draw(state).text.contains("Not shut"))
    #expect(lastLine(state) == "")
    // The same of one that could not be opened.
    _ = state.send(.command(.openDoor))
    _ = state.send(.command(.confirm))
    _ = state.send(
      .doorSettled(
        state.service.lastNumber,
        SettledDoor(group: "g1", groupName: "Group g1", outcome: .failed(.odd))))
    #expect(draw(state).text.contains("Not opened: Group g1"))
    _ = state.send(.doorsRead(.success([])))
    #expect(!draw(state).text.contains("Not opened"))
  }
}
