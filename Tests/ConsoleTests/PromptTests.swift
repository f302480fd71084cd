import Canvas
import Config
import Foundation
import Moderation
import Testing

@testable import Console

/// The line in which a filter is typed, the filters of before, and the orders.
@Suite struct PromptTests {
  private let people = [
    request("ana", minutes: 30), request("bo", minutes: 20), request("cleo", minutes: 10),
  ]

  private func typing(_ text: String, in state: State? = nil) -> State {
    (state ?? .loaded(people)).typing(text)
  }

  /// A console that has had filters, and has none now.
  private func remembering(_ filters: String...) -> State {
    var state = State.loaded(people)
    for filter in filters {
      state = typing(filter, in: state)
      _ = state.send(.typed(.enter))
      _ = state.send(.command(.close))
    }
    return state
  }

  private func arrival(_ request: JoinRequest) -> Action {
    .logAnswered(.success(LivePage(events: [.asked(request)], cursor: "c2", hasMore: false)))
  }

  // MARK: The line

  /// The label never takes all of a narrow screen, and the cursor is always on it.
  @Test(arguments: 1...40) func theCursorIsInSightAtAnyWidth(_ columns: Int) {
    var state = State.loaded(people, columns: columns, rows: 8)
    _ = state.send(.command(.note))
    for character in "漢字 and more" { _ = state.send(.typed(.character(character))) }
    for key in [Key.left, .home, .end] {
      _ = state.send(.typed(key))
      #expect((0..<columns).contains(draw(state).cursor?.column ?? -1))
    }
  }

  @Test(arguments: [Key.tab, .pageUp, .function(1), .control("z")])
  func aKeyThatMeansNothingChangesNothing(_ key: Key) {
    var state = typing("bo.")
    state.expect(.typed(key))
  }

  @Test func aKeyWithoutAPromptChangesNothing() {
    var state = State.loaded(people)
    state.expect(.typed(.character("x")))
  }

  // MARK: Leaving it

  @Test(arguments: [Key.escape, .control("c"), .control("g")])
  func leavingRestoresTheFilterOfBefore(_ key: Key) {
    var state = typing("bo. or cleo")
    _ = state.send(.typed(.enter))
    _ = state.send(.command(.last))
    state = typing(" zzz", in: state)
    #expect(state.prompt?.line.text == "bo. or cleo zzz")
    #expect(state.names == ["bo"])
    _ = state.send(.typed(key))
    #expect(state.prompt == nil)
    #expect(state.requests.list.filter.text == "bo. or cleo")
    #expect(state.names == ["bo", "cleo"])
    #expect(state.selectedName == "cleo")
  }

