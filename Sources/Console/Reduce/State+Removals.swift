import Moderation

/// What is different where members are removed: their rows are those of the group that is shown.
extension State {
  /// Shows members again whose removal is undone.
  mutating func takeBack(_ members: [JoinRequest]) {
    groupPage?.list.isStale = true
    freshenMembers()
    if let first = members.first { groupPage?.list.select(first.id) }
    if let page = groupPage, members.count > 1 {
      groupPage?.list.marks.insert(members.map(\.id).filter { page.removable($0) != nil })
    }
    message = Message(
      members.count == 1
        ? "\(members[0].person.mention) stays a member; nothing was sent."
        : "\(members.count.people) stay members, marked; nothing was sent.", .success)
  }

  /// The removal has failed, or was called back: the row is shown again.
  mutating func removalFailed(_ id: JoinRequest.ID, _ failure: Failure?) {
    guard groupPage?.group == id.group else { return }
    groupPage?.restore(id.member, failure)
  }

  /// The membership is over.
  mutating func removed(_ id: JoinRequest.ID) {
    guard groupPage?.group == id.group else { return }
    groupPage?.remove(id.member)
  }
}
