/// The size of the screen in character cells.
public struct Size: Hashable, Sendable {
  public var columns: Int
  public var rows: Int

  /// A size by its two measures.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A part of the screen, in character cells.
public struct Rect: Hashable, Sendable {
  public var row: Int
  public var column: Int
  public var rows: Int
  public var columns: Int

  /// A part by its upper left corner and its measures.
  public init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = rows
    self.columns = columns
  }

  /// The row below the last one.
  public var endRow: Int { row + rows }
  /// The column right of the last one.
  public var endColumn: Int { column + columns }

  /// Whether a cell is part of it.
  public func contains(_ position: Frame.Position) -> Bool {
    (row..<endRow).contains(position.row) && (column..<endColumn).contains(position.column)
  }

  /// What is left below the first `count` rows.
  public func dropping(top count: Int) -> Rect {
    let count = min(count, rows)
    return Rect(row: row + count, column: column, rows: rows - count, columns: columns)
  }
}

extension Frame {
  /// Writes a line over the whole width of a part of the screen, on its first row.
  public mutating func putLine(_ text: String, in rect: Rect, style: Style) {
    put(" \(text)", row: rect.row, column: rect.column, width: rect.columns, style: style)
  }

  /// Draws a line above a part of the screen, with the title in it.
  public mutating func putBorder(titled title: String, in rect: Rect) {
    horizontalLine(row: rect.row, column: rect.column, columns: rect.columns, style: .border)
    put(
      " \(title) ", row: rect.row, column: rect.column + 2, width: max(0, rect.columns - 4),
      style: .emphasis)
  }

  /// Blanks a part of the screen.
  public mutating func fill(_ rect: Rect, style: Style) {
    fill(row: rect.row, column: rect.column, rows: rect.rows, columns: rect.columns, style: style)
  }
}
