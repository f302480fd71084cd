import Moderation

/// The selected row of a list, and the first row shown.
struct ListCursor: Hashable, Sendable {
  var index = 0
  var offset = 0

  /// Keeps the selection inside a list that has changed.
  mutating func clamp(count: Int) {
    index = max(0, min(index, count - 1))
  }

  /// Scrolls as little as it takes for the selected row to be among the `height` rows shown.
  mutating func scroll(count: Int, height: Int) {
    let height = max(1, height)
    offset = max(0, min(offset, count - height))
    offset = min(offset, index)
    offset = max(offset, index - height + 1)
  }

  /// Shows other rows, so many further on. The selection stays on its row, or goes with the edge that
  /// would leave it behind.
  mutating func shift(by step: Int, count: Int, height: Int) {
    offset = max(0, min(offset + step, count - height))
    index = max(offset, min(index, offset + height - 1))
    clamp(count: count)
  }
}

extension ListCursor {
  /// The row that the mouse is over; nil beside the rows.
  /// - Parameters:
  ///   - line: how far below the first line of the first row that is shown.
  ///   - height: how many lines a row takes.
  ///   - shown: how many rows fit.
  func row(at line: Int, height: Int = 1, shown: Int, count: Int) -> Int? {
    guard line >= 0, line / height < shown, offset + line / height < count else { return nil }
    return offset + line / height
  }
}

/// How the selection of a list moves: from the index, the number of rows and the rows of a page to
/// another index, which need not exist.
typealias Move = @Sendable (_ index: Int, _ count: Int, _ page: Int) -> Int

/// The rows that the next decision is about.
struct Marks<ID: Hashable & Sendable>: Equatable, Sendable {
  /// A range that grows with the selection.
  struct Range: Equatable, Sendable {
    let anchor: ID
    var others: Set<ID>
  }

  private(set) var members: Set<ID> = []
  private(set) var range: Range?

  var isEmpty: Bool { members.isEmpty }
  /// The marks follow the selection.
  var isExtending: Bool { range != nil }

  func contains(_ id: ID) -> Bool { members.contains(id) }

  mutating func toggle(_ id: ID) {
    range = nil
    if members.remove(id) == nil { members.insert(id) }
  }

  mutating func insert(_ ids: some Sequence<ID>) {
    range = nil
    members.formUnion(ids)
  }

  /// Marks a row that is back in the list as it was before; a range that is being drawn goes on.
  mutating func restore(_ id: ID) {
    members.insert(id)
    range?.others.insert(id)
  }

  mutating func remove(_ ids: some Sequence<ID>) {
    members.subtract(ids)
    range?.others.subtract(ids)
  }

  mutating func clear() { self = Marks() }

  mutating func startRange(at anchor: ID) {
    range = Range(anchor: anchor, others: members)
    members.insert(anchor)
  }

  /// The range ends; what it has marked stays marked.
  mutating func endRange() { range = nil }

  /// Takes back what the range has marked.
  mutating func dropRange() {
    if let range { members = range.others }
    range = nil
  }

  /// The selection has moved: marks everything between it and the anchor, and nothing else that the
  /// range had marked before.
  mutating func extend(to index: Int, in rows: [ID], where isMarkable: (ID) -> Bool) {
    guard let range, let anchor = rows.firstIndex(of: range.anchor) else { return }
    members = range.others.union(rows[min(anchor, index)...max(anchor, index)].filter(isMarkable))
  }
}

/// How many rows are marked: of those in the list, and of those that a filter or another group keeps from
/// sight.
struct MarkCounts {
  let shown: Int
  let hidden: Int

  /// `4 marked`, for a heading; nil where none is, or where more is to be said.
  var text: String? { shown > 0 && hidden == 0 ? "\(shown) marked" : nil }

  /// `2 marked here, 2 hidden`: the first thing in a heading, so that nothing else cuts it off.
  var hiddenText: String? { hidden > 0 ? "\(shown) marked here, \(hidden) hidden" : nil }
}

/// A list as the owner has it on the screen: which rows the filter lets through, in the order chosen,
/// which of them is selected and which are marked. Rows are known by their names only; what there is
/// to say of them is kept elsewhere.
struct RowList<ID: Hashable & Sendable>: Equatable, Sendable {
  private(set) var rows: [ID] = []
  var cursor = ListCursor()
  /// The owner has moved in it, so that the selection follows its row rather than the top.
  var isTouched = false
  /// What is listed has changed since the rows were put together.
  var isStale = false
  var marks = Marks<ID>()
  private(set) var filter = FilterExpression.none