  @Test func aFilterThatNobodyMatchesSaysHowToGoBack() {
    var state = typing("zzz")
    _ = state.send(.typed(.enter))
    #expect(
      state.message
        == Message(
          "Nobody matches; Esc shows everybody again.", .warning,
          while: .matching(0, of: state.waitingInScope)))
    _ = state.send(.command(.close))
    #expect(state.names == ["ana", "bo", "cleo"])
  }

  @Test func blanksAreNoFilter() {
    var state = typing("  ")
    _ = state.send(.typed(.enter))
    #expect(state.requests.list.filter == .none)
    #expect(state.requests.earlierFilters.isEmpty)
    #expect(state.names == ["ana", "bo", "cleo"])
  }

  @Test func anArrivalWhileTypingLeavesTheSelectionOnItsPerson() {
    var state = State.loaded(people)
    _ = state.send(.command(.down))
    _ = state.send(.command(.filter))
    _ = state.send(arrival(request("new", minutes: 99)))
    #expect(state.names == ["new", "ana", "bo", "cleo"])
    #expect(state.selectedName == "bo")
  }

  @Test func anArrivalAfterTypingLeavesTheSelectionOnItsPerson() {
    var state = typing("waiting > 1m")
    _ = state.send(.typed(.enter))
    #expect(state.selectedName == "ana")
    _ = state.send(arrival(request("new", minutes: 99)))
    #expect(state.names == ["new", "ana", "bo", "cleo"])
    #expect(state.selectedName == "ana")
  }

  @Test func anArrivalWhileTypingDoesNotSpoilTheWayBack() {
    var state = State.loaded(people)
    _ = state.send(.command(.last))
    state = typing("bo.", in: state)
    _ = state.send(arrival(request("new", minutes: 99)))
    #expect(state.selectedName == "bo")
    _ = state.send(.typed(.escape))
    #expect(state.names == ["new", "ana", "bo", "cleo"])
    #expect(state.selectedName == "cleo")
  }

  // MARK: Filters of before

  @Test func theHistoryEndsAtTheOldestAndAtTheDraft() {
    var state = typing("b", in: remembering("ana", "cleo"))
    let steps: [(Key, String)] = [
      (.up, "cleo"), (.control("p"), "ana"), (.up, "ana"), (.down, "cleo"), (.control("n"), "b"),
      (.down, "b"),
    ]
    for (key, text) in steps {
      _ = state.send(.typed(key))
      #expect(state.prompt?.line.text == text)
    }
  }

  @Test func aFilterUsedAgainIsRememberedOnceAsTheNewest() {
    #expect(remembering("ana", "cleo", "ana").requests.earlierFilters == ["cleo", "ana"])
  }

  @Test func callingUpAnEarlierFilterEndsAMistake() {
    var state = typing("(", in: remembering("ana"))
    #expect(state.prompt?.mistake != nil)
    _ = state.send(.typed(.up))
    #expect(state.prompt?.mistake == nil)
    #expect(state.names == ["ana"])
    _ = state.send(.typed(.down))
    #expect(state.prompt?.mistake != nil)
    #expect(state.names == ["ana"])
  }

  @Test func theOnlyMatchIsFoundAgain() {
    var state = remembering("bo.")
    for command in [Command.nextMatch, .nextMatch, .previousMatch] {
      #expect(state.send(.command(command)) == [])
      #expect(state.selectedName == "bo")
    }
  }

  @Test(arguments: [Command.nextMatch, .previousMatch])
  func aSearchGoesToTheRequestsFromWhereverItBegins(_ command: Command) {
    var state = remembering("bo.")
    state.focus = .groups
    _ = state.send(.command(command))
    #expect(state.focus == .requests)
    #expect(state.selectedName == "bo")
  }

  @Test func aSearchInVainSaysSoAndStays() {
    var state = remembering("zzz")
    _ = state.send(.command(.last))
    _ = state.send(.command(.nextMatch))
    #expect(state.selectedName == "cleo")
    #expect(state.message == Message("Nobody here matches zzz.", .warning))
  }

  @Test(arguments: [Command.nextMatch, .previousMatch])
  func withoutAFilterThereIsNothingToLookFor(_ command: Command) {
    var state = State.loaded(people)
    _ = state.send(.command(command))
    #expect(
      state.message == Message("Nothing to look for yet: a filter says what.", refusing: command))
  }

  @Test func aNamedFilterWithAMistakeChangesNothingElse() throws {
    var state = State.loaded(people)
    _ = state.send(.filterChosen(NamedFilter(name: "bad", expression: "a (", key: nil)))
    let message = try #require(state.message)
    #expect(message.text.hasPrefix("The filter bad has a mistake at column "))
    #expect(message.tone == .error)
    #expect(!state.requests.list.filter.isActive)
  }

  @Test func aNamedFilterReplacesTheOneInForceAndIsRemembered() {
    var state = typing("cleo")
    _ = state.send(.typed(.enter))
    let mine = NamedFilter(name: "bos", expression: "bo.", key: .character("1"))
    _ = state.send(.filterChosen(mine))
    #expect(state.requests.earlierFilters == ["cleo", "bo."])
    _ = state.send(.filterChosen(mine))
    #expect(state.message == Message("Everybody is shown again."))
    #expect(state.requests.list.filter == .none)
  }

  // MARK: Orders

  @Test func aDateThatIsNotKnownComesLastEitherWay() {
    let unknown = JoinRequest(
      group: "g1", person: Person(did: did("x"), handle: people[0].person.handle),
      requestedAt: nil)
    var old = request("old", minutes: 5)
    old.person.createdAt = start.addingTimeInterval(-86_400 * 900)
    var state = State.loaded([people[0], old, unknown])
    let orders: [(Command, [String])] = [
      (.redraw, ["ana", "old", "x"]), (.reverse, ["old", "ana", "x"]),
      (.sort, ["old", "ana", "x"]), (.reverse, ["ana", "old", "x"]),
    ]
    for (command, order) in orders {
      _ = state.send(.command(command))
      #expect(state.requests.list.rows.map(\.member) == order.map(did))
    }
    #expect(state.requests.sort == .age)
  }

  @Test func theSelectionStaysOnItsPersonInAnotherOrder() {
    var state = State.loaded(people)
    _ = state.send(.command(.first))
    _ = state.send(.command(.reverse))
    #expect(state.names == ["cleo", "bo", "ana"])
    #expect(state.selectedName == "ana")
  }

  @Test func afterTheLastOrderComesTheFirst() {
    var state = State.loaded(people)
    var orders: [RequestOrder] = []
    for _ in 0..<4 {
      _ = state.send(.command(.sort))
      orders.append(state.requests.sort)
    }
    #expect(orders == [.age, .followers, .handle, .waiting])
  }

  @Test func theOrderByFollowersFollowsTheProfiles() {
    var state = State.loaded(people)
    for _ in 0..<2 { _ = state.send(.command(.sort)) }
    #expect(state.names == ["ana", "bo", "cleo"])
    let profile = Profile(did: did("cleo"), followers: 5, readAt: start)
    _ = state.send(.profilesAnswered([did("cleo")], .success([profile])))
    #expect(state.names == ["cleo", "ana", "bo"])
  }
}
