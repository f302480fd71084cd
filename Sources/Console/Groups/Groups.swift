import Moderation

extension State {
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
      switch fault.kind {
      case .notOwner, .groupGone:
        message = Message(fault, .warning)
        return [.loadGroups]
      case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .groupFull,
        .rateLimited, .unreachable, .badAnswer, .unconfirmed, .refused, .noSuchAccount,
        .sessionFile, .journal, .wrongState, .invalid, .cancelled:
        service.connection = .offline(fault)
        return []
      }
    }
  }

  /// Goes to an entry of the groups pane.
  mutating func select(_ wanted: Scope) -> [Effect] {
    let before = scope
    groups.cursor.index =
      (0..<groups.count).first { groups.scope(at: $0) == wanted } ?? groups.cursor.index
    return scopeChanged(from: before)
  }

  /// Another entry of the groups pane has come under the cursor: shows its people, with the one
  /// selected who was when it was left.
  mutating func scopeChanged(from before: Scope?) -> [Effect] {
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
    freshenQueue()
    if let scope, let place = requests.places[scope], requests.list.rows.contains(place) {
      requests.list.isTouched = true
      requests.list.select(place)
    }
    return groupSelected()
  }

  /// What the owner has seen is not new any more.
  private mutating func leave(_ scope: Scope) {
    for group in groups.items where group.unread == 0 {
      if scope == .all || scope == .group(group.id) { requests[group.id]?.clearFresh() }
    }
  }

  /// Reads the lists of what is under the cursor if nobody has.
  private mutating func groupSelected() -> [Effect] {
    guard case .group(let id)? = scope else { return loadNext() + markReadIfSeen() }
    switch (requests[id] ?? RequestList()).phase {
    case .unknown: return load(id)
    case .loading, .loaded, .failed: return markReadIfSeen()
    }
  }

  /// Tells the service that the owner has seen who waits, once the lists are in front of them.
  mutating func markReadIfSeen() -> [Effect] {
    guard focus == .requests, !settings.readOnly else { return [] }
    let seen = groupsInScope.filter { $0.unread > 0 && requests[$0.id]?.isComplete == true }
    for group in seen { groups.update(group.id) { $0.unread = 0 } }
    return seen.map { .markRead($0.id) }
  }

  mutating func markedRead(_ id: Group.ID, _ fault: Fault?) -> [Effect] {
    // A mark that did not get through costs nothing: the next look at the group sets it again.
    guard fault != nil else { return [] }
    return [.loadGroup(id)]
  }

  mutating func noticed(_ notice: ServiceNotice) -> [Effect] {
    switch notice {
    case .waiting(let since): service.connection = .waiting(since: since)
    case .retrying(let date, let fault): service.connection = .retrying(at: date, because: fault)
    case .answering: service.connection = .online
    case .labelers(let labelers): return labelersKnown(labelers)
    case .gaveUp(let fault): service.connection = .offline(fault)
    case .sessionUnsaved(let fault): message = Message(fault, .warning)
    }
    return []
  }

  /// What was read before with the labels of others is read again.
  private mutating func labelersKnown(_ new: Labelers) -> [Effect] {
    defer { people.labelers = new }
    guard session.isRunning, let known = people.labelers, Set(known.inForce) != Set(new.inForce)
    else {
      return []
    }
    return readEverythingAgain() + (groupPage.map { loadMembers(of: $0.group) } ?? [])
  }
}
