extension Frame {
  /// Fills a rectangle with spaces of a style.
  public mutating func fill(row: Int, column: Int, rows: Int = 1, columns: Int, style: Style) {
    paint(.blank(style), row: row, column: column, rows: rows, columns: columns)
  }

  /// Draws a line of ``Glyph/horizontal``.
  public mutating func horizontalLine(row: Int, column: Int, columns: Int, style: Style) {
    let cell = Cell(cluster: Glyph.horizontal.cluster(in: repertoire), style: style)
    paint(cell, row: row, column: column, rows: 1, columns: columns)
  }

  /// Draws a line of ``Glyph/vertical``.
  public mutating func verticalLine(row: Int, column: Int, rows: Int, style: Style) {
    let cell = Cell(cluster: Glyph.vertical.cluster(in: repertoire), style: style)
    paint(cell, row: row, column: column, rows: rows, columns: 1)
  }

  private mutating func paint(_ cell: Cell, row: Int, column: Int, rows: Int, columns: Int) {
    let span = clip(column, columns, to: self.columns)
    for row in clip(row, rows, to: self.rows) {
      open(row: row, columns: span)
      for column in span { cells[row * self.columns + column] = cell }
    }
  }

  /// Makes room for something new in these columns: where it covers half of a wide cluster, the
  /// other half becomes blank.
  mutating func open(row: Int, columns span: Range<Int>) {
    guard !span.isEmpty else { return }
    let first = row * columns + span.lowerBound
    let end = row * columns + span.upperBound
    if cells[first].cluster.isEmpty { cells[first - 1].cluster = " " }
    if span.upperBound < columns, cells[end].cluster.isEmpty { cells[end].cluster = " " }
  }

  /// The part of `start..<start + count` that lies inside `0..<bound`, whatever the numbers.
  func clip(_ start: Int, _ count: Int, to bound: Int) -> Range<Int> {
    let (end, overflow) = start.addingReportingOverflow(max(count, 0))
    let lower = min(max(start, 0), bound)
    return lower..<max(lower, overflow ? bound : min(end, bound))
  }
}
