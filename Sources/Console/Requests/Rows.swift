import Config
import Foundation
import Moderation

extension Command {
  static let markBurst = Command("mark-burst", "burst", "Mark all of the burst")
  static let sort = Command("sort", "sort", "Sort by something else")
  static let reverse = Command("reverse", "reverse", "Turn the order around")
  static let nextMatch = Command("next-match", "next match", "To the next match")
  static let previousMatch = Command("previous-match", "previous match", "To the previous match")
}

extension RequestsHost {
  static var requestsCommands: CommandTable<Self> {
    [
      .mark: CommandEntry(
        isAboutPeople: true, unless: { $0.selectionUnavailable }, perform: { $0.mark() }),
      .markRange: CommandEntry(
        isAboutPeople: true, unless: { $0.selectionUnavailable },
        perform: {
          $0.markRange()
        }),
      .markAll: CommandEntry(
        isAboutPeople: true, unless: { $0.markAllUnavailable },
        perform: {
          $0.markAll()
        }),
      .markBurst: CommandEntry(
        isAboutPeople: true,
        unless: {
          $0.selectionUnavailable
            ?? ($0.requests.list.selected.flatMap($0.people.bursts.burst) == nil
              ? "The selected person belongs to no burst." : nil)
        }, perform: { $0.markBurst() }),
      .sort: CommandEntry(
        unless: { $0.orderUnavailable },
        perform: {
          $0.sort(by: $0.requests.sort.next, reversed: $0.requests.isReversed)
        }),
      .reverse: CommandEntry(
        unless: { $0.orderUnavailable },
        perform: {
          $0.sort(by: $0.requests.sort, reversed: !$0.requests.isReversed)
        }),
      .nextMatch: CommandEntry(
        unless: { $0.searchUnavailable },
        perform: { host in
          host.search { $0 + 1 }
        }),
      .previousMatch: CommandEntry(
        unless: { $0.searchUnavailable },
        perform: { host in
          host.search { $0 - 1 }
        }),
    ]
  }

  /// Why nothing can be done about whoever is selected.
  var selectionUnavailable: String? {
    guard let id = requests.list.selected else { return "No request is selected." }
    return departed(id)
  }

  func departed(_ id: JoinRequest.ID) -> String? {
    guard let departure = departure(of: id), let request = request(id) else { return nil }
    return departure.cause.sentence(request.person.mention)
  }

  private var markAllUnavailable: String? {
    if requests.list.rows.isEmpty { return "Nobody is shown." }
    return requests.list.rows.contains { departure(of: $0) == nil }
      ? nil : "Nobody who is shown is waiting any more."
  }

  private var orderUnavailable: String? { scope == nil ? "There are no groups." : nil }

  private var searchUnavailable: String? {
    if !requests.searched.isActive { return "Nothing to look for yet: a filter says what." }
    return requests.list.rows.isEmpty ? "Nobody is shown." : nil
  }
}

// MARK: Which rows are shown, and in which order

/// A row that may be shown: where it is.
private struct Candidate {
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

extension RequestsHost {
  mutating func freshenRequests() {
    guard requests.list.isStale else { return }
    requests.list.replace(with: ordered(picked()))
  }

  /// Everybody in scope whom the filter lets through, list after list.
  private func picked() -> Picked {
    var picked = Picked()
    for group in groupsInScope {
      guard let rows = requests[group.id]?.rows, !rows.isEmpty else { continue }
      let list = Int32(picked.lists.count)
      picked.lists.append(rows)
      picked.candidates += rowsShown(of: rows, groupName: group.name).map {
        Candidate(list: list, row: Int32($0))
      }
    }
    return picked
  }

