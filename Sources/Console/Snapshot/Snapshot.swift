import Foundation
import Moderation

/// What keeping the lists needs of whoever watches them.
protocol SnapshotHost: Host {
  mutating func noteArrivals(_ requests: [JoinRequest], in group: Group.ID)
}

/// What was last seen: shown until the service has answered, kept for the next start.
///
/// Such rows take decisions like all others. The owner opens the console to reject somebody whose
/// row is on the screen, and a key that had to wait for the service would be a key lost. The call
/// names the person, so it can't hit another; where they do not wait any more the service says so.
extension SnapshotHost {
  /// What an earlier console has left, unless the service was faster.
  mutating func snapshotRead(_ seen: Snapshot) -> [Effect] {
    guard groups.phase != .loaded, groups.items.isEmpty else { return [] }
    // With a single group there is nothing to choose.
    if seen.groups.count == 1 { focus = .requests }
    groups.replace(with: seen.groups)
    groups.readAt = seen.groupsReadAt
    people.profiles.remember(seen.profiles, at: now)
    for list in seen.lists where groups[list.group] != nil {
      requests[list.group] = RequestList(list)
      noteArrivals(list.requests, in: list.group)
    }
    requests.list.isStale = true
    people.bursts.isStale = true
    return []
  }

  /// Keeps what is shown when there is something new about it and no list is being read, once in a
  /// while. No timer sees to that: the next thing that happens does, or the end.
  mutating func saveSnapshotIfDue() -> [Effect] {
    guard requests.snapshotSchedule.mayWrite(at: now), !requests.isLoading,
      let snapshot
    else { return [] }
    requests.snapshotSchedule.write(at: now)
    return [.saveSnapshot(snapshot)]
  }

  mutating func saveFinalSnapshot() -> [Effect] {
    guard requests.snapshotSchedule.mayWriteLast, let snapshot else { return [] }
    requests.snapshotSchedule.writeLast()
    return [.saveSnapshot(snapshot)]
  }

  /// Nil until the service has said which groups there are. A list that it has not said anything
  /// about keeps the date it had.
  var snapshot: Snapshot? {
    guard groups.phase == .loaded, let groupsReadAt = groups.readAt else { return nil }
    // What the log says is in the lists as soon as it has happened.
    let isCurrent = service.live.phase == .following
    let lists = groups.items.compactMap { group in
      requests[group.id].flatMap { list in
        list.readAt.map {
          Snapshot.List(
            group: group.id, requests: list.stillWaiting(atMost: Snapshot.groupLimit),
            readAt: isCurrent && list.reading.isComplete ? now : $0)
        }
      }
    }
    return Snapshot(
      groups: groups.items.map(counted), groupsReadAt: isCurrent ? now : groupsReadAt,
      lists: lists
    ) { people.profiles.recent($0, at: now) }
  }

  /// The group with the true number of people waiting, where it is known.
  private func counted(_ group: Group) -> Group {
    guard let list = requests[group.id], list.reading.isComplete, list.reading.unreadable == 0
    else { return group }
    var group = group
    group.pending = list.waiting
    group.pendingIsCapped = false
    return group
  }
}
