import ATProto
import Foundation
import Moderation

/// How long the row of somebody who has left is shown.
private let lingering = Duration.seconds(4)
/// A little less, as a timer and a clock need not agree.
private let lingeringAtLeast: TimeInterval = 3.5

/// What the people waiting need of the rest of the console.
protocol RequestsHost: Host {
  mutating func markReadIfSeen() -> [Effect]
  mutating func focus(on pane: Pane) -> [Effect]
  mutating func noteArrivals(_ requests: [JoinRequest], in group: Group.ID)
  mutating func noteArrival(_ request: JoinRequest.ID)
}

/// Reading the lists, and what the log says of them.
extension RequestsHost {
  /// Starts to read a group's list; if it is being read already, it is read once more afterwards.
  /// Lists are read once the service has said which groups there are: what is only remembered of
  /// one may lead nowhere.
  mutating func load(_ group: Group.ID) -> [Effect] {
    guard groups.asOf == nil else { return [] }
    var list = requests.lists.removeValue(forKey: group) ?? RequestList()
    defer { requests[group] = list }
    if list.reading.startAgain() { return [] }
    let number = service.nextNumber()
    list.reading.start(number)
    list.isOutdated = false
    return [.loadRequests(group, load: number)]
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
    list.reading.load?.unreadable += unreadable
    for request in page { list.reading.load?.take(request.person.did) }
    let gone = list.reading.load?.gone ?? []
    let fresh = page.filter { !gone.contains($0.person.did) && !decisions.isPending($0.id) }
    let isChanged = list.merge(fresh.map(people.completed))
    requests[group] = list
    if isChanged {
      requestsChanged(in: group)
      people.bursts.isStale = true
      people.profiles.mayLackSome = true
    }
    return []
  }

  mutating func requestsEnded(_ group: Group.ID, load number: Int, _ fault: Fault?) -> [Effect] {
    guard var list = takeList(group, load: number) else { return [] }
    service.connection = fault.map { .offline($0) } ?? .online
    guard let load = list.reading.end(fault) else {
      service.live.catchUp = nil
      requests[group] = list
      return []
    }
    // Who is not on the list may be what could not be read of it.
    if load.unreadable == 0, list.departAll(except: load.seen, at: now) {
      requests.list.marks.remove(
        list.departures.keys.map { JoinRequest.ID(group: group, member: $0) })
    }
    list.markFresh(last: groups[group]?.unread ?? 0)
    list.readAt = now
    requests.snapshotSchedule.isDue = true
    requests[group] = list
    let effects = linger()
    if load.again { return effects + self.load(group) }
    return effects + markReadIfSeen() + loadNext()
  }

  /// Once the selected list is there, the others are read one after the other, so that counts are
  /// true and a change of group shows its people at once.
  mutating func loadNext() -> [Effect] {
    let next = groups.items.first { group in
      let list = requests[group.id] ?? RequestList()
      return list.isOutdated || group.pending > 0 && list.reading.isUnknown
    }
    guard !requests.isLoading, let next else { return [] }
    return load(next.id)
  }

  /// Takes a list out for change, so that it is not copied, if an answer belongs to its current
  /// load. The caller puts it back.
  private mutating func takeList(_ group: Group.ID, load number: Int) -> RequestList? {
    guard requests[group]?.reading.load?.number == number else { return nil }
    return requests.lists.removeValue(forKey: group)
  }

  // MARK: What the log says

  mutating func asked(_ request: JoinRequest) {
    let group = request.group
    let member = request.person.did
    guard groups[group] != nil, !decisions.isPending(request.id) else { return }
    noteArrival(request.id)
    var list = requests.lists.removeValue(forKey: group) ?? RequestList()
    defer { requests[group] = list }
    list.reading.load?.add(member)
    // The list says better than the log since when somebody waits.
    guard list[member] == nil || list.departures[member] != nil else {
      if list.update(from: request.person) {
        requestsChanged(in: group)
        requests.snapshotSchedule.isDue = true
      }
      return
    }
    list.merge([people.completed(request)])
    list.markFresh(member)
    list.isOutdated = list.isOutdated || !list.reading.isComplete && list.reading.load == nil
    groups.update(group) { known in
      known.unread += 1
      if !known.pendingIsCapped { known.pending += 1 }
    }
    requestsChanged(in: group)
    people.bursts.isStale = true
    people.profiles.mayLackSome = true
    requests.snapshotSchedule.isDue = true
  }

  mutating func ended(_ id: JoinRequest.ID, _ ending: LiveEvent.Resolution) {
    let cause: Departure.Cause =
      switch ending {
      case .withdrawn: .withdrawn
      case .approved: .approvedElsewhere
      case .rejected: .rejectedElsewhere
      }
    requests[id.group]?.reading.load?.remove(id.member)
    let departure = Departure(cause: cause, at: now)
    for index in decisions.batches.indices { decisions.batches[index].depart(id, departure) }
    guard requests[id.group]?.depart(id.member, departure) == true else {
      return
    }
    groups.update(id.group) { if !$0.pendingIsCapped { $0.pending = max(0, $0.pending - 1) } }
    requests.list.marks.remove([id])
    requests.snapshotSchedule.isDue = true
  }

  // MARK: People who have left

  /// Sees to it that the rows of people who have left go in the end.
  mutating func linger() -> [Effect] {
    guard !requests.isLingering, requests.lists.values.contains(where: { !$0.departures.isEmpty })
    else {
      return []
    }
    requests.isLingering = true
    return [.linger(lingering)]
  }

  mutating func lingerElapsed() -> [Effect] {
    requests.isLingering = false
    return removeDeparted()
  }

  /// Takes away the rows of people who left a while ago. The selected one stays as long as it is
  /// selected: the next key press must not hit whoever would slip into its place.
  mutating func removeDeparted() -> [Effect] {
    let selected = requests.list.selected
    var gone: Set<JoinRequest.ID> = []
    var isWaiting = false
    for (group, list) in requests.lists where !list.departures.isEmpty {
      for (member, departure) in list.departures {
        let id = JoinRequest.ID(group: group, member: member)
        if id == selected { continue }
        if now.timeIntervalSince(departure.at) < lingeringAtLeast {
          isWaiting = true
        } else {
          gone.insert(id)
        }
      }
    }
    for (group, ids) in Dictionary(grouping: gone, by: \.group) {
      requests[group]?.remove(Set(ids.map(\.member)))
    }
    if !gone.isEmpty { requests.list.remove(gone) }
    return isWaiting ? linger() : []
  }
}
