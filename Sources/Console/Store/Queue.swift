import Moderation

/// The rows in front of the owner: the people of a scope who match the filter, in the order chosen.
/// Only names of requests are kept here; what is known of them is in the ``RequestList``s.
public struct Queue: Equatable, Sendable {
  public private(set) var rows: [JoinRequest.ID] = []
  public var cursor = ListCursor()
  /// The owner has moved in it, so that the selection follows the person rather than the top.
  public var isTouched = false
  /// The lists have changed since the rows were put together.
  var isStale = false

  public init() {}

  public var selected: JoinRequest.ID? {
    rows.indices.contains(cursor.index) ? rows[cursor.index] : nil
  }

  /// Takes new rows. The selection stays on its person, and the person on their line of the screen;
  /// where they are gone it goes to whoever came after them.
  mutating func replace(with new: [JoinRequest.ID]) {
    isStale = false
    let old = rows
    let selected = isTouched ? selected : nil
    rows = new
    if let selected { follow(selected, from: old) }
    cursor.clamp(count: rows.count)
  }

  private mutating func follow(_ selected: JoinRequest.ID, from old: [JoinRequest.ID]) {
    let before = cursor.index
    if let index = index(of: selected, near: before) {
      cursor.index = index
    } else {
      let left = Set(rows)
      let heir =
        old[before...].first(where: left.contains) ?? old[..<before].last(where: left.contains)
      guard let heir, let index = rows.firstIndex(of: heir) else { return }
      cursor.index = index
    }
    cursor.offset += cursor.index - before
  }

  /// Takes rows out; the selection moves to the next one that stays.
  mutating func remove(_ gone: Set<JoinRequest.ID>) {
    if gone.count == 1, let only = gone.first {
      guard let index = index(of: only, near: cursor.index) else { return }
      rows.remove(at: index)
      if index < cursor.index { cursor.index -= 1 }
    } else {
      let before = rows[..<min(cursor.index, rows.count)].count { gone.contains($0) }
      rows.removeAll { gone.contains($0) }
      cursor.index -= before
    }
    cursor.clamp(count: rows.count)
  }

  /// Selects a request that is among the rows.
  mutating func select(_ id: JoinRequest.ID) {
    guard let index = rows.firstIndex(of: id) else { return }
    cursor.index = index
  }

  /// Most often a row is where it was, or a little further on.
  private func index(of id: JoinRequest.ID, near guess: Int) -> Int? {
    rows[min(guess, rows.count)...].firstIndex(of: id) ?? rows.firstIndex(of: id)
  }
}
