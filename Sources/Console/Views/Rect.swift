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

  /// What is left below the first `count` rows.
  func dropping(top count: Int) -> Rect {
    let count = min(count, rows)
    return Rect(row: row + count, column: column, rows: rows - count, columns: columns)
  }
}