  private func rowsShown(of rows: [JoinRequest], groupName: String) -> [Int] {
    guard let filter = requests.list.filter.filter else { return Array(rows.indices) }
    let (needsProfile, needsPersonHistory) = (filter.needsProfile, filter.needsPersonHistory)
    return rows.indices.filter {
      let (person, requestedAt) = (rows[$0].person, rows[$0].requestedAt)
      return filter.matches(
        FilterSubject(
          person, requestedAt: requestedAt, groupName: groupName, now: now,
          profile: needsProfile ? people.profiles[person.did] : nil,
          asked: needsPersonHistory
            ? people.personHistories.asked(person.did, requestedAt: requestedAt) : nil))
    }
  }

  private func ordered(_ picked: Picked) -> [JoinRequest.ID] {
    // A list is in this order already.
    if requests.sort == .waiting, !requests.isReversed, picked.lists.count < 2 {
      return picked.candidates.map { picked.request($0).id }
    }
    func request(_ index: Int) -> JoinRequest { picked.request(picked.candidates[index]) }
    return requests.sort.order(
      of: picked.candidates.count, isReversed: requests.isReversed, request,
      followers: { people.profiles[request($0).person.did]?.followers }
    ).map(\.id)
  }

  mutating func sort(by order: RequestOrder, reversed: Bool) -> [Effect] {
    requests.sort = order
    requests.isReversed = reversed
    requests.list.isStale = true
    people.profiles.mayLackSome = true
    return []
  }
}

// MARK: Moving and marking

extension RequestsHost {
  var markCounts: MarkCounts {
    let list = requests.list
    if list.filter.isActive { return list.markCounts }
    // Without a filter it is everybody in scope: no need to look at every row.
    let shown = list.marks.members.count { isInScope($0.group) }
    return MarkCounts(shown: shown, hidden: list.marks.members.count - shown)
  }

  /// The owner moves in the list. Who has left goes once they are left.
  mutating func moveRequests(_ move: Move) -> [Effect] {
    requests.select(row: requests.list.row(after: move, page: layout.requestsShown - 1))
    return removeDeparted()
  }

  /// Marks or unmarks the selected request and goes on to the next.
  mutating func mark() -> [Effect] {
    guard requests.list.selected != nil else { return [] }
    focus = .requests
    guard let next = requests.list.mark() else { return [] }
    requests.select(row: next)
    return removeDeparted()
  }

  mutating func markRange() -> [Effect] {
    guard requests.list.selected != nil else { return [] }
    focus = .requests
    requests.list.markRange()
    return []
  }

  mutating func markAll() -> [Effect] {
    let waiting = requests
    let count = requests.list.markAll { waiting.departure(of: $0) == nil }
    message = count.map { Message("Marked \($0.people).") }
    return []
  }

  /// Marks those shown who belong to the same burst as the selected one.
  mutating func markBurst() -> [Effect] {
    guard let id = requests.list.selected, let (burst, name) = people.bursts.burst(of: id)
    else { return [] }
    focus = .requests
    requests.list.followSelected()
    let members = Set(burst.members)
    let shown = requests.list.rows.filter { members.contains($0) && departure(of: $0) == nil }
    requests.list.marks.insert(shown)
    message = Message("Marked \(shown.count.people) of burst \(name).")
    return []
  }

  /// Goes to the next row that the last filter matches, whether or not it is in force; the step
  /// leads from a row to the one after it.
  mutating func search(_ step: (Int) -> Int) -> [Effect] {
    guard let wanted = requests.searched.filter, !requests.list.rows.isEmpty else { return [] }
    focus = .requests
    let count = requests.list.rows.count
    var index = requests.list.cursor.index
    for _ in 0..<count {
      let next = step(index)
      index = (next + count) % count
      guard let request = request(requests.list.rows[index]) else { continue }
      let name = groups[request.group]?.name ?? ""
      guard
        wanted.matches(subject(request.person, requestedAt: request.requestedAt, groupName: name))
      else { continue }
      message = nil
      requests.select(row: index)
      return removeDeparted()
    }
    message = Message("Nobody here matches \(requests.searched.text).", .warning)
    return []
  }
}
