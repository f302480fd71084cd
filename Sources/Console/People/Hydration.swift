import ATProto
import Moderation

/// Who the people are: profiles, and bursts among them.
extension State {
  /// Asks for the profiles of those who are on the screen; and of all others in scope, too, where
  /// the filter or the order needs them.
  mutating func hydrate() -> [Effect] {
    var effects: [Effect] = []
    while people.profiles.mayAsk(at: now) {
      let members = wantedProfiles()
      guard !members.isEmpty else { break }
      people.profiles.ask(members)
      effects.append(.loadProfiles(members))
    }
    return effects
  }

  private mutating func wantedProfiles() -> [DID] {
    if let groupPage { return wantedProfiles(of: groupPage) }
    // The first rows change with every page of a list that is being read, and before that who is
    // remembered may not be there any more.
    let isReading = groupsInScope.contains { group in
      requests[group.id].map { !$0.isComplete && ($0.load != nil || $0.asOf != nil) } ?? false
    }
    guard !isReading else { return [] }
    var wanted: [DID] = []
    func take(_ member: DID) {
      if wanted.count < AppBskyActor.GetProfiles.limit, people.profiles.isWanted(member, at: now),
        !wanted.contains(member)
      {
        wanted.append(member)
      }
    }
    for id in requests.list.rows.dropFirst(requests.list.cursor.offset).prefix(layout.requestsShown)
    {
      take(id.member)
    }
    guard wanted.isEmpty, needsAllProfiles, people.profiles.mayLackSome else { return wanted }
    for group in groupsInScope {
      for row in requests[group.id]?.rows ?? [] where wanted.count < AppBskyActor.GetProfiles.limit
      {
        take(row.person.did)
      }
    }
    if wanted.isEmpty { people.profiles.mayLackSome = false }
    return wanted
  }

  /// Rows of members tell nothing of their profiles, but the filter may ask about them.
  private func wantedProfiles(of page: GroupPage) -> [DID] {
    guard page.list.filter.filter?.needsProfile ?? false else { return [] }
    let unknown = page.members.lazy.map(\.person.did).filter {
      people.profiles.isWanted($0, at: now)
    }
    return Array(unknown.prefix(AppBskyActor.GetProfiles.limit))
  }

  private var needsAllProfiles: Bool {
    requests.list.filter.filter?.needsProfile ?? false || requests.sort == .followers
  }

  mutating func profilesAnswered(
    _ members: [DID], _ result: Result<[Profile], Fault>, unreadable: Int
  ) -> [Effect] {
    switch result {
    case .success(let answered):
      people.profiles.take(answered, askedFor: members, unreadable: unreadable, at: now)
      // Their rows may now be in another place, or be shown at all.
      if requests.list.filter.isActive || requests.sort == .followers {
        requests.list.isStale = true
      }
      if groupPage?.list.filter.isActive == true { groupPage?.list.isStale = true }
      for profile in answered {
        for group in groups.items { _ = requests[group.id]?.update(from: profile) }
        groupPage?.update(from: profile)
      }
    case .failure(let fault):
      people.profiles.fail(members, fault, at: now)
      people.profiles.mayLackSome = true
    }
    return []
  }

  /// The request, with what a profile that is known says better.
  func completed(_ request: JoinRequest) -> JoinRequest {
    guard let profile = people.profiles[request.person.did] else { return request }
    var request = request
    request.person.update(from: profile)
    return request
  }

  /// The same of a member.
  func completed(_ member: GroupMember) -> GroupMember {
    guard let profile = people.profiles[member.person.did] else { return member }
    var member = member
    member.person.update(from: profile)
    return member
  }

  /// Looks for bursts again, once the lists have been read.
  mutating func findClusters() -> [Effect] {
    guard people.bursts.isStale, !people.bursts.isLooking,
      !requests.isLoading
    else { return [] }
    people.bursts.isStale = false
    people.bursts.isLooking = true
    return [.findClusters(groups.items.flatMap { requests[$0.id]?.rows ?? [] })]
  }
}
