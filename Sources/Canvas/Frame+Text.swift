extension Frame {
  /// Draws text in one row, starting at a column; what does not fit in `width` columns (default:
  /// up to the frame's edge) is cut on a cluster boundary and ends in `…`.
  /// - Parameters:
  ///   - width: the columns that belong to the text; those beyond the frame's edge don't count.
  ///   - aligned: where shorter text stands in its `width` columns. What it leaves free is not
  ///     drawn over.
  /// - Returns: the columns used, those clipped away on the left or in a row outside of the
  ///   frame included, so that what comes next stays in its place.
  @discardableResult
  public mutating func put(
    _ text: String, row: Int, column: Int, width: Int? = nil, aligned: Alignment = .leading,
    style: Style
  ) -> Int {
    let (toEdge, isFar) = columns.subtractingReportingOverflow(column)
    let limit = isFar ? 0 : min(width ?? toEdge, toEdge)
    guard limit > 0 else { return 0 }
    let safe = SafeText(text, repertoire: repertoire)
    // Where a wide cluster did not fit, a column is left over; it belongs to the text all the same.
    let used = min(safe.width, limit)
    let start =
      switch aligned {
      case .leading: column
      case .trailing: column + limit - used
      }
    guard (0..<rows).contains(row) else { return used }
    if safe.width <= limit {
      open(row: row, columns: clip(start, used, to: columns))
      draw(safe, row: row, column: start, style: style)
    } else {
      fill(row: row, column: start, columns: limit, style: style)
      let kept = safe.prefix(limit - 1)
      draw(kept, row: row, column: start, style: style)
      put(.ellipsis, row: row, column: start + kept.width, style: style)
    }
    return used
  }

  /// Draws one sign.
  private mutating func put(_ glyph: Glyph, row: Int, column: Int, style: Style) {
    guard (0..<rows).contains(row), (0..<columns).contains(column) else { return }
    open(row: row, columns: column..<column + 1)
    cells[row * columns + column] = Cell(cluster: glyph.cluster(in: repertoire), style: style)
  }

  /// Draws over columns that ``open(row:columns:)`` has made room in.
  private mutating func draw(_ text: SafeText, row: Int, column: Int, style: Style) {
    let visible = row * columns..<(row + 1) * columns
    var index = row * columns + column
    if text.isASCII {
      for byte in text.string.utf8 {
        if visible.contains(index) {
          cells[index] = Cell(cluster: String(Unicode.Scalar(byte)), style: style)
        }
        index += 1
      }
      return
    }
    for cluster in text.clusters {
      let end = index + cluster.width
      if visible.lowerBound <= index, end <= visible.upperBound {
        cells[index] = Cell(cluster: cluster.string, style: style)
        for second in index + 1..<end { cells[second] = Cell(cluster: "", style: style) }
      } else {
        for half in index..<end where visible.contains(half) { cells[half] = .blank(style) }
      }
      index = end
    }
  }
}
