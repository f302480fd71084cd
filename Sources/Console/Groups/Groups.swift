import Config
import Moderation

extension Command {
  static let nextPane = Command("next-pane", "pane", "To the other pane")
  static let groupsPane = Command("groups-pane", "groups", "To the groups")
  static let requestsPane = Command("requests-pane", "requests", "To the people waiting")
}

/// What the groups need of the people who wait in them.
protocol GroupsHost: Host {
  mutating func freshenRequests()
  mutating func load(_ group: Group.ID) -> [Effect]
  mutating func loadNext() -> [Effect]
}

extension GroupsHost {
  static var groupsCommands: CommandTable<Self> {
    [
      .nextPane: CommandEntry { $0.focus(on: $0.focus == .groups ? .requests : .groups) },
      .groupsPane: CommandEntry { $0.focus(on: .groups) },
      .requestsPane: CommandEntry { $0.focus(on: .requests) },
    ]
  }

  mutating func groupsAnswered(_ result: Result<[Group], Fault>, unreadable: Int) -> [Effect] {
    switch result {
    case .success(let items):
      service.connection = .online
      // With a single group there is nothing to choose. One that is shown already has been chosen.
      if groups.phase == .loading, groups.items.isEmpty, items.count == 1 { focus = .requests }
      let before = groups.items.isEmpty ? nil : scope
      groups.replace(with: items)
      groups.unreadable = unreadable
      groups.phase = .loaded
      groups.fault = nil
      groups.readAt = now
      if service.live.catchUp == .groups { service.live.catchUp = .lists }
      let owned = Set(items.map(\.id))
      requests.lists = requests.lists.filter { owned.contains($0.key) }
      requests.list.marks.remove(requests.list.marks.members.filter { !owned.contains($0.group) })
      requests.list.isStale = true
      return scope == before ? groupSelected() : scopeChanged(from: before)
    case .failure(let fault):
      service.connection = .offline(fault)
      service.live.catchUp = nil
      groups.fault = fault
      if groups.phase != .loaded || groups.items.isEmpty { groups.phase = .failed(fault) }
      return []
    }
  }

  mutating func groupAnswered(_ id: Group.ID, _ result: Result<Group, Fault>) -> [Effect] {
    switch result {
    case .success(let group):
      service.connection = .online
      groups.update(id) { $0 = group }
      return []
    case .failure(let fault):
      guard fault.category == .group else {
        service.connection = .offline(fault)
        return []
      }
      message = Message(fault, .warning)
      return [.loadGroups]
    }
  }

  mutating func select(_ wanted: GroupScope) -> [Effect] {
    let before = scope
    groups.cursor.index =
      (0..<groups.count).first { groups.scope(at: $0) == wanted } ?? groups.cursor.index
    return scopeChanged(from: before)
  }

  /// Another entry of the groups pane has come under the cursor: shows its people, with the one
  /// selected who was when it was left.
  mutating func scopeChanged(from before: GroupScope?) -> [Effect] {
    guard scope != before else { return [] }
    if let before {
      requests.places[before] = requests.list.isTouched ? requests.list.selected : nil
      leave(before)
    }
    let (marks, filter) = (requests.list.marks, requests.list.filter)
    requests.list = RowList()
    requests.list.marks = marks
    requests.list.apply(filter)
    people.profiles.mayLackSome = true
    freshenRequests()
    if let scope, let place = requests.places[scope], requests.list.rows.contains(place) {
      requests.list.isTouched = true
      requests.list.select(place)
    }
    return groupSelected()
  }

  /// What the owner has seen is not new any more.
  private mutating func leave(_ scope: GroupScope) {
    for group in groups.items where group.unread == 0 {
      if scope == .all || scope == .group(group.id) { requests[group.id]?.clearFresh() }
    }
  }

  /// Reads the lists of what is under the cursor if nobody has.
  private mutating func groupSelected() -> [Effect] {
    guard case .group(let id)? = scope else { return loadNext() + markReadIfSeen() }
    return requests[id]?.reading.isUnknown ?? true ? load(id) : markReadIfSeen()
  }

  /// Tells the service that the owner has seen who waits, once the lists are in front of them.
  mutating func markReadIfSeen() -> [Effect] {
    guard focus == .requests, !settings.readOnly else { return [] }
    let seen = groupsInScope.filter { $0.unread > 0 && requests[$0.id]?.reading.isComplete == true }
    for group in seen { groups.update(group.id) { $0.unread = 0 } }
    return seen.map { .markRead($0.id) }
  }

  mutating func markedRead(_ id: Group.ID, _ fault: Fault?) -> [Effect] {
    // A mark that did not get through costs nothing: the next look at the group sets it again.
    guard fault != nil else { return [] }
    return [.loadGroup(id)]
  }

  mutating func focus(on pane: Pane) -> [Effect] {
    focus = pane
    if pane == .requests { requests.list.followSelected() }
    return markReadIfSeen()
  }

  mutating func moveGroups(_ move: Move) -> [Effect] {
    let before = scope
    groups.cursor.index = move(groups.cursor.index, groups.count, max(1, layout.groupsShown - 1))
    groups.cursor.clamp(count: groups.count)
    return scopeChanged(from: before)
  }
}
