import ATProto
import Config
import Moderation

extension Command {
  static let groupPage = Command("group", "group", "Link, lock and members")
}

/// What the page of a group needs of the screen it is shown on.
protocol GroupPageHost: Host {
  var groupPage: GroupPage? { get set }
  mutating func open(_ page: GroupPage)
  /// Goes back to the panes, and leaves open nothing that was about the group.
  mutating func leaveGroupPage()
  var changeQuestion: ChangeQuestion? { get }
  mutating func ask(_ question: ChangeQuestion)
  mutating func closeQuestion()
  /// Opens the line in which the group's name is typed.
  mutating func openNamePrompt(for group: Group)
  mutating func finishIfSettled()
}

/// One group on the whole screen, with its members.
extension GroupPageHost {
  static var groupPageCommands: CommandTable<Self> {
    [
      .groupPage: CommandEntry(
        unless: { $0.groupPageUnavailable }, perform: { $0.toggleGroupPage() })
    ]
    .merging(changeCommands) { page, _ in page }
  }

  /// What other commands mean while it is open.
  static var commandsInGroupPage: CommandTable<Self> {
    let own: CommandTable<Self> = [
      .mark: CommandEntry(
        isAboutPeople: true, unless: { $0.memberUnavailable },
        perform: {
          $0.groupPage?.mark()
          return []
        }),
      .markRange: CommandEntry(
        isAboutPeople: true, unless: { $0.memberUnavailable },
        perform: {
          $0.groupPage?.list.markRange()
          return []
        }),
      .markAll: CommandEntry(
        isAboutPeople: true, unless: { $0.allMembersUnavailable },
        perform: {
          $0.message = $0.groupPage?.markAll().map { Message("Marked \($0.people).") }
          return []
        }),
      .refresh: CommandEntry {
        $0.message = nil
        guard let group = $0.groupPage?.group else { return [] }
        return [.loadGroup(group)] + $0.loadMembers(of: group)
      },
    ]
    let noneShown = { @Sendable (host: Self) in
      host.groupPage?.list.rows.isEmpty == false ? nil : "Nobody is shown."
    }
    return own.withMoves(unless: noneShown) { host, move in
      let page = host.layout.membersShown - 1
      host.groupPage?.move(move, page: page)
      return []
    }
  }

  var shownGroup: Group? { groupPage.flatMap { groups[$0.group] } }

  // MARK: Why not

  private var groupPageUnavailable: String? {
    if groupPage != nil || selectedGroup != nil { return nil }
    return scope == .all
      ? "This is about one group: select one of them first." : "No group is selected."
  }

  private var memberUnavailable: String? { memberUnavailable(groupPage?.list.selected) }

  /// Why somebody can't be removed; nil names nobody.
  func memberUnavailable(_ id: Membership?) -> String? {
    guard let groupPage, let id, let member = groupPage[id.member] else {
      return "Nobody is selected."
    }
    if groupPage.removable(id) != nil { return nil }
    return member.role == .owner
      ? "The owner of a group can't be removed from it."
      : "\(member.person.mention) is not a member any more."
  }

  private var allMembersUnavailable: String? {
    let canBeRemoved = groupPage?.list.rows.contains { groupPage?.removable($0) != nil }
    return canBeRemoved == true ? nil : "Nobody who is shown can be removed."
  }

  // MARK: Opening and leaving

  /// Opens the selected group over the panes. Where one is open it is left.
  private mutating func toggleGroupPage() -> [Effect] {
    guard groupPage == nil else {
      leaveGroupPage()
      return []
    }
    guard let group = selectedGroup else { return [] }
    let number = service.nextNumber()
    open(GroupPage(group.id, load: number))
    message = nil
    return [.loadMembers(group.id, load: number)]
  }

  /// Goes back by one: from the marks or the filter to all members, from them to the panes.
  mutating func closeInGroupPage() {
    if groupPage?.list.widen() == false { leaveGroupPage() }
  }

  /// A page about a group that is not the owner's any more is left.
  mutating func leaveForeignGroupPage() {
    guard let groupPage, groups.phase == .loaded, groups[groupPage.group] == nil else { return }
    leaveGroupPage()
    message = Message(
      "That group is not among yours any more: it is gone, or has another owner.", .warning)
  }

  // MARK: Members

  /// Reads the members of a group again where they are shown.
  mutating func loadMembers(of group: Group.ID) -> [Effect] {
    guard groupPage?.group == group, groupPage?.reading.startAgain() == false else { return [] }
    let number = service.nextNumber()
    groupPage?.reading.start(number)
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
    let page = page.map(people.completed)
    groupPage?.take(page, load: load, unreadable: unreadable)
    return []
  }

  mutating func membersEnded(_ group: Group.ID, load: Int, _ fault: Fault?) -> [Effect] {
    guard groupPage?.group == group, groupPage?.reading.load?.number == load else { return [] }
    if let fault { service.connection = .offline(fault) }
    let isAgain = groupPage?.endLoading(fault) == true
    return isAgain ? loadMembers(of: group) : []
  }

  /// Puts the rows together again where the members have changed.
  mutating func freshenMembers() {
    guard let page = groupPage, page.list.isStale else { return }
    let name = groups[page.group]?.name ?? ""
    let shown = page.members.filter { member in
      guard !decisions.isBeingRemoved(member.id) else { return false }
      guard let filter = page.list.filter.filter else { return true }
      return filter.matches(subject(member.person, requestedAt: nil, groupName: name))
    }
    groupPage?.list.replace(with: shown.map(\.id))
  }

  /// Rows of members tell nothing of their profiles, but the filter may ask about them.
  func wantedProfiles(of page: GroupPage) -> [DID] {
    guard page.list.filter.filter?.needsProfile ?? false else { return [] }
    let unknown = page.members.lazy.map(\.person.did).filter {
      people.profiles.isWanted($0, at: now)
    }
    return Array(unknown.prefix(AppBskyActor.GetProfiles.limit))
  }

  // MARK: Removals

  mutating func takeBack(_ members: [Decision.Subject]) {
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
  mutating func removalFailed(_ id: Membership, _ failure: DecisionFailure?) {
    guard groupPage?.group == id.group else { return }
    groupPage?.restore(id.member, failure)
  }

  mutating func removed(_ id: Membership) {
    guard groupPage?.group == id.group else { return }
    groupPage?.remove(id.member)
  }
}
