import ATProto
import Config
import Foundation
import Moderation
import Testing

@testable import Console

/// Cases in which people leave, hide or come back at an awkward moment.
@Suite struct AwkwardMomentTests {
  private let people = ["a", "b", "c", "d"].enumerated().map { index, name in
    request(name, minutes: Double(90 - index))
  }

  private func events(_ events: LiveEvent...) -> Action {
    .logAnswered(.success(LivePage(events: events, cursor: "c2", hasMore: false)))
  }

  private func calls(_ effects: [Effect]) -> [[DID]] {
    effects.compactMap { if case .loadProfiles(let members) = $0 { members } else { nil } }
  }

  @Test func hiddenMarksDoNotLetAGreyedRowBeDecided() {
    var state = State.loaded(people, undo: .zero)
    _ = state.send(.command(.last))
    _ = state.send(.command(.mark))
    _ = state.send(.filterChosen(NamedFilter(name: "a", expression: "a.example", key: nil)))
    _ = state.send(events(.ended(people[0].id, .withdrawn)))
    #expect(state.markedNames.isEmpty)
    #expect(state.send(.command(.reject)) == [])
  }

  @Test func aSingleMarkIsRefusedWhereTheGroupIsFull() {
    var state = State.loaded(people, groups: [group("g1", pending: 4, members: 50)], undo: .zero)
    _ = state.send(.command(.mark))
    #expect(state.send(.command(.approve)) == [])
  }

  @Test func aRangeMarksNobodyWhoHasLeft() {
    var state = State.loaded(people, undo: .zero)
    _ = state.send(.command(.markRange))
    _ = state.send(events(.ended(people[0].id, .withdrawn), .ended(people[1].id, .withdrawn)))
    _ = state.send(.command(.down))
    #expect(state.markedNames.isEmpty)
    _ = state.send(.command(.up))
    #expect(state.markedNames.isEmpty)
    #expect(state.send(.command(.reject)) == [])
  }

  @Test func anArrivalOffScreenIsLookedUpUnderAFilter() {
    var state = State.loaded([people[0]])
    _ = state.send(.filterChosen(NamedFilter(name: "f", expression: "followers < 3", key: nil)))
    let effects = reduce(&state, events(.asked(people[1])))
    #expect(calls(effects) == [[did("b")]])
  }

  @Test func whoeverIsOffScreenIsAskedForAgainAfterAFailure() {
    let many = (10..<50).map { request("p\($0)", minutes: Double(500 - $0)) }
    var state = State.withGroups([group("g1", pending: 40)], rows: 24)
    _ = reduce(&state, .requestsArrived("g1", load: 1, many))
    var open = calls(reduce(&state, .requestsEnded("g1", load: 1, nil)))
    open += calls(
      reduce(
        &state,
        .filterChosen(NamedFilter(name: "f", expression: "followers < 3", key: nil))))
    let first = open.removeFirst()
    let profiles = first.map { Profile(did: $0, followers: 9, readAt: start) }
    let more = calls(reduce(&state, .profilesAnswered(first, .success(profiles))))
    open += more
    for call in open { _ = reduce(&state, .profilesAnswered(call, .failure(.down))) }
    let again = calls(reduce(&state, .clock(start + 31)))
    #expect(Set(again.joined()) == Set(open.joined()))
  }

  @Test func undoShowsThatSomebodyHasWithdrawnMeanwhile() {
    var state = State.loaded(people)
    _ = state.send(.command(.reject))
    _ = state.send(events(.ended(people[0].id, .withdrawn)))
    let effects = state.send(.command(.undo))
    #expect(
      effects == [
        .withdraw([Decision(.reject, people[0].id)]), .linger(.seconds(4)),
      ])
    #expect(state.departure(of: people[0].id)?.cause == .withdrawn)
  }

  @Test func afterSignInAgainOtherListsAreReadAgain() {
    let groups = [group("g1", pending: 1), group("g2", pending: 1)]
    var state = State.queue([people[0], request("b", in: "g2")], groups: groups)
    state.focus = .groups
    _ = state.send(.command(.down))
    _ = state.send(.logAnswered(.failure(Fault(.signedOut, "Out.", cure: "In."))))
    var effects = state.send(.command(.refresh))
    effects += state.send(events())
    effects += state.send(.groupsAnswered(.success(groups)))
    _ = state.send(.requestsArrived("g1", load: 3, [people[0]]))
    effects += state.send(.requestsEnded("g1", load: 3, nil))
    #expect(effects.contains(.loadRequests("g2", load: 4)))
  }
}
