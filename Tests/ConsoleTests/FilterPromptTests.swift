import Canvas
import Config
import Foundation
import Moderation
import Testing

@testable import Console

@Suite struct FilterPromptTests {
  private let people = [
    request("ana", minutes: 30), request("bo", minutes: 20), request("cleo", minutes: 10),
  ]

  private func typing(_ text: String, in state: State? = nil) -> State {
    (state ?? .loaded(people)).typing(text)
  }

  @Test func theListFollowsWhatIsTyped() {
    var state = typing("o")
    #expect(state.names == ["ana", "bo", "cleo"])
    state = typing("bo.")
    #expect(state.names == ["bo"])
    #expect(state.selectedName == "bo")
  }

  @Test func aMistakeLeavesTheListAndKeepsThePromptOpen() {
    var state = typing("bo. <")
    #expect(state.names == ["bo"])
    #expect(state.prompt?.mistake?.column == 1)
    _ = state.send(.typed(.enter))
    #expect(state.prompt != nil)
    _ = state.send(.typed(.control("u")))
    #expect(state.prompt?.mistake == nil)
    #expect(state.names == ["ana", "bo", "cleo"])
  }

  @Test func escapeRestoresTheFilterAndTheSelection() {
    var state = State.loaded(people)
    _ = state.send(.command(.last))
    state = typing("bo.", in: state)
    _ = state.send(.typed(.escape))
    #expect(state.prompt == nil)
    #expect(!state.requests.list.filter.isActive)
    #expect(state.selectedName == "cleo")
  }

  @Test func earlierFiltersAreCalledUpAndTheDraftComesBack() {
    var state = typing("ana")
    _ = state.send(.typed(.enter))
    _ = state.send(.command(.close))
    state = typing("b", in: state)
    _ = state.send(.typed(.up))
    #expect(state.prompt?.line.text == "ana")
    #expect(state.names == ["ana"])
    _ = state.send(.typed(.down))
    #expect(state.prompt?.line.text == "b")
  }

  @Test func theNextMatchIsFoundAfterTheFilterWasTakenAway() {
    var state = typing("bo. or cleo")
    _ = state.send(.typed(.enter))
    _ = state.send(.command(.close))
    _ = state.send(.command(.first))
    _ = state.send(.command(.nextMatch))
    #expect(state.selectedName == "bo")
    _ = state.send(.command(.previousMatch))
    #expect(state.selectedName == "cleo")
  }

  @Test func anArrivalWhileTypingChangesNoText() {
    var state = typing("bo.")
    let event = LiveEvent.asked(request("new", minutes: 99))
    _ = state.send(
      .logAnswered(.success(LivePage(events: [event], cursor: "c2", hasMore: false))))
    #expect(state.prompt?.line.text == "bo.")
    #expect(state.names == ["bo"])
  }

  @Test func aNamedFilterIsSwitchedOnAndOff() {
    var state = State.loaded(people)
    let mine = NamedFilter(name: "bos", expression: "bo.", key: .character("1"))
    _ = state.send(.filterChosen(mine))
    #expect(state.names == ["bo"])
    #expect(state.message?.text == "Filter bos: 1 of 3 match.")
    _ = state.send(.filterChosen(mine))
    #expect(state.names == ["ana", "bo", "cleo"])
  }

  @Test func ordersAndTheirReverse() {
    var state = State.loaded(people)
    _ = state.send(.command(.reverse))
    #expect(state.names == ["cleo", "bo", "ana"])
    for _ in 0..<3 { _ = state.send(.command(.sort)) }
    #expect(state.requests.sort == .handle)
    #expect(state.names == ["cleo", "bo", "ana"])
    _ = state.send(.command(.reverse))
    #expect(state.names == ["ana", "bo", "cleo"])
  }

  @Test func whoseFollowersAreNotKnownComesLastEitherWay() {
    var state = State.loaded(people)
    let known = [("bo", 7), ("cleo", 3)].map {
      Profile(did: did($0.0), followers: $0.1, readAt: start)
    }
    _ = state.send(.profilesAnswered(known.map(\.did), .success(known)))
    for _ in 0..<2 { _ = state.send(.command(.sort)) }
    #expect(state.names == ["cleo", "bo", "ana"])
    _ = state.send(.command(.reverse))
    #expect(state.names == ["bo", "cleo", "ana"])
  }
}
