import Canvas

/// The columns of a group's members, and how they share a width. Narrower screens leave out the
/// notes.
struct MemberColumns {
  /// The selection, a sign, and a space.
  private static let gutter = 3
  private static let role = 6

  let name: Range<Int>
  let handle: Range<Int>
  let role: Range<Int>
  let addedBy: Range<Int>
  let notes: Range<Int>?
  let width: Int

  init(width: Int) {
    let hasNotes = width >= 100
    let words = max(0, width - Self.gutter - Self.role - 1 - (hasNotes ? 3 : 2))
    let name = words * (hasNotes ? 24 : 31) / 100
    let handle = words * (hasNotes ? 28 : 37) / 100
    let addedBy = hasNotes ? words * 24 / 100 : words - name - handle

    var column = Self.gutter
    func next(_ width: Int) -> Range<Int> {
      defer { column += width + 1 }
      return column..<column + width
    }
    self.name = next(name)
    self.handle = next(handle)
    role = next(Self.role)
    self.addedBy = next(addedBy)
    notes = hasNotes ? next(words - name - handle - addedBy) : nil
    self.width = width
  }

  func drawNames(on frame: inout Frame, row: Int, column: Int) {
    frame.fill(row: row, column: column, columns: width, style: .header)
    let names = [
      (name, "NAME"), (handle, "HANDLE"), (role, "ROLE"), (addedBy, "ADDED BY"), (notes, "NOTES"),
    ]
    for case (let range?, let text) in names {
      frame.put(
        text, row: row, column: column + range.lowerBound, width: range.count, style: .header)
    }
  }
}
