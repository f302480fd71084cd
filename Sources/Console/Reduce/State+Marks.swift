import Moderation

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
