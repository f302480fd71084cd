/// A whole screen as a value: rows of cells that a view draws and a terminal presents.
///
/// Text enters the screen only through ``put(_:row:column:width:aligned:style:link:)``, which
/// neutralises it (see ``SafeText``), so nothing that came over the network can drive the terminal.
///
/// Drawing outside of the frame is allowed and does nothing. A wide cluster is never torn: what
/// covers one of its columns blanks the other.
public struct Frame: Equatable, Sendable {
  public let columns: Int
  public let rows: Int
  /// Which characters the terminal can draw.
  public let repertoire: Repertoire
  /// Where the cursor shows (a text prompt); hidden when nil.
  public var cursor: Position?
  /// What the terminal's window is called; nil leaves it as it is.
  public var title: SafeText?

  /// Row after row, `columns` cells each.
  var cells: [Cell]

  /// A frame of blanks in ``Style/base``.
  public init(columns: Int, rows: Int, repertoire: Repertoire = .unicode) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    self.repertoire = repertoire
    cells = Array(repeating: .blank(.base), count: self.columns * self.rows)
  }

  /// The cells of one row, `columns` of them. As in any slice, the first index is not 0.
  public subscript(row: Int) -> ArraySlice<Cell> {
    cells[row * columns..<(row + 1) * columns]
  }
}

extension Cell {
  static func blank(_ style: Style) -> Cell { Cell(cluster: " ", style: style) }
}
