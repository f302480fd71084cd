/// A whole screen as a value: rows of cells that a view draws and a terminal presents.
///
/// Text enters the screen only through ``put(_:row:column:width:aligned:style:link:)``, which
/// neutralises it (see ``SafeText``), so nothing that came over the network can drive the terminal.
///
/// Drawing outside of the frame is allowed and does nothing. A wide character is never torn: what
/// covers one of its columns blanks the other.
public struct Frame: Equatable, Sendable {
  public let columns: Int
  public let rows: Int
  /// Which characters the terminal can draw.
  public let glyphSet: GlyphSet
  /// Where the cursor shows (a text prompt); hidden when nil.
  public var cursor: Position?
  /// What the terminal's window is called; nil leaves it as it is.
  public var title: SafeText?

  /// Row after row, `columns` cells each.
  private(set) var cells: [Cell]
  /// Where a click on a cell leads, by its row and its column; few have a link.
  private var links: [Int: [Int: Link]] = [:]

  /// A frame of blanks in ``Style/base``.
  public init(columns: Int, rows: Int, glyphSet: GlyphSet = .unicode) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    self.glyphSet = glyphSet
    cells = Array(repeating: .blank(.base), count: self.columns * self.rows)
  }

  /// The cells of one row, `columns` of them. As in any slice, the first index is not 0.
  public subscript(row: Int) -> ArraySlice<Cell> {
    cells[row * columns..<(row + 1) * columns]
  }

  /// Where clicks on a row lead, by column, on terminals that have links.
  public func links(row: Int) -> [Int: Link] { links[row] ?? [:] }

  /// Draws one cell, over whatever is there.
  mutating func draw(_ cell: Cell, at index: Int, link: Link? = nil) {
    cells[index] = cell
    guard link != nil || !links.isEmpty else { return }
    let (row, column) = index.quotientAndRemainder(dividingBy: columns)
    guard link != nil || links[row] != nil else { return }
    links[row, default: [:]][column] = link
    if links[row] == [:] { links[row] = nil }
  }

  /// Draws one cell's text anew, in its style and with its link.
  mutating func replace(_ character: ComplexCharacter, at index: Int) {
    cells[index].character = character
  }
}

extension Cell {
  static func blank(_ style: Style) -> Cell { Cell(.blank, style: style) }
}

extension Frame {
  /// A place on the screen; row 0, column 0 is the upper left corner.
  public struct Position: Hashable, Sendable {
    public var row: Int
    public var column: Int

    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }
}

extension Frame {
  /// The text of the frame, a line a row, trailing blanks removed: for snapshots.
  public var text: String {
    (0..<rows).map { row in
      let cells = self[row]
      let end = cells.lastIndex { $0.character != .blank }.map { $0 + 1 } ?? cells.startIndex
      return cells[..<end].map(\.character.description).joined()
    }.joined(separator: "\n")
  }

  /// The styles used by a row, as runs `(style, text)`: for style snapshots.
  public func runs(row: Int) -> [(style: Style, text: String)] {
    var runs: [(style: Style, text: String)] = []
    for cell in self[row] {
      if let last = runs.indices.last, runs[last].style == cell.style {
        runs[last].text += cell.character.description
      } else {
        runs.append((cell.style, cell.character.description))
      }
    }
    return runs
  }
}
