import ATProto
import Canvas
import Config
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
  link: JoinLink? = JoinLink(code: "abc", enabled: true, requireApproval: true, rule: .anyone)
) -> Group {
  Group(
    id: id, name: name ?? "Group \(id)", memberCount: members, memberLimit: limit,
    pending: pending, pendingIsCapped: capped, unread: unread, lock: lock, link: link)
}

/// Somebody who has waited for so many minutes.
func request(
  _ name: String, in group: String = "g1", minutes: Double = 10, displayName: String = "",
  labels: [Label] = [], followedBy: Bool? = false, readAt: Date? = nil
) -> JoinRequest {
  JoinRequest(
    group: group,
    person: Person(
      did: did(name), handle: Handle("\(name).example.com")!, displayName: displayName,
      createdAt: start.addingTimeInterval(-86_400 * 3), labels: labels,
      relationship: Relationship(followedBy: followedBy),
      readAt: readAt),
    requestedAt: start.addingTimeInterval(-minutes * 60))
}

/// Somebody in a group.
func member(
  _ name: String, in group: String = "g1", displayName: String = "",
  role: GroupMember.Role = .standard, addedBy: String? = nil, followedBy: Bool = false
) -> GroupMember {
  func person(_ name: String) -> Person {
    request(name, displayName: displayName, followedBy: followedBy).person
  }
  return GroupMember(
    group: group, person: person(name), role: role, addedBy: addedBy.map(person))
}

/// A label by Bluesky's own labeler.
extension Label: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value, by: Labelers.bluesky) }
}

extension LivePage {
  /// Nothing has happened.
  static let quiet = LivePage(events: [], cursor: "c1", hasMore: false)
}

extension Fault {
  static let down = Fault(.unreachable, "No connection.", cure: "Check the network.")
  static let odd = Fault(.refused, "The service refused.", cure: "Look again.")
  static let lostOwnership = Fault(.notOwner, "Not yours any more.", cure: "Ask the owner.")
}

extension Effect {
  /// What goes into the journal of decisions about people of whom no profile is known.
  static func record(_ verdict: Decision.Verdict, _ people: JoinRequest...) -> Effect {
    record(verdict, people)
  }

  static func record(_ verdict: Decision.Verdict, _ people: [JoinRequest]) -> Effect {
    .record(people.map { DecisionDraft(verdict, $0, groupName: "Group \($0.group)") })
  }
}

extension Settings {
  /// What is built in, but for what a test is about.
  init(
    readOnly: Bool = false, canBeSuspended: Bool = true, forgets: Bool = false,
    undoDelay: Duration = .seconds(3), door: DoorSettings = DoorSettings(),
    raid: RaidLimit? = .standard, rules: [Rule] = [], keymap: Keymap = .standard
  ) {
    var configuration = Configuration(keymap: .standard)
    configuration.undoDelay = undoDelay
    configuration.door = door
    configuration.raid = raid
    configuration.rules = rules
    self.init(
      configuration, readOnly: readOnly, canBeSuspended: canBeSuspended, forgets: forgets)
    self.keymap = keymap
  }
}

extension State {
  /// A console at 80×24 that has shown nothing yet.
  static func empty(
    undo: Duration = .seconds(3), readOnly: Bool = false, rules: [Rule] = [], columns: Int = 80,
    rows: Int = 24
  ) -> State {
    State(
      account: "mara.example.com",
      settings: Settings(readOnly: readOnly, undoDelay: undo, rules: rules), now: start,
      size: Size(columns: columns, rows: rows))
  }

  /// A console whose groups are there, and nobody's list yet.
  static func withGroups(
    _ groups: [Group], undo: Duration = .seconds(3), readOnly: Bool = false, rules: [Rule] = [],
    columns: Int = 80, rows: Int = 24
  ) -> State {
    var state = State.empty(
      undo: undo, readOnly: readOnly, rules: rules, columns: columns, rows: rows)
    _ = reduce(&state, .opened)
    _ = reduce(&state, .logAnswered(.success(.quiet)))
    _ = reduce(&state, .groupsAnswered(.success(groups)))
    return state
  }

  /// A console whose groups and whose first group's people are there. It is the first group that is
  /// selected, and all that the console wants to know of the people has been answered.
  static func loaded(
    _ people: [JoinRequest], groups: [Group] = [group("g1", pending: 3)],
    undo: Duration = .seconds(3), readOnly: Bool = false, rules: [Rule] = [], columns: Int = 80,
    rows: Int = 24
  ) -> State {
    var state = State.withGroups(
      groups, undo: undo, readOnly: readOnly, rules: rules, columns: columns, rows: rows)
    if state.groups.hasAll { _ = reduce(&state, .command(.down)) }
    state.answer("g1", load: 1, people)
    state.focus = .requests
    return state
  }

