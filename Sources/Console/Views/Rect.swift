import Canvas

/// A part of the screen, in character cells.
public struct Rect: Hashable, Sendable {
  public var row: Int
  public var column: Int
  public var rows: Int
  public var columns: Int

  /// The row below the last one.
  public var endRow: Int { row + rows }
  /// The column right of the last one.
  public var endColumn: Int { column + columns }

  /// Whether a cell is part of it.
  func contains(_ position: Frame.Position) -> Bool {
    (row..<endRow).contains(position.row) && (column..<endColumn).contains(position.column)
  }

  /// What is left below the first `count` rows.
  func dropping(top count: Int) -> Rect {
    let count = min(count, rows)
    return Rect(row: row + count, column: column, rows: rows - count, columns: columns)
  }
}
