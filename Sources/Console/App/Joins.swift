import ATProto
import Config
import Moderation

// What the features need of each other: each names it in its own protocol.

extension State: GroupsHost, RequestsHost, PeopleHost, LiveHost, SnapshotHost, AccountsHost {
  /// Puts the rows of the lists together again where these have changed.
  mutating func freshenRows() {
    freshenMembers()
    freshenRequests()
  }

  /// Whoever is under the cursor: a member of the group that is shown, or somebody who waits.
  var selectedPerson: Person? {
    if let groupPage { return groupPage.selected?.person }
    return selectedRequest?.person
  }

  mutating func wantedProfiles() -> [DID] {
    groupPage.map(wantedProfiles) ?? wantedRequestProfiles()
  }

  mutating func update(from profiles: [Profile]) {
    if groupPage?.list.filter.isActive == true { groupPage?.list.isStale = true }
    for profile in profiles {
      for group in groups.items { _ = requests[group.id]?.update(from: profile) }
      groupPage?.update(from: profile)
    }
  }

  var knownDoors: [Door] { doors.items }
}

// MARK: What is open

extension State: HistoryHost, GroupPageHost, NotesHost, PaletteHost, DoorsHost, InterruptedHost {
  var isDetailOpen: Bool { screen == .detail }

  mutating func open(_ history: History) { screen = .history(history) }

  mutating func leave(_ history: History) { screen = history.isFromDetail ? .detail : .panes }

  mutating func open(_ page: GroupPage) { screen = .group(page) }

  mutating func leaveGroupPage() {
    screen = .panes
    if changeQuestion != nil { modal = nil }
    if palette == nil { input = nil }
  }

  mutating func openNamePrompt(for group: Group) {
    input = .text(TextPrompt(.name(of: group.id), group.name))
  }

  mutating func show(_ prompt: TextPrompt?) { input = prompt.map(Input.text) }

  var doorQuestion: DoorQuestion? { if case .door(let asked)? = modal { asked } else { nil } }

  mutating func ask(_ question: DoorQuestion) { modal = .door(question) }

  var changeQuestion: ChangeQuestion? { if case .change(let asked)? = modal { asked } else { nil } }

  mutating func ask(_ question: ChangeQuestion) { modal = .change(question) }

  var isAskedAboutInterrupted: Bool { modal == .interrupted }

  mutating func askAboutInterrupted() {
    modal = .interrupted
    screen = .panes
  }

  mutating func closeQuestion() { modal = nil }
}

// MARK: Deciding, on those who wait or on members

extension State: DecisionsHost {
  var question: Question? { if case .decision(let asked)? = modal { asked } else { nil } }

  mutating func ask(_ question: Question) { modal = .decision(question) }

  var inSight: ArraySlice<Membership> {
    switch screen {
    case .detail: [requests.list.selected].compactMap { $0 }[...]
    case .group(let page): page.list.inSight(layout.membersInSight)
    case .help, .history: []
    case .panes: requests.list.inSight(layout.requestsInSight)
    }
  }

  mutating func decidedAnew(_ ids: Set<Membership>) { interrupted.remove(ids) }

  var memberList: RowList<Membership>? {
    get { groupPage?.list }
    set { if let newValue { groupPage?.list = newValue } }
  }

  var memberIDs: [Membership] { groupPage?.members.map(\.id) ?? [] }

  func removable(_ id: Membership) -> Decision.Subject? {
    groupPage?.removable(id).map { Decision.Subject($0) }
  }

  func removalFailure(of id: Membership) -> DecisionFailure? { groupPage?.failures[id.member] }

  var hasFailedRemovals: Bool { groupPage?.failures.isEmpty == false }

  mutating func leave(_ members: Set<Membership>) { groupPage?.leave(members) }
}

// MARK: Keys and help

extension State: KeysHost {
  var helpContext: KeyContext {
    switch screen.uncovered {
    case .history: .history
    case .group: .group
    case .panes, .detail, .help: focus == .groups ? .groups : .requests
    }
  }

  var helpLine: Int? {
    get { if case .help(let first, _) = screen { first } else { nil } }
    set { if let newValue { screen = .help(first: newValue, over: screen.uncovered) } }
  }

  /// Shows the keys over whatever there is; over the details of a person these are closed.
  mutating func openHelp() {
    screen = .help(first: 0, over: screen == .detail ? .panes : screen)
  }

  /// Goes back to where help was asked for.
  mutating func closeHelp() { screen = screen.uncovered }
}

// MARK: Filtering the list in front

extension State: FilterHost {
  var areRequestsInFront: Bool { history == nil && groupPage == nil }

  var filterInFront: FilterExpression {
    history?.list.filter ?? groupPage?.list.filter ?? requests.list.filter
  }

  var matchesInFront: String {
    if let history { return "\(history.list.rows.count)\(history.isComplete ? "" : "+")" }
    if let groupPage { return "\(groupPage.list.rows.count) of \(groupPage.members.count)" }
    return "\(requests.list.rows.count) of \(waitingInScope)"
  }

  var isFiltering: Bool { prompt != nil }

  var selectionInFront: Membership? {
    if history != nil { return nil }
    if let groupPage { return groupPage.list.selected }
    return requests.list.isTouched ? requests.list.selected : nil
  }

  mutating func show(_ prompt: FilterPrompt?) { input = prompt.map(Input.filter) }

  mutating func narrow(to filter: FilterExpression) {
    switch screen.uncovered {
    case .history: history?.narrow(to: filter)
    case .group: groupPage?.list.narrow(to: filter)
    case .panes, .detail, .help: narrowRequests(to: filter)
    }
  }

  mutating func keepFilter() {
    switch screen.uncovered {
    case .history: break
    case .group: groupPage?.list.isTouched = true
    case .panes, .detail, .help: keepRequestFilter()
    }
  }

  mutating func restore(_ filter: FilterExpression, selecting selected: Membership?) {
    switch screen.uncovered {
    case .history: history?.narrow(to: filter)
    case .group:
      groupPage?.list.apply(filter)
      groupPage?.list.isTouched = true
      freshenMembers()
      if let selected { groupPage?.list.select(selected) }
    case .panes, .detail, .help: restoreRequestFilter(filter, selecting: selected)
    }
  }
}