  /// A console on the queue of all groups.
  static func queue(
    _ people: [JoinRequest], groups: [Group], undo: Duration = .zero, columns: Int = 120,
    rows: Int = 24
  ) -> State {
    var state = State.withGroups(groups, undo: undo, columns: columns, rows: rows)
    for (index, group) in groups.enumerated() {
      state.answer(group.id, load: index + 1, people.filter { $0.group == group.id })
    }
    state.focus = .requests
    return state
  }

  /// The group is shown, and its members have been read under the number 2.
  static func members(
    _ members: [GroupMember], of shown: Group = group("g1", name: "Night Owls"),
    waiting: [JoinRequest] = [], undo: Duration = .seconds(3), readOnly: Bool = false,
    columns: Int = 80, rows: Int = 24
  ) -> State {
    var state = State.loaded(
      waiting, groups: [shown], undo: undo, readOnly: readOnly, columns: columns, rows: rows)
    _ = state.send(.command(.groupPage))
    _ = state.send(.membersArrived(shown.id, load: 2, members))
    _ = state.send(.membersEnded(shown.id, load: 2, nil))
    return state
  }

  /// The service answers a reading of a list, and what the console then wants to know of the people.
  mutating func answer(_ group: Group.ID, load: Int, _ people: [JoinRequest]) {
    _ = reduce(&self, .requestsArrived(group, load: load, people))
    var effects = reduce(&self, .requestsEnded(group, load: load, nil))
    while let effect = effects.popLast() {
      if case .loadProfiles(let members) = effect {
        effects += reduce(&self, .profilesAnswered(members, .success([])))
      } else if case .findBursts = effect {
        effects += reduce(&self, .burstsFound([]))
      }
    }
  }

  /// Reduces an action.
  /// - Returns: all effects.
  mutating func send(_ action: Action) -> [Effect] { reduce(&self, action) }

  /// After the filter prompt was opened and a text typed into it.
  func typing(_ text: String) -> State {
    var state = self
    _ = state.send(.command(.filter))
    for character in text { _ = state.send(.typed(.character(character))) }
    return state
  }

  /// Every decision of a batch that has no outcome yet ends so.
  mutating func settle(_ batch: Batch.ID, _ outcome: Outcome) -> [Effect] {
    let unsettled = decisions.batches.first { $0.id == batch }?.unsettled ?? []
    return unsettled.flatMap { send(.decisionSettled(batch, $0, outcome)) }
  }

  /// What is known of the selected group's people.
  var selectedList: RequestList {
    selectedGroup.flatMap { requests[$0.id] } ?? RequestList()
  }

  /// The handles shown, in order.
  var names: [String] {
    requests.list.rows.compactMap(request).map {
      String($0.person.handle.description.prefix { $0 != "." })
    }
  }

  /// The handles of the members shown, in order.
  var memberNames: [String] {
    (groupPage?.list.rows ?? []).compactMap { groupPage?[$0.member] }.map {
      String($0.person.handle.description.prefix { $0 != "." })
    }
  }

  var selectedMember: String? {
    groupPage?.selected.map { String($0.person.handle.description.prefix { $0 != "." }) }
  }

  /// Those marked, in the order they are shown.
  var markedNames: [String] {
    marked(for: .reject).shown.map { String($0.member.description.dropFirst("did:plc:".count)) }
  }

  var selectedName: String? {
    selectedRequest.map { String($0.person.handle.description.prefix { $0 != "." }) }
  }

  /// Reduces an action and compares the whole state and all effects with what is expected.
  mutating func expect(
    _ action: Action, effects: [Effect] = [], sourceLocation: SourceLocation = #_sourceLocation,
    _ changes: (inout State) -> Void = { _ in }
  ) {
    var expected = self
    changes(&expected)
    let actual = reduce(&self, action)
    expectSame(actual, effects, "effects", sourceLocation)
    expectSame(self, expected, "state", sourceLocation)
  }
}

/// Records the difference itself: what CustomDump's own expectation finds is not an issue to the
/// testing library.
private func expectSame<Value: Equatable>(
  _ actual: Value, _ expected: Value, _ name: String, _ sourceLocation: SourceLocation
) {
  guard actual != expected else { return }
  let difference = diff(expected, actual) ?? "no difference that can be shown"
  Issue.record("The \(name) (- expected, + actual):\n\(difference)", sourceLocation: sourceLocation)
}

/// The screen.
func draw(_ state: State, _ glyphSet: GlyphSet = .unicode) -> Frame {
  view(state, glyphSet: glyphSet)
}
