import Moderation

/// One group on the whole screen, with its members.
extension State {
  /// Opens the selected group over the panes. Where one is open it is left.
  mutating func toggleGroupPage() -> [Effect] {
    guard groupPage == nil else {
      leaveGroupPage()
      return []
    }
    guard let group = selectedGroup else { return [] }
    let page = GroupPage(group.id, load: service.nextNumber())
    screen = .group(page)
    message = nil
    return page.load.map { [.loadMembers(group.id, load: $0.number)] } ?? []
  }

  /// Goes back by one: from the marks or the filter to all members, from them to the panes.
  mutating func closeInGroupPage() {
    if groupPage?.list.widen() == false { leaveGroupPage() }
  }

  private mutating func leaveGroupPage() {
    screen = .panes
  }

  /// A page about a group that is not the owner's any more is left.
  mutating func leaveForeignGroupPage() {
    guard let page = groupPage, groups.phase == .loaded, groups[page.group] == nil else { return }
    leaveGroupPage()
    if case .change? = modal { modal = nil }
    if palette == nil { input = nil }
    message = Message(
      "That group is not among yours any more: it is gone, or has another owner.", .warning)
  }

  // MARK: Members

  /// Reads the members of a group again where they are shown.
  mutating func loadMembers(of group: Group.ID) -> [Effect] {
    guard groupPage?.group == group else { return [] }
    let number = service.nextNumber()
    guard groupPage?.startLoading(number) == true else { return [] }
    return [.loadMembers(group, load: number)]
  }

  /// The log says that a group has changed. Whoever the owner removes here is in it, too; the list
  /// is read again when all of them are settled.
  mutating func membersChanged(in group: Group.ID) -> [Effect] {
    let isRemoving = decisions.batches.contains { batch in
      batch.verdict == .remove && batch.unsettled.contains { $0.group == group }
    }
    return isRemoving ? [] : loadMembers(of: group)
  }

  mutating func membersArrived(
    _ group: Group.ID, load: Int, _ page: [GroupMember], unreadable: Int
  ) -> [Effect] {
    service.connection = .online
    guard groupPage?.group == group else { return [] }
    let page = page.map(completed)
    groupPage?.take(page, load: load, unreadable: unreadable)
    return []
  }

  mutating func membersEnded(_ group: Group.ID, load: Int, _ fault: Fault?) -> [Effect] {
    guard groupPage?.group == group, groupPage?.load?.number == load else { return [] }
    if let fault { service.connection = .offline(fault) }
    let isAgain = groupPage?.endLoading(load, fault) == true
    return isAgain ? loadMembers(of: group) : []
  }

  /// Puts the rows together again where the members have changed.
  mutating func freshenMembers() {
    guard let page = groupPage, page.list.isStale else { return }
    let name = groups[page.group]?.name ?? ""
    let shown = page.members.filter { member in
      guard !decisions.isBeingRemoved(member.id) else { return false }
      guard let filter = page.list.filter.filter else { return true }
      return filter.matches(subject(member.request, groupName: name))
    }
    groupPage?.list.replace(with: shown.map(\.id))
  }
}

extension GroupMember {
  /// How decisions name the member, who need not have asked to join.
  var request: JoinRequest { JoinRequest(group: group, person: person, requestedAt: nil) }
}
