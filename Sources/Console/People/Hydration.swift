import ATProto
import Moderation

/// What knowing people needs of the lists that they are in.
protocol PeopleHost: Host {
  /// Whose profiles are worth asking for now, no more than a call takes.
  mutating func wantedProfiles() -> [DID]
  /// Takes over what profiles say of people, wherever they are listed.
  mutating func update(from profiles: [Profile])
}

/// Who the people are: profiles, what the journal remembers of them, and bursts among them.
extension PeopleHost {
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

  mutating func wantedRequestProfiles() -> [DID] {
    // The first rows change with every page of a list that is being read, and before that who is
    // remembered may not be there any more.
    let isReading = groupsInScope.contains { group in
      requests[group.id].map {
        !$0.reading.isComplete && ($0.reading.load != nil || $0.asOf != nil)
      } ?? false
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
      update(from: answered)
    case .failure(let fault):
      people.profiles.fail(members, fault, at: now)
      people.profiles.mayLackSome = true
    }
    return []
  }

  /// Looks for bursts again, once the lists have been read.
  mutating func lookForBursts() -> [Effect] {
    guard people.bursts.isStale, !people.bursts.isLooking,
      !requests.isLoading
    else { return [] }
    people.bursts.isStale = false
    people.bursts.isLooking = true
    return [.findBursts(groups.items.flatMap { requests[$0.id]?.rows ?? [] })]
  }

  mutating func recalled(_ result: Result<[DID: PersonHistory], Fault>) -> [Effect] {
    switch result {
    case .success(let found):
      people.personHistories.replace(with: found)
      if requests.list.filter.filter?.needsPersonHistory ?? false { requests.list.isStale = true }
      return []
    case .failure(let fault):
      return fault.kind == .journal ? journalFailed(fault) : []
    }
  }
}
