import Moderation

extension State {
  /// Marks or unmarks the selected request and goes on to the next.
  mutating func mark() -> [Effect] {
    if groupPage != nil {
      groupPage?.mark()
      return []
    }
    guard let id = queue.selected else { return [] }
    focus = .requests
    if marks.isExtending {
      marks.endRange()
      return []
    }
    marks.toggle(id)
    select(row: queue.cursor.index + 1)
    return removeDeparted()
  }

  /// Begins a range that the selection draws, or ends it.
  mutating func markRange() -> [Effect] {
    if groupPage != nil {
      groupPage?.markRange()
      return []
    }
    guard let id = queue.selected else { return [] }
    focus = .requests
    queue.isTouched = true
    if marks.isExtending { marks.endRange() } else { marks.startRange(at: id) }
    return []
  }

  /// Marks all that are shown, or none of them where all are marked.
  mutating func markAll() -> [Effect] {
    if groupPage != nil {
      message = groupPage?.markAll().map { Message("Marked \($0.people).") }
      return []
    }
    followSelectedPerson()
    let shown = queue.rows.filter { departure(of: $0) == nil }
    if shown.allSatisfy(marks.contains) {
      marks.endRange()
      marks.remove(shown)
      message = nil
    } else {
      marks.insert(shown)
      message = Message("Marked \(shown.count.people).")
    }
    return []
  }

  /// Marks those shown who belong to the same burst as the selected one.
  mutating func markCluster() -> [Effect] {
    guard let id = queue.selected, let (cluster, name) = clusters.cluster(of: id) else { return [] }
    focus = .requests
    followSelectedPerson()
    let members = Set(cluster.members)
    let shown = queue.rows.filter { members.contains($0) && departure(of: $0) == nil }
    marks.insert(shown)
    message = Message("Marked \(shown.count.people) of burst \(name).")
    return []
  }
}
