import Foundation
import Moderation

/// Which rows are shown, and in which order.
extension State {
  /// Puts the rows together again where the lists have changed.
  mutating func freshenQueue() {
    freshenMembers()
    guard requests.list.isStale else { return }
    requests.list.replace(with: sorted(picked()))
  }

  /// The requests of a group have changed.
  mutating func requestsChanged(in group: Group.ID) {
    if isInScope(group) { requests.list.isStale = true }
  }

  /// A row that may be shown: where it is, and what it is sorted by.
  private struct Candidate {
    /// Which of the lists in scope.
    let list: Int32
    let row: Int32
  }

  private struct Picked {
    var lists: [[JoinRequest]] = []
    var candidates: [Candidate] = []

    func request(_ candidate: Candidate) -> JoinRequest {
      lists[Int(candidate.list)][Int(candidate.row)]
    }
  }

  /// Everybody in scope whom the filter lets through, list after list.
  private func picked() -> Picked {
    var picked = Picked()
    for group in groupsInScope {
      guard let rows = requests[group.id]?.rows, !rows.isEmpty else { continue }
      let list = Int32(picked.lists.count)
      picked.lists.append(rows)
      picked.candidates += matches(in: rows, groupName: group.name).map {
        Candidate(list: list, row: Int32($0))
      }
    }
    return picked
  }

  private func matches(in rows: [JoinRequest], groupName: String) -> [Int] {
    guard let filter = requests.list.filter.filter else { return Array(rows.indices) }
    let (needsProfile, needsMemory) = (filter.needsProfile, filter.needsMemory)
    return rows.indices.filter {
      filter.matches(
        FilterSubject(
          rows[$0], groupName: groupName, now: now,
          profile: needsProfile ? people.profiles[rows[$0].person.did] : nil,
          asked: needsMemory ? people.memories.asked(rows[$0]) : nil))
    }
  }

  private func sorted(_ picked: Picked) -> [JoinRequest.ID] {
    switch requests.sort {
    case .waiting:
      // A list is in this order already.
      if !requests.isReversed, picked.lists.count < 2 {
        return picked.candidates.map { picked.request($0).id }
      }
      return sorted(picked) { $0.requestedAt?.timeIntervalSince1970 }
    case .age: return sorted(picked) { $0.person.createdAt.map { -$0.timeIntervalSince1970 } }
    case .followers:
      return sorted(picked) { people.profiles[$0.person.did]?.followers.map(Double.init) }
    case .handle:
      let keyed = picked.candidates.map { candidate in
        let request = picked.request(candidate)
        let handle = request.person.handle
        return (key: handle.isPlaceholder ? nil : handle.description, id: request.id)
      }
      return keyed.sorted { a, b in
        guard a.key != b.key else { return a.id.isOrdered(before: b.id) }
        // Those without one come last either way.
        guard let first = a.key, let second = b.key else { return b.key == nil }
        return (first < second) != requests.isReversed
      }.map(\.id)
    }
  }

  /// Sorts by a number; those without one come last either way.
  private func sorted(
    _ picked: Picked, by number: (JoinRequest) -> Double?
  ) -> [JoinRequest.ID] {
    let keyed = picked.candidates.map { candidate in
      let request = picked.request(candidate)
      let number = number(request).map { requests.isReversed ? -$0 : $0 }
      return (key: number ?? .infinity, id: request.id)
    }
    return keyed.sorted { a, b in
      a.key == b.key ? a.id.isOrdered(before: b.id) : a.key < b.key
    }.map(\.id)
  }
}

extension JoinRequest.ID {
  /// Decides between equals, so that the order never wavers.
  fileprivate func isOrdered(before other: JoinRequest.ID) -> Bool {
    (member.description, group) < (other.member.description, other.group)
  }
}

extension State {
  /// Marks or unmarks the selected request and goes on to the next.
  mutating func mark() -> [Effect] {
    if groupPage != nil {
      groupPage?.mark()
      return []
    }
    guard requests.list.selected != nil else { return [] }
    focus = .requests
    guard let next = requests.list.mark() else { return [] }
    requests.select(row: next)
    return removeDeparted()
  }

  /// Begins a range that the selection draws, or ends it.
  mutating func markRange() -> [Effect] {
    if groupPage != nil {
      groupPage?.list.markRange()
      return []
    }
    guard requests.list.selected != nil else { return [] }
    focus = .requests
    requests.list.markRange()
    return []
  }

  /// Marks all that are shown, or none of them where all are marked.
  mutating func markAll() -> [Effect] {
    let waiting = requests
    let count =
      groupPage == nil
      ? requests.list.markAll { waiting.departure(of: $0) == nil } : groupPage?.markAll()
    message = count.map { Message("Marked \($0.people).") }
    return []
  }

  /// Marks those shown who belong to the same burst as the selected one.
  mutating func markCluster() -> [Effect] {
    guard let id = requests.list.selected, let (cluster, name) = people.bursts.cluster(of: id)
    else { return [] }
    focus = .requests
    requests.list.followSelected()
    let members = Set(cluster.members)
    let shown = requests.list.rows.filter { members.contains($0) && departure(of: $0) == nil }
    requests.list.marks.insert(shown)
    message = Message("Marked \(shown.count.people) of burst \(name).")
    return []
  }
}
