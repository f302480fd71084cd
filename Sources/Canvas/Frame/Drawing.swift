extension Frame {
  /// Draws text in one row, starting at a column; what does not fit in `width` columns (default:
  /// up to the frame's edge) is cut between two characters and ends in `…`.
  /// - Parameters:
  ///   - width: the columns that belong to the text; those beyond the frame's edge don't count.
  ///   - aligned: where shorter text stands in its `width` columns. What it leaves free is not
  ///     drawn over.
  ///   - link: where a click on the text leads.
  /// - Returns: the columns used, those clipped away on the left or in a row outside of the
  ///   frame included, so that what comes next stays in its place.
  @discardableResult
  public mutating func put(
    _ text: String, row: Int, column: Int, width: Int? = nil, aligned: Alignment = .leading,
    style: Style, link: Link? = nil
  ) -> Int {
    let (toEdge, isFar) = columns.subtractingReportingOverflow(column)
    let limit = isFar ? 0 : min(width ?? toEdge, toEdge)
    guard limit > 0 else { return 0 }
    let safe = SafeText(text, glyphSet: glyphSet)
    // Where a wide character did not fit, a column is left over; it belongs to the text all the same.
    let used = min(safe.width, limit)
    let start =
      switch aligned {
      case .leading: column
      case .trailing: column + limit - used
      }
    guard (0..<rows).contains(row) else { return used }
    if safe.width <= limit {
      open(row: row, columns: clip(start, used, to: columns))
      draw(safe, row: row, column: start, style: style, link: link)
    } else {
      fill(row: row, column: start, columns: limit, style: style)
      let kept = safe.prefix(limit - 1)
      draw(kept, row: row, column: start, style: style, link: link)
      put(.ellipsis, row: row, column: start + kept.width, style: style, link: link)
    }
    if safe.hasRightToLeft { fence(row: row, columns: start..<start + used) }
    return used
  }

  /// Draws one sign.
  private mutating func put(
    _ glyph: Glyph, row: Int, column: Int, style: Style, link: Link?
  ) {
    guard (0..<rows).contains(row), (0..<columns).contains(column) else { return }
    open(row: row, columns: column..<column + 1)
    let cell = Cell(glyph.character(in: glyphSet), style: style)
    draw(cell, at: row * columns + column, link: link)
  }

  /// Puts a ``Glyph/fence`` on each side of text that a terminal may turn around, in place of its own
  /// outermost blank or of the one beside it: whatever else is in the row stays where it is.
  private mutating func fence(row: Int, columns span: Range<Int>) {
    for side in [
      [span.lowerBound, span.lowerBound - 1], [span.upperBound - 1, span.upperBound],
    ] {
      let blank = side.first {
        (0..<columns).contains($0) && cells[row * columns + $0].character == .blank
      }
      guard let blank else { continue }
      replace(Glyph.fence.character(in: glyphSet), at: row * columns + blank)
    }
  }

  /// Draws over columns that ``open(row:columns:)`` has made room in.
  private mutating func draw(
    _ text: SafeText, row: Int, column: Int, style: Style, link: Link?
  ) {
    let visible = row * columns..<(row + 1) * columns
    var index = row * columns + column
    if text.isASCII {
      for byte in text.string.utf8 {
        if visible.contains(index) {
          let character = ComplexCharacter(Unicode.Scalar(byte))
          draw(Cell(character, style: style), at: index, link: link)
        }
        index += 1
      }
      return
    }
    for (character, width) in text.characters {
      let end = index + width
      if visible.lowerBound <= index, end <= visible.upperBound {
        draw(Cell(character, style: style), at: index, link: link)
        for second in index + 1..<end {
          draw(Cell(.none, style: style), at: second, link: link)
        }
      } else {
        for half in index..<end where visible.contains(half) { draw(.blank(style), at: half) }
      }
      index = end
    }
  }
}

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

/// At which end of its columns a text stands when it is shorter than they are.
public enum Alignment: Sendable {
  case leading
  case trailing
}
