extension Frame {
  /// Fills a rectangle with spaces of a style.
  public mutating func fill(row: Int, column: Int, rows: Int = 1, columns: Int, style: Style) {
    paint(.blank(style), row: row, column: column, rows: rows, columns: columns)
  }

  /// Draws a line of ``Glyph/horizontal``.
  public mutating func horizontalLine(row: Int, column: Int, columns: Int, style: Style) {
    let cell = Cell(Glyph.horizontal.character(in: glyphSet), style: style)
    paint(cell, row: row, column: column, rows: 1, columns: columns)
  }

  /// Draws a line of ``Glyph/vertical``.
  public mutating func verticalLine(row: Int, column: Int, rows: Int, style: Style) {
    let cell = Cell(Glyph.vertical.character(in: glyphSet), style: style)
    paint(cell, row: row, column: column, rows: rows, columns: 1)
  }

  private mutating func paint(_ cell: Cell, row: Int, column: Int, rows: Int, columns: Int) {
    let span = clip(column, columns, to: self.columns)
    for row in clip(row, rows, to: self.rows) {
      open(row: row, columns: span)
      for column in span { draw(cell, at: row * self.columns + column) }
    }
  }

  /// Makes room for something new in these columns: where it covers half of a wide character, the
  /// other half becomes blank.
  mutating func open(row: Int, columns span: Range<Int>) {
    guard !span.isEmpty else { return }
    let first = row * columns + span.lowerBound
    let end = row * columns + span.upperBound
    if cells[first].character.isNone { replace(.blank, at: first - 1) }
    if span.upperBound < columns, cells[end].character.isNone { replace(.blank, at: end) }
  }

  /// The part of `start..<start + count` that lies inside `0..<bound`, whatever the numbers.
  func clip(_ start: Int, _ count: Int, to bound: Int) -> Range<Int> {
    let (end, overflow) = start.addingReportingOverflow(max(count, 0))
    let lower = min(max(start, 0), bound)
    return lower..<max(lower, overflow ? bound : min(end, bound))
  }
}
