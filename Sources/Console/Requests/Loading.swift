import ATProto
import Moderation

extension State {
  /// Starts to read a group's list; if it is being read already, it is read once more afterwards.
  /// Lists are read once the service has said which groups there are: what is only remembered of
  /// one may lead nowhere.
  mutating func load(_ group: Group.ID) -> [Effect] {
    guard groups.asOf == nil else { return [] }
    var list = requests.lists.removeValue(forKey: group) ?? RequestList()
    defer { requests[group] = list }
    if list.load != nil {
      list.updateLoad { $0.again = true }
      return []
    }
    let load = RequestList.Load(number: service.nextNumber())
    list.phase = .loading(load)
    list.isOutdated = false
    return [.loadRequests(group, load: load.number)]
  }

  /// Reads the groups again, and one after the other all lists that have been read before.
  mutating func readEverythingAgain() -> [Effect] {
    for group in groups.items { requests[group.id]?.isOutdated = true }
    return [.loadGroups] + loadNext()
  }

  mutating func requestsArrived(
    _ group: Group.ID, load number: Int, _ page: [JoinRequest], unreadable: Int
  ) -> [Effect] {
    guard var list = takeList(group, load: number) else { return [] }
    service.connection = .online
    noteArrivals(page, in: group)
    // The owner may be about to decide on somebody who is remembered.
    if list.asOf != nil, isInScope(group) { requests.list.followSelected() }
    list.updateLoad {
      $0.seen.formUnion(page.map(\.person.did))
      $0.unreadable += unreadable
    }
    let decided = list.load?.decided ?? []
    let fresh = page.filter { !decided.contains($0.person.did) && !decisions.isPending($0.id) }
    let isChanged = list.merge(fresh.map(completed))
    requests[group] = list
    if isChanged {
      requestsChanged(in: group)
      people.bursts.isStale = true
      people.profiles.mayLackSome = true
    }
    return []
  }

  mutating func requestsEnded(_ group: Group.ID, load number: Int, _ fault: Fault?) -> [Effect] {
    guard var list = takeList(group, load: number), let load = list.load else { return [] }
    if let fault {
      service.connection = .offline(fault)
      service.live.catchUp = nil
      list.phase = .failed(fault)
      requests[group] = list
      return []
    }
    service.connection = .online
    list.unreadable = load.unreadable
    // Who is not on the list may be what could not be read of it.
    if load.unreadable == 0, list.departAll(except: load.seen, at: now) {
      requests.list.marks.remove(
        list.departures.keys.map { JoinRequest.ID(group: group, member: $0) })
    }
    list.markFresh(last: groups[group]?.unread ?? 0)
    list.phase = .loaded(at: now)
    list.isComplete = true
    list.readAt = now
    requests.keeping.isDue = true
    requests[group] = list
    let lingering = linger()
    if load.again { return lingering + self.load(group) }
    return lingering + markReadIfSeen() + loadNext()
  }

  /// Once the selected list is there, the others are read one after the other, so that counts are
  /// true and a change of group shows its people at once.
  mutating func loadNext() -> [Effect] {
    let next = groups.items.first { group in
      let list = requests[group.id] ?? RequestList()
      return list.isOutdated || group.pending > 0 && list.phase == .unknown
    }
    guard !requests.isLoading, let next else { return [] }
    return load(next.id)
  }

  /// Takes a list out for change, so that it is not copied, if an answer belongs to its current
  /// load. The caller puts it back.
  private mutating func takeList(_ group: Group.ID, load number: Int) -> RequestList? {
    guard requests[group]?.load?.number == number else { return nil }
    return requests.lists.removeValue(forKey: group)
  }
}
