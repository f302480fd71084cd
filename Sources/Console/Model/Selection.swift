import ATProto
import Moderation

/// What is selected, and what is known of it.
extension State {
  /// Whose requests are shown; nil while there are no groups.
  public var scope: Scope? { groups.selected }

  /// The groups whose requests are shown.
  public var groupsInScope: [Group] {
    switch scope {
    case .all?: groups.items
    case .group(let id)?: groups[id].map { [$0] } ?? []
    case nil: []
    }
  }

  func isInScope(_ group: Group.ID) -> Bool {
    switch scope {
    case .all?: true
    case .group(let id)?: id == group
    case nil: false
    }
  }

  /// The group that is selected, where it is one.
  public var selectedGroup: Group? {
    if case .group(let id)? = scope { groups[id] } else { nil }
  }

  public func request(_ id: JoinRequest.ID) -> JoinRequest? { requests[id] }

  public var selectedRequest: JoinRequest? { requests.list.selected.flatMap(request) }

  /// Whoever is under the cursor: a member of the group that is shown, or somebody who waits.
  var selectedPerson: Person? {
    if let groupPage { return groupPage.selected?.person }
    return selectedRequest?.person
  }

  /// The group that is shown with its members.
  public var shownGroup: Group? { groupPage.flatMap { groups[$0.group] } }

  public func failure(of id: JoinRequest.ID) -> Failure? {
    requests.failure(of: id)
  }

  public func departure(of id: JoinRequest.ID) -> Departure? {
    requests.departure(of: id)
  }

  /// All that a filter or a rule can ask about a request.
  public func subject(_ request: JoinRequest, groupName: String) -> FilterSubject {
    FilterSubject(
      request, groupName: groupName, now: now, profile: people.profiles[request.person.did],
      asked: people.memories.asked(request))
  }

  /// What the first of the owner's rules that matches suggests.
  public func suggestion(for request: JoinRequest) -> Suggestion? {
    guard !settings.rules.isEmpty else { return nil }
    let subject = subject(request, groupName: groups[request.group]?.name ?? "")
    return settings.rules.lazy.compactMap { $0.suggestion(for: subject) }.first
  }

  /// How many wait in a group: the true number once its list is known, the service's (which counts
  /// no further than 20) until then.
  public func waiting(in group: Group) -> WaitingCount {
    if let list = requests[group.id], list.isComplete {
      return WaitingCount(list.waiting, isCapped: false)
    }
    let undecided = decisions.batches.reduce(0) { sum, batch in
      batch.verdict == .remove ? sum : sum + batch.unsettled.count { $0.group == group.id }
    }
    return WaitingCount(
      max(0, group.pending - (group.pendingIsCapped ? 0 : undecided)),
      isCapped: group.pendingIsCapped)
  }

  /// How many wait in all groups.
  public var waitingInAll: WaitingCount {
    groups.items.reduce(WaitingCount(0, isCapped: false)) { $0 + waiting(in: $1) }
  }

  /// How many wait in the groups shown, whatever the filter.
  public var waitingInScope: WaitingCount {
    groupsInScope.reduce(WaitingCount(0, isCapped: false)) { $0 + waiting(in: $1) }
  }
}
