import Canvas
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// How lists share their width, and how the selected row of each looks.
@Suite struct ListColumnsTests {
  private let long = "a-handle-of-thirty.example.com"

  /// The names of the columns.
  private func heading(_ state: State) -> String { line(state, 2) }

  /// A line of the right pane.
  private func line(_ state: State, _ row: Int) -> String {
    let lines = draw(state).text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines[row]
    return line.firstIndex(of: "│").map { String(line[line.index(after: $0)...]) } ?? String(line)
  }

  private func anonymous(_ name: String, labels: [Label] = []) -> JoinRequest {
    var request = request(name, labels: labels)
    request.requestedAt = nil
    request.person.createdAt = nil
    return request
  }

  // MARK: widths

  @Test func aLongHandleIsShownWholeWhereOthersHaveNothingToSay() {
    let handle = String(long.dropLast(".example.com".count))
    let state = State.loaded(
      [request(handle, displayName: "Somebody with quite a long name"), request("bo")],
      columns: 120, rows: 24)
    #expect(
      line(state, 3) == "▸  Somebody with quite a long name  @\(long)  10m     3d")
    #expect(
      heading(state).split(separator: " ") == ["NAME", "HANDLE", "WAITED", "AGE"])
  }

  @Test func theHandleComesBeforeTheNameAndBothLeaveSomethingForTheRest() {
    let handle = String(long.dropLast(".example.com".count))
    var state = State.loaded(
      [request(handle, displayName: "Somebody with quite a long name", labels: ["spam", "rude"])])
    #expect(line(state, 3) == "▸  Someb… @a-handle-of-thirty.e… 10m    3d  spam, rude")
    _ = state.send(.resized(Size(columns: 100, rows: 24)))
    #expect(
      line(state, 3) == "▸  Somebody wit… @a-handle-of-thirty.example.com 10m    3d  spam, rude")
  }

  @Test func oneLongNameDoesNotTakeTheRoomOfTheOthers() {
    let owls = group("g1", name: "A group with a long name", pending: 2)
    let people = [
      request("ana", displayName: String(repeating: "漢", count: 64), followedBy: true),
      request("bo", labels: ["spam"]),
    ]
    let wide = line(.queue(people, groups: [owls, group("g2")], columns: 160), 3)
    #expect(wide.contains("@ana.example.com  A group with a long name  10m"))
    #expect(wide.contains("follows you"))
    // There is room for more of it.
    #expect(wide.count { $0 == "漢" } > 16)
  }

  @Test func aHandleOfThirtyCharactersIsShownWholeAmongShortOnesToo() {
    var people = (10..<30).map { index in
      request("p\(index)", minutes: 60, displayName: "Somebody called p\(index)")
    }
    people[3].person.labels = ["spam"]
    people[4].person.followedBy = true
    people.append(request(String(long.dropLast(".example.com".count)), minutes: 99))
    #expect(line(.loaded(people, columns: 120, rows: 40), 3).contains("@\(long) "))
  }

  @Test func oneLongHandleAmongManyDoesNotTakeTheRoomOfTheNames() {
    var people = (10..<30).map {
      request("p\($0)", minutes: Double(90 - $0), displayName: "Somebody called p\($0)")
    }
    people.append(request(String(repeating: "x", count: 50)))
    let narrow = State.loaded(people, columns: 100, rows: 40)
    #expect(line(narrow, 3).contains("Somebody called p10  @p10.example.com"))
    // Where there is room it is shown whole.
    let wide = State.loaded(people, columns: 160, rows: 40)
    #expect(draw(wide).text.contains("@\(String(repeating: "x", count: 50)).example.com"))
  }

  @Test func columnsInWhichNobodyHasAnythingGiveWay() {
    let state = State.loaded([anonymous("ana"), anonymous("bo")])
    #expect(heading(state) == "   HANDLE")
    #expect(line(state, 3) == "▸  @ana.example.com")
    // One that is known is enough, and those that are not known say so.
    let some = State.loaded([anonymous("ana", labels: ["spam"]), request("bo")])
    #expect(heading(some) == "   HANDLE            WAITED  AGE  NOTES")
    #expect(line(some, 4) == "   @ana.example.com  ?       ?    spam")
  }

  @Test func followersKeepTheirPlaceOnceAProfileIsKnown() {
    var state = State.loaded([request("ana"), request("bo")], columns: 120)
    #expect(!heading(state).contains("FOLLOWERS"))
    let profile = Profile(
      did: did("carol"), followers: 3, follows: 8, posts: 1, bio: "", readAt: start)
    _ = state.send(.profilesAnswered([did("carol")], .success([profile])))
    #expect(heading(state).contains("FOLLOWERS"))
  }

  @Test func theRelationMakesRoomForWhoItIs() {
    var people = [
      request("ana", minutes: 30, displayName: "Ana Lima", followedBy: true),
      request("bo", minutes: 20, labels: ["spam"]),
    ]
    #expect(heading(.loaded(people, columns: 120)).contains("RELATION"))
    people.append(
      request(
        String(long.dropLast(".example.com".count)), displayName: "Somebody with quite a long name")
    )
    let state = State.loaded(people, columns: 120)
    #expect(!heading(state).contains("RELATION"))
    #expect(line(state, 3).hasSuffix("follows you"))
    #expect(line(state, 5).contains("Somebody with quite a long … @\(long) 10m"))
  }

  /// Handles grow longer from page to page, so that no two pages are alike.
  @Test func theColumnsStayWhileOneMovesWithinAPage() {
    let people = (0..<80).map { index in
      request(
        "p\(1000 + index)" + String(repeating: "x", count: index / 4),
        minutes: Double(1000 - index))
    }
    var state = State.loaded(people, columns: 160, rows: 24)
    let page = state.layout.requestsShown
    var changes: [Int] = []
    var last = heading(state)
    for _ in 1..<people.count {
      _ = state.send(.command(.down))
      let first = state.requests.list.cursor.offset
      let lines = draw(state).text.split(separator: "\n", omittingEmptySubsequences: false)
      // Whoever is shown is shown whole.
      for (line, id) in zip(lines.dropFirst(3), state.requests.list.rows[first...].prefix(page)) {
        #expect(line.contains("@\(state.request(id)!.person.handle)"))
      }
      if heading(state) != last {
        changes.append(first)
        last = heading(state)
      }
    }
    #expect(!changes.isEmpty)
    #expect(changes.allSatisfy { $0 % page == 0 })
  }

  /// On any screen it is the handle that is left.
  @Test(arguments: 3...160) func whateverTheWidthThereIsAHandle(_ columns: Int) {
    let people = [request("ana", displayName: "Ana", labels: ["spam"]), request("bo", in: "g2")]
    let groups = [group("g1", pending: 1), group("g2", pending: 1)]
    var state = State.queue(people, groups: groups, columns: max(columns, 12))
    #expect(line(state, 3).contains("@"))
    _ = state.send(.resized(Size(columns: columns, rows: 24)))
    #expect(draw(state).columns == columns)
  }

  // MARK: the selected row

  /// The styles of a part of a row.
  private func styles(_ state: State, _ row: Int, _ columns: Range<Int>) -> [Style] {
    var found: [Style] = []
    for cell in draw(state)[row].dropFirst(columns.lowerBound).prefix(columns.count)
    where found.last != cell.style { found.append(cell.style) }
    return found
  }

  @Test func theSelectedRequestIsHighlightedOverItsWholeWidth() {
    var state = State.loaded(
      [request("ana", displayName: "Ana", labels: ["spam"]), request("bo"), request("cleo")])
    state.focus = .requests
    #expect(styles(state, 3, 25..<80) == [.rowSelected])
    #expect(styles(state, 4, 25..<80).contains(.rowHandle))
    // So it is where something is wrong with it.
    _ = state.send(.command(.reject))
    _ = state.settle(state.decisions.batches[0].id, .failed(.odd))
    _ = state.send(.command(.first))
    #expect(line(state, 3).hasPrefix("▸✗ Ana"))
    #expect(line(state, 3).contains("The service refused."))
    #expect(styles(state, 3, 25..<80) == [.rowSelected])
    _ = state.send(.command(.groupsPane))
    #expect(styles(state, 3, 25..<80) == [.rowCurrent])
    // A group takes two rows.
    let row = 2 + 2 * state.groups.cursor.index
    #expect(styles(state, row, 0..<24) == [.rowSelected])
    #expect(styles(state, row + 1, 0..<24) == [.rowSelected])
    _ = state.send(.command(.requestsPane))
    #expect(styles(state, row + 1, 0..<24) == [.rowCurrent])
  }

  @Test func theSelectedMemberIsHighlightedOverItsWholeWidth() {
    let state = State.members([member("ana", followedBy: true), member("bo")])
    let row = 3 + state.layout.groupFacts
    #expect(styles(state, row, 0..<80) == [.rowSelected])
    #expect(styles(state, row + 1, 0..<80).contains(.rowHandle))
  }

  @Test func theSelectedDecisionOfBeforeIsHighlightedOverItsWholeWidth() {
    var state = State.loaded([request("ana")])
    let entries = ["bo", "cleo"].enumerated().map { index, name in
      JournalEntry(
        id: Int64(2 - index),
        DecisionDraft(.reject, request(name), groupName: "Night Owls", note: "a note"),
        status: .failed, decidedAt: start, reason: nil)
    }
    _ = state.send(.command(.history))
    _ = state.send(.historyAnswered(HistoryQuery(limit: 200), .success(entries)))
    #expect(styles(state, 3, 0..<80) == [.rowSelected])
    #expect(styles(state, 4, 0..<80).contains(.rowFailed))
  }

  @Test func theSelectedCommandIsHighlightedOverItsWholeWidth() {
    var state = State.loaded([request("ana")])
    _ = state.send(.command(.palette))
    #expect(styles(state, state.layout.palette.row + 1, 0..<80) == [.rowSelected])
  }
}
