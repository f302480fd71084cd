import Canvas
import Config
import Foundation
import Moderation
import Testing

@testable import Console

@Suite struct MovementTests {
  private func crowded(_ count: Int = 100) -> State {
    .loaded((0..<count).map { request("p\($0)", minutes: Double(1000 - $0)) })
  }

  @Test func movesStayInsideTheList() {
    var state = crowded(3)
    _ = state.send(.command(.up))
    #expect(state.selectedName == "p0")
    _ = state.send(.command(.last))
    #expect(state.selectedName == "p2")
    _ = state.send(.command(.down))
    #expect(state.selectedName == "p2")
    _ = state.send(.command(.first))
    #expect(state.selectedName == "p0")
  }

  @Test func aPageIsWhatTheScreenShowsLessOneRow() {
    var state = crowded()
    let page = state.layout.requestsShown - 1
    _ = state.send(.command(.pageDown))
    #expect(state.selectedName == "p\(page)")
    _ = state.send(.command(.pageUp))
    #expect(state.selectedName == "p0")
  }

  @Test func theSelectedRowIsAlwaysShown() {
    var state = crowded()
    let moves: [Command] = [.last, .up, .pageUp, .first, .pageDown, .pageDown, .down, .last]
    for size in [
      Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 9, rows: 3),
    ] {
      _ = state.send(.resized(size))
      for move in moves {
        _ = state.send(.command(move))
        let cursor = state.requests.list.cursor
        let shown = cursor.offset..<cursor.offset + state.layout.requestsShown
        #expect(shown.contains(cursor.index), "\(size) \(move)")
      }
    }
  }

  @Test func enterGoesFromTheGroupToItsPeopleToOnePersonAndEscapeBack() {
    var state = crowded(2)
    state.focus = .groups
    #expect(state.context == .groups)
    _ = state.send(.command(.open))
    #expect(state.context == .requests)
    _ = state.send(.command(.open))
    #expect(state.context == .detail)
    _ = state.send(.command(.close))
    #expect(state.context == .requests)
    _ = state.send(.command(.close))
    #expect(state.context == .groups)
  }

  @Test func rejectingInTheDetailsShowsTheNextPersonAndClosesAfterTheLast() {
    var state = crowded(2)
    _ = state.send(.command(.open))
    _ = state.send(.command(.reject))
    #expect(state.screen == .detail)
    #expect(state.selectedName == "p1")
    _ = state.send(.command(.reject))
    #expect(state.screen == .panes)
  }

  @Test func changingTheGroupReadsItsListOnce() {
    var state = State.loaded([request("a")], groups: [group("g1"), group("g2"), group("g3")])
    state.focus = .groups
    #expect(state.send(.command(.down)) == [.loadRequests("g2", load: 2)])
    #expect(state.send(.command(.up)) == [])
    #expect(state.names == ["a"])
    #expect(state.send(.command(.down)) == [])
    #expect(state.send(.command(.down)) == [.loadRequests("g3", load: 3)])
  }

  @Test func helpOpensAndClosesWithTheSameKey() {
    var state = crowded(1)
    state.expect(.command(.help)) { $0.screen = .help(first: 0, over: .panes) }
    state.expect(.command(.help)) { $0.screen = .panes }
  }

  @Test func suspendAndRedrawAreTheTerminalsBusiness() {
    var state = crowded(1)
    state.expect(.command(.suspend), effects: [.suspend(saying: nil)])
    state.expect(.command(.redraw), effects: [.redraw])
  }
}
