import Foundation
import Moderation

/// People who come faster than the owner expects. The console says so, and does nothing about it.
extension DoorsHost {
  /// The worst raid that goes on, whether its door is open or not.
  var raid: Raid? { doors.raids.worst(among: groups.items) }

  /// The one to tell of first: there is a door to shut.
  var openRaid: Raid? { doors.raids.worst(among: groups.items.filter { !isShut($0) }) }

  /// The groups whose doors were shut in a raid, where one who came in it still waits.
  var shutRaids: [Group] {
    groups.items.filter {
      doors.raids.isWaiting(in: $0.id) && !doors.raids.isDismissed(in: $0.id) && isShut($0)
    }
  }

  var hasRaidLine: Bool { openRaid != nil || !shutRaids.isEmpty }

  mutating func dismissRaid() {
    if let openRaid {
      doors.raids.dismiss(openRaid.group.id)
    } else {
      for group in shutRaids { doors.raids.dismiss(group.id) }
    }
  }

  // MARK: Who came in it

  /// The raids whose people can be marked: those in scope, or else all.
  var raidsToMark: [Group.ID] {
    let all = groups.items.map(\.id).filter(doors.raids.isWaiting)
    let here = all.filter(isInScope)
    return here.isEmpty ? all : here
  }

  /// Marks those shown who came in a raid, and goes to where they are.
  mutating func markRaid() -> [Effect] {
    let raided = raidsToMark
    var effects: [Effect] = []
    if !raided.contains(where: isInScope) {
      effects += select(raided.count == 1 ? .group(raided[0]) : .all)
    }
    effects += focus(on: .requests)
    let people = raided.flatMap { group in
      doors.raids.people(in: group).filter { requests[group]?.isWaiting($0) == true }
        .map { JoinRequest.ID(group: group, member: $0) }
    }
    let wanted = Set(people)
    let shown = requests.list.rows.filter(wanted.contains)
    requests.list.marks.insert(shown)
    let hidden = wanted.count - shown.count
    let rest = hidden == 0 ? "." : "; the filter hides \(hidden) more."
    message = Message(
      "Marked \(shown.count.people) who came in the raid\(rest)", hidden == 0 ? .plain : .warning)
    return effects
  }

  // MARK: Who comes

  mutating func noteArrivals(_ requests: [JoinRequest], in group: Group.ID) {
    guard let limit = settings.configuration.raid else { return }
    doors.raids.take(requests, in: group, since: now - limit.span.seconds)
  }

  /// The log tells that somebody has asked since it was looked at before. At the earliest that was
  /// then, so that what comes all at once after a pause is not taken for a raid.
  mutating func noteArrival(_ request: JoinRequest.ID) {
    guard settings.configuration.raid != nil else { return }
    doors.raids.take(request, since: service.live.lookedAt ?? now)
  }

  mutating func watchForRaids() {
    guard let limit = settings.configuration.raid else { return }
    doors.raids.look(by: limit, at: now)
    guard !doors.raids.isEmpty else { return }
    let host = self
    doors.raids.review {
      host.groups[$0].map(host.isShut) ?? false
    } isWaiting: {
      host.requests[$0.group]?.isWaiting($0.member) ?? false
    }
  }
}
