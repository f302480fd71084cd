import Canvas

/// The columns of the history, and how they share a width. Narrower screens leave out the notes,
/// then the name, then the group.
struct HistoryColumns {
  /// The selection, and a space.
  private static let gutter = 2
  /// `2026-11-20 14:03`
  private static let time = 16
  private static let decision = 8
  /// The longest of the words for an end.
  private static let ended = 11

  let time: Range<Int>
  let decision: Range<Int>
  let name: Range<Int>?
  let handle: Range<Int>
  let group: Range<Int>?
  let ended: Range<Int>
  let notes: Range<Int>?
  let width: Int

  init(width: Int) {
    let hasGroup = width >= 60
    let hasName = width >= 100
    let hasNotes = width >= 110
    let words = [true, hasGroup, hasName, hasNotes].count { $0 }
    let room = max(
      0, width - Self.gutter - Self.time - Self.decision - Self.ended - 2 - words)
    // Who it was comes first.
    let handle = hasNotes ? room * 30 / 100 : hasName ? room * 38 / 100 : room * 60 / 100
    let name = hasNotes ? room * 22 / 100 : room * 28 / 100
    let group = hasNotes ? room * 22 / 100 : hasName ? room - handle - name : room - handle

    var column = Self.gutter
    func next(_ width: Int) -> Range<Int> {
      defer { column += width + 1 }
      return column..<column + width
    }
    time = next(Self.time)
    decision = next(Self.decision)
    self.name = hasName ? next(name) : nil
    self.handle = next(hasGroup ? handle : room)
    self.group = hasGroup ? next(group) : nil
    ended = next(Self.ended)
    notes = hasNotes ? next(room - handle - name - group) : nil
    self.width = width
  }

  func drawNames(on frame: inout Frame, row: Int, column: Int) {
    frame.fill(row: row, column: column, columns: width, style: .header)
    let names = [
      (time, "TIME (UTC)"), (decision, "DECISION"), (name, "NAME"), (handle, "HANDLE"),
      (group, "GROUP"), (ended, "ENDED"), (notes, "NOTES"),
    ]
    for case (let range?, let text) in names {
      frame.put(
        text, row: row, column: column + range.lowerBound, width: range.count, style: .header)
    }
  }
}
