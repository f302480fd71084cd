import Foundation
import Moderation

/// What the service's log says, and how it is followed.
extension State {
  /// How long the row of somebody who has left is shown.
  private static let lingering = Duration.seconds(4)
  /// A little less, as a timer and a clock need not agree.
  private static let lingeringAtLeast: TimeInterval = 3.5
  /// Before the next page of a log that has more already.
  private static let betweenPages = Duration.milliseconds(50)

  mutating func logAnswered(_ result: Result<LivePage, Fault>) -> [Effect] {
    guard session.isRunning else { return [] }
    switch result {
    case .success(let page): return followed(page)
    case .failure(let fault): return failedToFollow(fault)
    }
  }

  private mutating func followed(_ page: LivePage) -> [Effect] {
    let before = service.live.phase
    service.live.phase = .following
    service.live.failures = 0
    service.live.cursor = page.cursor
    var effects = apply(page.events)
    service.live.lookedAt = now
    switch before {
    case .following where !isTroubleOver: break
    // The log knows from where to go on: now the lists can be read without missing anything.
    case .starting: effects += readEverythingAgain()
    case .following, .broken, .ended:
      service.connection = .online
      service.live.catchUp = .groups
      effects += readEverythingAgain()
    }
    let wait = page.hasMore ? Self.betweenPages : settings.pollInterval
    return effects + [
      .readDoors(known: doors.items), .followLog(after: page.cursor, wait: wait),
    ]
  }

  /// Why the last load failed can't be so any more, now that the log has been answered.
  private var isTroubleOver: Bool {
    guard case .offline(let fault) = service.connection else { return false }
    return fault.kind == .unreachable
      || fault.kind == .rateLimited && fault.retryAt.map { $0 <= now } ?? false
  }

  /// Everything has been read again.
  mutating func endCatchingUp() {
    guard service.live.catchUp == .lists,
      !requests.lists.values.contains(where: { $0.isOutdated || $0.load != nil })
    else { return }
    service.live.catchUp = nil
  }

  private mutating func failedToFollow(_ fault: Fault) -> [Effect] {
    service.live.catchUp = nil
    let isFirst = service.live.phase == .starting
    // Without a log the lists are better than nothing.
    let effects = isFirst ? readEverythingAgain() : []
    switch fault.kind {
    case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .noSuchAccount,
      .sessionFile, .journal:
      service.live.phase = .ended(fault)
      return effects
    case .refused, .groupGone, .notOwner, .groupFull, .wrongState, .invalid, .badAnswer:
      // Perhaps it is the cursor that the service does not take any more.
      service.live.cursor = nil
    case .rateLimited, .unreachable, .unconfirmed, .cancelled: break
    }
    service.live.failures += 1
    var pause = service.live.pause(every: settings.pollInterval)
    if let date = fault.retryAt { pause = max(pause, .seconds(date.timeIntervalSince(now))) }
    service.live.phase = .broken(fault, until: now + pause / .seconds(1))
    return effects + [.followLog(after: service.live.cursor, wait: pause)]
  }

  private mutating func apply(_ events: [LiveEvent]) -> [Effect] {
    var changed: [Group.ID] = []
    var hasNewConvos = false
    var unclear: [Group.ID] = []
    var isAllUnclear = false
    for event in events {
      switch event {
      case .asked(let request): asked(request)
      case .ended(let id, let ending): ended(id, ending)
      case .read(let group):
        groups.update(group) { $0.unread = 0 }
        if !isInScope(group) { requests[group]?.clearFresh() }
      case .changed(let group):
        if groups[group] != nil, !changed.contains(group) { changed.append(group) }
      case .groupsChanged: hasNewConvos = true
      case .unreadable(let group?):
        // One that is not shown may be the owner's by now.
        if groups[group] == nil { hasNewConvos = true } else { unclear.append(group) }
      case .unreadable(nil): isAllUnclear = true
      }
    }
    // What can't be read may have changed anything: the lists tell how it is.
    if isAllUnclear { unclear = groupPage.map { [$0.group] } ?? [] }
    changed += unclear.filter { !changed.contains($0) }
    let looks =
      isAllUnclear
      ? readEverythingAgain()
      : (hasNewConvos ? [Effect.loadGroups] : changed.map(Effect.loadGroup))
        + unclear.flatMap { load($0) }
    return looks + changed.flatMap { membersChanged(in: $0) } + markReadIfSeen() + linger()
      + loadNext()
  }

  private mutating func asked(_ request: JoinRequest) {
    let group = request.group
    let member = request.person.did
    guard groups[group] != nil, !decisions.isPending(request.id) else { return }
    noteArrival(request.id)
    var list = requests.lists.removeValue(forKey: group) ?? RequestList()
    defer { requests[group] = list }
    list.updateLoad {
      $0.seen.insert(member)
      $0.decided.remove(member)
    }
    // The list says better than the log since when somebody waits.
    guard list[member] == nil || list.departures[member] != nil else {
      if list.update(from: request.person) {
        requestsChanged(in: group)
        requests.keeping.isDue = true
      }
      return
    }
    list.merge([completed(request)])
    list.markFresh(member)
    list.isOutdated = list.isOutdated || !list.isComplete && list.load == nil
    groups.update(group) { known in
      known.unread += 1
      if !known.pendingIsCapped { known.pending += 1 }
    }
    requestsChanged(in: group)
    people.bursts.isStale = true
    people.profiles.mayLackSome = true
    requests.keeping.isDue = true
  }

  private mutating func ended(_ id: JoinRequest.ID, _ ending: LiveEvent.Ending) {
    let cause: Departure.Cause =
      switch ending {
      case .withdrawn: .withdrawn
      case .approved: .approvedElsewhere
      case .rejected: .rejectedElsewhere
      }
    requests[id.group]?.updateLoad {
      $0.decided.insert(id.member)
      $0.seen.remove(id.member)
    }
    let departure = Departure(cause: cause, at: now)
    for index in decisions.batches.indices { decisions.batches[index].depart(id, departure) }
    guard requests[id.group]?.depart(id.member, departure) == true else {
      return
    }
    groups.update(id.group) { if !$0.pendingIsCapped { $0.pending = max(0, $0.pending - 1) } }
    requests.list.marks.remove([id])
    requests.keeping.isDue = true
  }

  // MARK: People who have left

  /// Sees to it that the rows of people who have left go in the end.
  mutating func linger() -> [Effect] {
    guard !requests.isLingering, requests.lists.values.contains(where: { !$0.departures.isEmpty })
    else {
      return []
    }
    requests.isLingering = true
    return [.linger(Self.lingering)]
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
        if now.timeIntervalSince(departure.at) < Self.lingeringAtLeast {
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
