import Canvas
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// Entries of lists that could not be read.
@Suite struct UnreadableTests {
  private let a = request("a", minutes: 30)
  private let b = request("b", minutes: 20)
  private let next = Effect.followLog(after: "c2", wait: .seconds(5))

  private func page(_ events: LiveEvent...) -> Action {
    .logAnswered(.success(LivePage(events: events, cursor: "c2", hasMore: false)))
  }

  private func reading(_ people: [JoinRequest], unreadable: Int) -> State {
    var state = State.withGroups([group("g1", name: "Night Owls", pending: 3)])
    _ = state.send(.requestsArrived("g1", load: 1, people, unreadable: unreadable))
    _ = state.send(.requestsEnded("g1", load: 1, nil))
    return state
  }

  @Test func theyAreCountedOverThePagesAndSaidUntilTheListIsReadWithout() {
    var state = State.withGroups([group("g1", name: "Night Owls", pending: 3)])
    _ = state.send(.requestsArrived("g1", load: 1, [], unreadable: 2))
    _ = state.send(.requestsArrived("g1", load: 1, [a], unreadable: 1))
    #expect(state.selectedList.reading.unreadable == 0)
    _ = state.send(.requestsEnded("g1", load: 1, nil))
    #expect(state.selectedList.reading.unreadable == 3)
    #expect(draw(state).text.contains("Night Owls: 1 waiting · 3 could not be read · 1 of 1"))
    _ = state.send(.command(.refresh))
    #expect(draw(state).text.contains("3 could not be read"))
    _ = state.send(.requestsArrived("g1", load: 2, [a, b]))
    _ = state.send(.requestsEnded("g1", load: 2, nil))
    #expect(draw(state).text.contains("Night Owls: 2 waiting · 1 of 2"))
    #expect(!draw(state).text.contains("could not be read"))
  }

  @Test func nobodyIsSaidToWaitWhereNobodyCanBeRead() {
    let text = draw(reading([], unreadable: 2)).text
    #expect(text.contains("2 requests could not be read."))
    #expect(text.contains("Look for a newer version of skydoor."))
    #expect(!text.contains("Nobody is waiting"))
  }

  /// They may be what could not be read.
  @Test func whoIsNotOnSuchAListHasNotLeft() {
    var state = reading([a, b], unreadable: 0)
    _ = state.send(.command(.refresh))
    _ = state.send(.requestsArrived("g1", load: 2, [a], unreadable: 1))
    #expect(state.send(.requestsEnded("g1", load: 2, nil)) == [])
    #expect(state.names == ["a", "b"])
    #expect(state.selectedList.departures.isEmpty)
    _ = state.send(.command(.refresh))
    _ = state.send(.requestsArrived("g1", load: 3, [a]))
    _ = state.send(.requestsEnded("g1", load: 3, nil))
    #expect(state.selectedList.departures.keys.map { $0 } == [b.person.did])
  }

  /// The service's own number is the better one for the next start.
  @Test func whatIsKeptHasTheServicesNumber() {
    #expect(reading([a], unreadable: 2).snapshot?.groups.map(\.pending) == [3])
    #expect(reading([a], unreadable: 0).snapshot?.groups.map(\.pending) == [1])
  }

  @Test func groupsAreSaidInTheirPane() {
    var state = State.empty()
    _ = state.send(.logAnswered(.success(.quiet)))
    _ = state.send(.groupsAnswered(.success([]), unreadable: 2))
    #expect(draw(state).text.contains("2 groups could not be read."))
    #expect(!draw(state).text.contains("owns no group") && !draw(state).text.contains("You own no"))
    _ = state.send(.groupsAnswered(.success([group("g1"), group("g2")]), unreadable: 1))
    #expect(draw(state).text.contains("Groups: 1 unreadable"))
    _ = state.send(.groupsAnswered(.success([group("g1"), group("g2")])))
    #expect(draw(state).text.contains("Your groups"))
  }

  @Test func membersAreSaidAndStay() {
    let people = [member("mara", role: .owner), member("ana"), member("bo")]
    var state = State.members(people)
    _ = state.send(.command(.refresh))
    _ = state.send(.membersArrived("g1", load: 3, Array(people.prefix(2)), unreadable: 1))
    _ = state.send(.membersEnded("g1", load: 3, nil))
    #expect(state.memberNames == ["mara", "ana", "bo"])
    #expect(draw(state).text.contains("0 waiting · 1 could not be read · 1 of 3"))
    _ = state.send(.command(.refresh))
    _ = state.send(.membersArrived("g1", load: 4, Array(people.prefix(2))))
    _ = state.send(.membersEnded("g1", load: 4, nil))
    #expect(state.memberNames == ["mara", "ana"])
    #expect(!draw(state).text.contains("could not be read"))
  }

  @Test func membersOfWhomNobodyCanBeRead() {
    var state = State.loaded([])
    _ = state.send(.command(.groupPage))
    _ = state.send(.membersArrived("g1", load: 2, [], unreadable: 4))
    _ = state.send(.membersEnded("g1", load: 2, nil))
    #expect(draw(state).text.contains("4 members could not be read."))
    #expect(!draw(state).text.contains("Nobody is in this group"))
  }

  @Test func aProfileIsSaidWhereItIsMissed() {
    var state = State.loaded([a])
    _ = state.send(.profilesAnswered([a.person.did], .success([]), unreadable: 1))
    _ = state.send(.command(.open))
    #expect(draw(state).text.contains("not known yet. 1 profile could not be read."))
  }

  // MARK: The log

  @Test func anEventOfAGroupHasItsListsReadAgain() {
    var state = State.loaded([a])
    #expect(
      state.send(page(.unreadable("g1"), .changed("g1")))
        == [.loadGroup("g1"), .loadRequests("g1", load: 2), .readDoors(known: []), next])
  }

  @Test func anEventOfAGroupThatIsNotKnownHasTheGroupsReadAgain() {
    var state = State.loaded([a])
    #expect(state.send(page(.unreadable("g9"))) == [.loadGroups, .readDoors(known: []), next])
  }

  @Test func anEventOfWhichNothingIsKnownHasEverythingReadAgain() {
    var state = State.queue(
      [a, request("b", in: "g2")], groups: [group("g1", pending: 1), group("g2", pending: 1)])
    #expect(
      state.send(page(.unreadable(nil))) == [
        .loadGroups, .loadRequests("g1", load: 3), .readDoors(known: []), next,
      ])
    #expect(state.send(.requestsArrived("g1", load: 3, [a])) == [])
    #expect(state.send(.requestsEnded("g1", load: 3, nil)) == [.loadRequests("g2", load: 4)])
  }
}
