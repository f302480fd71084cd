/// A terminal's screen as a value: feed it what a program wrote, and read what a person would see.
///
/// It knows what ncurses sends to the `xterm`, `screen`, `tmux`, `linux` and `vt100` families.
public struct ScreenEmulator: Sendable {
  public private(set) var columns: Int
  public private(set) var rows: Int
  /// The cells of the screen that is shown, row by row.
  public internal(set) var cells: [[ScreenCell]]
  public internal(set) var cursor = Position()
  public internal(set) var isCursorVisible = true
  /// Whether the alternate screen is shown: a full-screen program runs, or left it on.
  public internal(set) var isAlternate = false
  public internal(set) var isPasteBracketed = false
  /// Whether arrow keys send their application forms.
  public internal(set) var hasApplicationKeys = false
  /// The modes of mouse reporting that are on.
  public internal(set) var mouseModes: Set<Int> = []
  /// What the window is called.
  public internal(set) var title = ""
  /// The titles that were put aside.
  public internal(set) var titleStack: [String] = []
  /// The address that is put behind what is written now; nil outside of a link.
  public internal(set) var openLink: String?
  /// How often the bell rang.
  public internal(set) var bells = 0

  public struct Position: Hashable, Sendable {
    public var row: Int
    public var column: Int

    public init(row: Int = 0, column: Int = 0) {
      self.row = row
      self.column = column
    }
  }

  struct Saved {
    var cursor = Position()
    var rendition = ScreenCell.Rendition()
    var charsets = Charsets()
  }

  struct Charsets {
    var isDrawing = [false, false]
    var active = 0
  }

  var rendition = ScreenCell.Rendition()
  var charsets = Charsets()
  /// Each screen has its own.
  var saved = Saved()
  var mainSaved = Saved()
  /// The ordinary screen while the alternate one is shown.
  var mainScreen: [[ScreenCell]]?
  /// The rows that scroll.
  var region: Range<Int>
  var wraps = true
  /// The last column was written: the next character goes to the next row.
  var isWrapPending = false
  var inserts = false
  var lastCharacter: Unicode.Scalar = " "
  var parser = Parser.ground
  var undecoded: [UInt8] = []

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Self.blank(columns, rows)
    region = 0..<rows
  }

  /// Takes another size, as a terminal window does: rows and columns are cut or added at the end.
  public mutating func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Self.fitted(cells, columns, rows)
    mainScreen = mainScreen.map { Self.fitted($0, columns, rows) }
    region = 0..<rows
    isWrapPending = false
    cursor.row = min(cursor.row, rows - 1)
    cursor.column = min(cursor.column, columns - 1)
  }

  // MARK: reading

  /// The cells by what a person sees of them: a blank has no letters to be coloured or bold.
  public var shown: [[ScreenCell]] { cells.map { $0.map(\.seen) } }

  /// Nothing is left of how the last program drew: colours, attributes, character set, scrolling
  /// rows, modes.
  public var isPlain: Bool {
    rendition == ScreenCell.Rendition() && !charsets.isDrawing[charsets.active]
      && region == 0..<rows && wraps && !inserts && parser == .ground
  }

  /// The rows as text, trailing blanks removed.
  public var lines: [String] { cells.indices.map { line($0) } }

  /// The screen as text, trailing blanks removed from each row.
  public var text: String { lines.joined(separator: "\n") }

  /// The text of one row, trailing blanks removed.
  public func line(_ row: Int) -> String {
    let text = cells[row].map(\.text).joined()
    return String(text.reversed().drop { $0 == " " }.reversed())
  }

  public func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }

  /// Where a text starts on the screen; nil when it is not shown.
  public func position(of text: String) -> Position? {
    for row in 0..<rows {
      for column in 0..<columns where !cells[row][column].text.isEmpty {
        var found = ""
        for cell in cells[row][column...] where found.utf8.count < text.utf8.count {
          found += cell.text
        }
        if found == text { return Position(row: row, column: column) }
      }
    }
    return nil
  }

  /// How a text is drawn at its start; nil when it is not shown.
  public func rendition(of text: String) -> ScreenCell.Rendition? {
    position(of: text).map { cells[$0.row][$0.column].rendition }
  }

  /// The address behind a text, at its start.
  public func link(of text: String) -> String? {
    position(of: text).flatMap { cells[$0.row][$0.column].link }
  }

  /// All addresses on the screen, with the text that each is behind, in order.
  public var links: [Link] {
    var found: [Link] = []
    for row in cells.indices {
      for (column, cell) in cells[row].enumerated() {
        guard let address = cell.link else { continue }
        if column > 0, cells[row][column - 1].link == address {
          found[found.count - 1].text += cell.text
        } else {
          found.append(Link(text: cell.text, address: address))
        }
      }
    }
    return found
  }

  public struct Link: Hashable, Sendable {
    public var text: String
    public var address: String

    public init(text: String, address: String) {
      self.text = text
      self.address = address
    }
  }

  /// The rows in which something that is not blank is drawn in this way.
  public func rows(with attributes: ScreenCell.Attributes) -> [Int] {
    cells.indices.filter { row in
      cells[row].contains {
        $0.text != " " && !$0.text.isEmpty && $0.rendition.attributes.isSuperset(of: attributes)
      }
    }
  }

  // MARK: blanks

  static func blank(_ columns: Int, _ rows: Int) -> [[ScreenCell]] {
    Array(repeating: Array(repeating: ScreenCell(), count: columns), count: rows)
  }

  private static func fitted(
    _ cells: [[ScreenCell]], _ columns: Int, _ rows: Int
  ) -> [[ScreenCell]] {
    var result = blank(columns, rows)
    for (row, old) in cells.prefix(rows).enumerated() {
      result[row].replaceSubrange(0..<min(columns, old.count), with: old.prefix(columns))
    }
    return result
  }
}