  var selected: ID? {
    rows.indices.contains(cursor.index) ? rows[cursor.index] : nil
  }

  /// The rows on a screen that has room for so many.
  func inSight(_ count: Int) -> ArraySlice<ID> { rows.dropFirst(cursor.offset).prefix(count) }

  /// The row that the mouse is over; nil beside the rows.
  func row(at line: Int, shown: Int) -> Int? {
    cursor.row(at: line, shown: shown, count: rows.count)
  }

  // MARK: Rows

  /// Takes new rows. The selection stays on its row, and the row on its line of the screen; where it
  /// is gone the selection goes to whichever came after it.
  mutating func replace(with new: [ID]) {
    isStale = false
    let old = rows
    let selected = isTouched ? selected : nil
    rows = new
    if let selected { follow(selected, from: old) }
    cursor.clamp(count: rows.count)
  }

  mutating func append(_ new: [ID]) { rows += new }

  private mutating func follow(_ selected: ID, from old: [ID]) {
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
  mutating func remove(_ gone: Set<ID>) {
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

  /// Most often a row is where it was, or a little further on.
  private func index(of id: ID, near guess: Int) -> Int? {
    rows[min(guess, rows.count)...].firstIndex(of: id) ?? rows.firstIndex(of: id)
  }

  // MARK: Moving

  mutating func select(_ id: ID) {
    guard let index = rows.firstIndex(of: id) else { return }
    cursor.index = index
  }

  mutating func select(row: Int, where isMarkable: (ID) -> Bool = { _ in true }) {
    cursor.index = row
    cursor.clamp(count: rows.count)
    isTouched = true
    if marks.isExtending { marks.extend(to: cursor.index, in: rows, where: isMarkable) }
  }

  /// - Parameter page: how many rows a page is.
  func row(after move: Move, page: Int) -> Int { move(cursor.index, rows.count, max(1, page)) }

  mutating func shift(by step: Int, height: Int, where isMarkable: (ID) -> Bool = { _ in true }) {
    var moved = cursor
    moved.shift(by: step, count: rows.count, height: height)
    cursor.offset = moved.offset
    select(row: moved.index, where: isMarkable)
  }

  mutating func scroll(height: Int) { cursor.scroll(count: rows.count, height: height) }

  /// From now on the selection stays on its row while others come: the owner is looking.
  mutating func followSelected() {
    if !rows.isEmpty { isTouched = true }
  }

  // MARK: Marks

  /// Marks or unmarks the selected row, or ends the range.
  /// - Returns: the row to go on to; nil where a range has ended.
  mutating func mark() -> Int? {
    guard let selected else { return nil }
    if marks.isExtending {
      marks.endRange()
      return nil
    }
    marks.toggle(selected)
    return cursor.index + 1
  }

  mutating func markRange() {
    guard let selected else { return }
    isTouched = true
    if marks.isExtending { marks.endRange() } else { marks.startRange(at: selected) }
  }

  /// Marks all rows that can be marked, or none of them where all are.
  /// - Returns: how many have been marked; nil where marks were taken away.
  mutating func markAll(where isMarkable: (ID) -> Bool) -> Int? {
    followSelected()
    let shown = rows.filter(isMarkable)
    if shown.allSatisfy(marks.contains) {
      marks.endRange()
      marks.remove(shown)
      return nil
    }
    marks.insert(shown)
    return shown.count
  }

  var markCounts: MarkCounts {
    let shown = marks.isEmpty ? 0 : rows.count(where: marks.contains)
    return MarkCounts(shown: shown, hidden: marks.members.count - shown)
  }

  // MARK: Filter

  /// Shows what another filter lets through; the selection stays on its row.
  mutating func apply(_ filter: FilterExpression) {
    self.filter = filter
    marks.endRange()
    isStale = true
  }

  /// Shows what another filter lets through, from the top.
  mutating func narrow(to filter: FilterExpression) {
    guard filter != self.filter else { return }
    apply(filter)
    isTouched = false
    cursor = ListCursor()
  }

  /// Takes away the range, or else the filter, or else the marks.
  /// - Returns: false where there is none of them.
  mutating func widen() -> Bool {
    if marks.isExtending {
      marks.dropRange()
    } else if filter.isActive {
      apply(.none)
    } else if !marks.isEmpty {
      marks.clear()
    } else {
      return false
    }
    return true
  }
}
