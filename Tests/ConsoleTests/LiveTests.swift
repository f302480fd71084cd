import Foundation
import Moderation
import Testing

@testable import Console

/// People who come and go while the owner looks, and a log that fails.
@Suite struct LiveTests {
  private let a = request("a", minutes: 30)
  private let b = request("b", minutes: 20)
  private let next = Effect.followLog(after: "c2", wait: .seconds(5))

  private func page(_ events: LiveEvent...) -> Action {
    .logAnswered(.success(LivePage(events: events, cursor: "c2", hasMore: false)))
  }

  @Test func somebodyNewSlidesInAndTheSelectionStaysOnItsPerson() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.down))
    #expect(
      state.send(page(.asked(request("c", minutes: 90)))) == [
        .markRead("g1"), .readDoors(known: []), next, .loadProfiles([did("c")]),
        .findBursts([request("c", minutes: 90), a, b]),
      ])
    #expect(state.names == ["c", "a", "b"])
    #expect(state.selectedName == "b")
    #expect(state.selectedList.fresh == [did("c")])
    #expect(state.waitingInScope.description == "3")
  }

  @Test func somebodyWhoIsListedIsNotDatedAnew() {
    var state = State.loaded([a, b])
    _ = state.send(page(.asked(request("a", minutes: 0))))
    #expect(state.request(a.id)?.requestedAt == a.requestedAt)
  }

  @Test func somebodyBeingDecidedOnDoesNotComeBack() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.reject))
    _ = state.send(page(.asked(a)))
    #expect(state.names == ["b"])
  }

  @Test func whoeverLeavesTurnsGreyAndGoes() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.down))
    _ = state.send(.command(.mark))
    #expect(
      state.send(page(.ended(a.id, .withdrawn))) == [
        .linger(.seconds(4)), .readDoors(known: []), next,
      ])
    #expect(state.departure(of: a.id) == Departure(cause: .withdrawn, at: start))
    #expect(state.waitingInScope.description == "1")
    _ = state.send(.clock(start + 4))
    #expect(state.send(.lingerElapsed) == [])
    #expect(state.names == ["b"])
    #expect(state.markedNames == ["b"])
  }

  @Test func theSelectedRowStaysUntilTheOwnerMovesOnAndCannotBeDecided() {
    var state = State.loaded([a, b])
    _ = state.send(page(.ended(a.id, .rejected)))
    _ = state.send(.clock(start + 60))
    _ = state.send(.lingerElapsed)
    #expect(state.names == ["a", "b"])
    #expect(state.send(.command(.reject)) == [])
    #expect(state.message?.text == "@a.example.com has been rejected on another device.")
    _ = state.send(.command(.down))
    #expect(state.names == ["b"])
    #expect(state.selectedName == "b")
  }

  @Test func whoWithdrewDuringAReadingIsNotBroughtBackByAnOlderPage() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.refresh))
    _ = state.send(page(.ended(a.id, .withdrawn)))
    _ = state.send(.requestsArrived("g1", load: 2, [a, b]))
    #expect(state.departure(of: a.id)?.cause == .withdrawn)
  }

  @Test func whoAskedDuringAReadingStaysWhenItEnds() {
    var state = State.loaded([a])
    _ = state.send(.command(.refresh))
    _ = state.send(page(.asked(b)))
    _ = state.send(.requestsArrived("g1", load: 2, [a]))
    _ = state.send(.requestsEnded("g1", load: 2, nil))
    #expect(state.departure(of: b.id) == nil)
    #expect(state.names == ["a", "b"])
  }

  @Test func changesOfAGroupAndOfTheConvosAreLookedAt() {
    var state = State.loaded([a])
    #expect(
      state.send(page(.changed("g1"), .changed("other"))) == [
        .loadGroup("g1"), .readDoors(known: []), next,
      ])
    #expect(state.send(page(.groupsChanged)) == [.loadGroups, .readDoors(known: []), next])
  }

  @Test func aFailingLogIsAskedLessAndLessOftenAndThenCaughtUpWith() {
    var state = State.loaded([a])
    for seconds in [10, 20, 40, 60, 60] {
      #expect(
        state.send(.logAnswered(.failure(.down))) == [
          .followLog(after: "c1", wait: .seconds(seconds))
        ])
    }
    #expect(state.service.live.phase == .broken(.down, until: start + 60))
    #expect(
      state.send(page()) == [
        .loadGroups, .loadRequests("g1", load: 2), .readDoors(known: []), next,
      ])
    #expect(state.service.live.phase == .following)
  }

  @Test func withoutALogTheListsAreReadAllTheSame() {
    var state = State.empty()
    _ = state.send(.opened)
    #expect(
      state.send(.logAnswered(.failure(.down))) == [
        .loadGroups, .followLog(after: nil, wait: .seconds(10)),
      ])
  }

  @Test func aLookThatBringsNothingIsUneventful() {
    #expect(page().isUneventful)
    #expect(!page(.groupsChanged).isUneventful)
    #expect(!Action.logAnswered(.failure(.down)).isUneventful)
  }
}
