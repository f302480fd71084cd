import ATProto
import Canvas
import CustomDump
import Foundation
import Moderation
import Testing

@testable import Console

/// The time at which every test begins.
let start = Date(timeIntervalSince1970: 1_790_000_000)

func did(_ name: String) -> DID { DID("did:plc:\(name)")! }

func group(
  _ id: String, name: String? = nil, pending: Int = 0, capped: Bool = false, unread: Int = 0,
  members: Int = 10, limit: Int = 50, lock: Group.Lock = .unlocked,
  link: JoinLink? = JoinLink(code: "abc", enabled: true, requireApproval: true, rule: "anyone")
) -> Group {
  Group(
    id: id, name: name ?? "Group \(id)", memberCount: members, memberLimit: limit,
    pending: pending, pendingIsCapped: capped, unread: unread, lock: lock, link: link)
}

/// Somebody who has waited for so many minutes.
func request(
  _ name: String, in group: String = "g1", minutes: Double = 10, displayName: String = "",
  labels: [String] = [], followedBy: Bool = false
) -> JoinRequest {
  JoinRequest(
    group: group,
    person: Person(
      did: did(name), handle: Handle("\(name).example.com")!, displayName: displayName,
      createdAt: start.addingTimeInterval(-86_400 * 3), labels: labels, followedBy: followedBy),
    requestedAt: start.addingTimeInterval(-minutes * 60))
}

extension Fault {
  static let down = Fault(.unreachable, "No connection.", cure: "Check the network.")
  static let odd = Fault(.refused, "The service refused.", cure: "Look again.")
  static let lostOwnership = Fault(.notOwner, "Not yours any more.", cure: "Ask the owner.")
}

extension State {
  /// A console at 80×24 that has shown nothing yet.
  static func empty(
    undo: Duration = .seconds(3), readOnly: Bool = false, columns: Int = 80, rows: Int = 24
  ) -> State {
    State(
      account: "mara.example.com", readOnly: readOnly, undoDelay: undo, now: start,
      size: Size(columns: columns, rows: rows))
  }

  /// A console whose groups and whose first group's people are there.
  static func loaded(
    _ people: [JoinRequest], groups: [Group] = [group("g1", pending: 3)],
    undo: Duration = .seconds(3), readOnly: Bool = false, columns: Int = 80, rows: Int = 24
  ) -> State {
    var state = State.empty(undo: undo, readOnly: readOnly, columns: columns, rows: rows)
    _ = reduce(&state, .opened)
    _ = reduce(&state, .groupsAnswered(.success(groups)))
    _ = reduce(&state, .requestsArrived("g1", load: 1, people))
    _ = reduce(&state, .requestsEnded("g1", load: 1, nil))
    state.focus = .requests
    return state
  }

  /// The handles on the list of the selected group, in order.
  var names: [String] {
    selectedList.rows.map { String($0.person.handle.description.prefix { $0 != "." }) }
  }

  var selectedName: String? {
    selectedRequest.map { String($0.person.handle.description.prefix { $0 != "." }) }
  }

  /// Reduces an action and compares the whole state and all effects with what is expected.
  mutating func expect(
    _ action: Action, effects: [Effect] = [], fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    _ changes: (inout State) -> Void = { _ in }
  ) {
    var expected = self
    changes(&expected)
    let actual = reduce(&self, action)
    expectNoDifference(
      actual, effects, "effects", fileID: fileID, filePath: filePath, line: line, column: column)
    expectNoDifference(
      self, expected, "state", fileID: fileID, filePath: filePath, line: line, column: column)
  }
}
