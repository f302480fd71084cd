import ATProto
import Moderation

/// Who the people are: profiles, and bursts among them.
extension State {
  /// Asks for the profiles of those who are on the screen; and of all others in scope, too, where
  /// the filter or the order needs them.
  mutating func hydrate() -> [Effect] {
    var effects: [Effect] = []
    while profiles.mayAsk(at: now) {
      let members = wantedProfiles()
      guard !members.isEmpty else { break }
      profiles.ask(members)
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
      if wanted.count < AppBskyActor.GetProfiles.limit, profiles.isWanted(member, at: now),
        !wanted.contains(member)
      {
        wanted.append(member)
      }
    }
    for id in queue.rows.dropFirst(queue.cursor.offset).prefix(layout.requestsShown) {
      take(id.member)
    }
    guard wanted.isEmpty, needsAllProfiles, profiles.mayLackSome else { return wanted }
    for group in groupsInScope {
      for row in requests[group.id]?.rows ?? [] where wanted.count < AppBskyActor.GetProfiles.limit
      {
        take(row.person.did)
      }
    }
    if wanted.isEmpty { profiles.mayLackSome = false }
    return wanted
  }

  /// Rows of members tell nothing of their profiles, but the filter may ask about them.
  private func wantedProfiles(of page: GroupPage) -> [DID] {
    guard page.filter.filter?.needsProfile ?? false else { return [] }
    let unknown = page.members.lazy.map(\.person.did).filter { profiles.isWanted($0, at: now) }
    return Array(unknown.prefix(AppBskyActor.GetProfiles.limit))
  }

  private var needsAllProfiles: Bool {
    filter.filter?.needsProfile ?? false || sort == .followers
  }

  mutating func profilesAnswered(
    _ members: [DID], _ result: Result<[Profile], Fault>, unreadable: Int
  ) -> [Effect] {
    switch result {
    case .success(let answered):
      profiles.take(answered, askedFor: members, unreadable: unreadable, at: now)
      // Their rows may now be in another place, or be shown at all.
      if filter.isActive || sort == .followers { queue.isStale = true }
      if groupPage?.filter.isActive == true { groupPage?.queue.isStale = true }
      for profile in answered {
        for group in groups.items { _ = requests[group.id]?.update(from: profile) }
        groupPage?.update(from: profile)
      }
    case .failure(let fault):
      profiles.fail(members, fault, at: now)
      profiles.mayLackSome = true
    }
    return []
  }

  /// The request, with what a profile that is known says better.
  func completed(_ request: JoinRequest) -> JoinRequest {
    guard let profile = profiles[request.person.did] else { return request }
    var request = request
    request.person.update(from: profile)
    return request
  }

  /// The same of a member.
  func completed(_ member: GroupMember) -> GroupMember {
    guard let profile = profiles[member.person.did] else { return member }
    var member = member
    member.person.update(from: profile)
    return member
  }

  /// Looks for bursts again, once the lists have been read.
  mutating func findClusters() -> [Effect] {
    guard clusters.isStale, !clusters.isLooking,
      !requests.values.contains(where: { $0.load != nil })
    else { return [] }
    clusters.isStale = false
    clusters.isLooking = true
    return [.findClusters(groups.items.flatMap { requests[$0.id]?.rows ?? [] })]
  }
}
