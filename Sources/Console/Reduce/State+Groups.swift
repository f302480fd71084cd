import Moderation

extension State {
  mutating func groupsAnswered(_ result: Result<[Group], Fault>) -> [Effect] {
    switch result {
    case .success(let items):
      connection = .online
      // With a single group there is nothing to choose.
      if groups.phase == .loading, items.count == 1 { focus = .requests }
      groups.replace(with: items)
      groups.phase = .loaded
      let owned = Set(items.map(\.id))
      requests = requests.filter { owned.contains($0.key) }
      return groupSelected()
    case .failure(let fault):
      connection = .offline(fault)
      message = Message(fault, .error)
      if groups.items.isEmpty { groups.phase = .failed(fault) }
      return []
    }
  }

  mutating func groupAnswered(_ id: Group.ID, _ result: Result<Group, Fault>) -> [Effect] {
    switch result {
    case .success(let group):
      connection = .online
      groups.update(group)
      return []
    case .failure(let fault):
      switch fault.kind {
      case .notOwner, .groupGone:
        message = Message(fault, .warning)
        return [.loadGroups]
      case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .groupFull,
        .rateLimited, .unreachable, .badAnswer, .unconfirmed, .refused, .noSuchAccount,
        .sessionFile, .cancelled:
        connection = .offline(fault)
        return []
      }
    }
  }

  /// A group has come under the cursor: reads its list if nobody has.
  mutating func groupSelected() -> [Effect] {
    guard let group = selectedGroup else { return [] }
    switch (requests[group.id] ?? RequestList()).phase {
    case .unknown: return load(group.id)
    case .loading, .loaded, .failed: return markReadIfSeen()
    }
  }

  /// Tells the service that the owner has seen who waits, once the list is in front of them.
  mutating func markReadIfSeen() -> [Effect] {
    guard focus == .requests, !readOnly, let group = selectedGroup, group.unread > 0,
      requests[group.id]?.isComplete == true
    else { return [] }
    var seen = group
    seen.unread = 0
    groups.update(seen)
    return [.markRead(group.id)]
  }

  mutating func markedRead(_ id: Group.ID, _ fault: Fault?) -> [Effect] {
    // A mark that did not get through costs nothing: the next look at the group sets it again.
    guard fault != nil else { return [] }
    return [.loadGroup(id)]
  }

  mutating func noticed(_ notice: ServiceNotice) -> [Effect] {
    switch notice {
    case .waiting(let since): connection = .waiting(since: since)
    case .retrying(let date, let fault): connection = .retrying(at: date, because: fault)
    case .answering: connection = .online
    }
    return []
  }
}
