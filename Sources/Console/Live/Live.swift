import Foundation
import Moderation

/// Before the next page of a log that has more already.
private let betweenPages = Duration.milliseconds(50)

/// What following the log needs of whatever it tells of.
protocol LiveHost: Host {
  var shownGroup: Group? { get }
  mutating func asked(_ request: JoinRequest)
  mutating func ended(_ id: JoinRequest.ID, _ ending: LiveEvent.Resolution)
  mutating func load(_ group: Group.ID) -> [Effect]
  mutating func loadNext() -> [Effect]
  mutating func readEverythingAgain() -> [Effect]
  mutating func loadMembers(of group: Group.ID) -> [Effect]
  mutating func membersChanged(in group: Group.ID) -> [Effect]
  mutating func markReadIfSeen() -> [Effect]
  mutating func linger() -> [Effect]
  var knownDoors: [Door] { get }
}

/// What the service's log says, and how it is followed.
extension LiveHost {
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
    let wait = page.hasMore ? betweenPages : settings.configuration.pollInterval
    return effects + [
      .readDoors(known: knownDoors), .followLog(after: page.cursor, wait: wait),
    ]
  }

  /// Why the last load failed can't be so any more, now that the log has been answered.
  private var isTroubleOver: Bool {
    guard case .offline(let fault) = service.connection else { return false }
    return fault.kind == .unreachable
      || fault.kind == .rateLimited && fault.retryAt.map { $0 <= now } ?? false
  }

  mutating func endCatchingUp() {
    guard service.live.catchUp == .lists,
      !requests.lists.values.contains(where: { $0.isOutdated || $0.reading.load != nil })
    else { return }
    service.live.catchUp = nil
  }

  private mutating func failedToFollow(_ fault: Fault) -> [Effect] {
    service.live.catchUp = nil
    let isFirst = service.live.phase == .starting
    // Without a log the lists are better than nothing.
    let effects = isFirst ? readEverythingAgain() : []
    switch fault.category {
    case .signIn, .journal:
      service.live.phase = .ended(fault)
      return effects
    case .refused, .group, .state, .input:
      // Perhaps it is the cursor that the service no longer takes.
      service.live.cursor = nil
    case .tryAgain: if fault.kind == .badAnswer { service.live.cursor = nil }
    case .inDoubt, .cancelled: break
    }
    service.live.failures += 1
    var pause = service.live.pause(every: settings.configuration.pollInterval)
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
    if isAllUnclear { unclear = shownGroup.map { [$0.id] } ?? [] }
    changed += unclear.filter { !changed.contains($0) }
    let looks =
      isAllUnclear
      ? readEverythingAgain()
      : (hasNewConvos ? [Effect.loadGroups] : changed.map(Effect.loadGroup))
        + unclear.flatMap { load($0) }
    return looks + changed.flatMap { membersChanged(in: $0) } + markReadIfSeen() + linger()
      + loadNext()
  }

  // MARK: How the service does

  mutating func noticed(_ notice: ServiceNotice) -> [Effect] {
    switch notice {
    case .waiting(let since): service.connection = .waiting(since: since)
    case .retrying(let date, let fault): service.connection = .retrying(at: date, because: fault)
    case .answering: service.connection = .online
    case .labelers(let labelers): return labelersKnown(labelers)
    case .gaveUp(let fault): service.connection = .offline(fault)
    case .sessionUnsaved(let fault): message = Message(fault, .warning)
    }
    return []
  }

  /// What was read before with the labels of others is read again.
  private mutating func labelersKnown(_ new: Labelers) -> [Effect] {
    defer { people.labelers = new }
    guard session.isRunning, let known = people.labelers, Set(known.inForce) != Set(new.inForce)
    else {
      return []
    }
    return readEverythingAgain() + (shownGroup.map { loadMembers(of: $0.id) } ?? [])
  }
}
