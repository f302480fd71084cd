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

  /// Draws the border of a rectangle; what is inside stays.
  public mutating func box(row: Int, column: Int, rows: Int, columns: Int, style: Style) {
    guard rows > 1, columns > 1 else { return }
    let (bottom, right) = (row + rows - 1, column + columns - 1)
    for edge in [row, bottom] {
      horizontalLine(row: edge, column: column, columns: columns, style: style)
    }
    for edge in [column, right] {
      verticalLine(row: row, column: edge, rows: rows, style: style)
    }
    put(.topLeft, row: row, column: column, style: style)
    put(.topRight, row: row, column: right, style: style)
    put(.bottomLeft, row: bottom, column: column, style: style)
    put(.bottomRight, row: bottom, column: right, style: style)
  }

  /// Changes the style of what is drawn already; a wide cluster changes as a whole.
  public mutating func restyle(row: Int, column: Int, columns: Int, style: Style) {
    let span = clip(column, columns, to: self.columns)
    guard (0..<rows).contains(row), !span.isEmpty else { return }
    var (first, end) = (row * self.columns + span.lowerBound, row * self.columns + span.upperBound)
    if cells[first].cluster.isEmpty { first -= 1 }
    if end < (row + 1) * self.columns, cells[end].cluster.isEmpty { end += 1 }
    for index in first..<end { cells[index].style = style }
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
