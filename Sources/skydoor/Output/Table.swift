import Canvas

/// Rows of cells: aligned columns that fit the terminal, or tab-separated values that are not cut where
/// the output is no terminal. Rows arrive in batches: a long list is printed while it arrives.
struct Table {
  struct Column {
    let title: String
    let alignment: Alignment
    /// The most columns of the terminal that a cell takes: one long name must not push the rest away.
    let limit: Int
    /// Narrower than this, and than its title, it can't be read.
    let least: Int
    /// How readily the column gives way on a narrow terminal: those with the highest number are
    /// narrowed first, and then left out. One with 0 is never left out.
    let dispensability: Int

    init(
      _ title: String, _ alignment: Alignment = .leading, least: Int = 8, limit: Int = 40,
      dispensability: Int = 0
    ) {
      self.title = title
      self.alignment = alignment
      self.least = max(least, title.count)
      self.limit = limit
      self.dispensability = dispensability
    }
  }

  enum Format {
    /// For a terminal of so many columns; nil where it does not say.
    case aligned(columns: Int?)
    case tabSeparated

    static var forOutput: Format {
      let output = StandardStream.output
      return output.isTerminal ? .aligned(columns: output.columns) : .tabSeparated
    }
  }

  private static let gap = 2

  private let columns: [Column]
  private let format: Format
  /// What each column needs, by the rows so far.
  private var needs: [Int]
  /// The columns that are shown; nil before the first rows, which decide it.
  private var shown: [Int]?

  init(_ columns: [Column], _ format: Format = .forOutput) {
    self.columns = columns
    self.format = format
    needs = columns.map { $0.title.count }
  }

  /// Lays out further rows, with a cell for each column. The first call adds the titles.
  mutating func lines(_ rows: [[String]]) -> String {
    let rows = (shown == nil ? [columns.map(\.title)] : []) + rows
    let cells = rows.map { $0.map { SafeText($0, glyphSet: TextLocale.glyphSet) } }
    if case .tabSeparated = format {
      shown = Array(columns.indices)
      return cells.map { $0.map(\.string).joined(separator: "\t") + "\n" }.joined()
    }
    for row in cells {
      for (index, cell) in row.enumerated() {
        needs[index] = max(needs[index], min(cell.width, columns[index].limit))
      }
    }
    let shown = shown ?? columnsThatFit()
    self.shown = shown
    // What came later may need more room than there was to be shared out.
    let widths = narrowed(narrowed(needs, of: shown, to: \.least), of: shown) { _ in 1 }
    return cells.reduce(into: "") { $0 += line($1, of: shown, widths) }
  }

  /// How much wider than the terminal the columns are.
  private func excess(of widths: [Int], _ shown: [Int]) -> Int {
    guard case .aligned(let room?) = format else { return 0 }
    return shown.sum { widths[$0] } + Self.gap * (shown.count - 1) - room
  }

  /// All columns, or as many of the least dispensable as can be read side by side.
  private func columnsThatFit() -> [Int] {
    var shown = Array(columns.indices)
    for index in givingWay(shown)
    where columns[index].dispensability > 0 {
      guard excess(of: narrowed(needs, of: shown, to: \.least), shown) > 0 else { break }
      shown.removeAll { $0 == index }
    }
    return shown
  }

  /// The widths, after what the terminal has no room for was taken from the columns that give way most
  /// readily.
  private func narrowed(
    _ widths: [Int], of shown: [Int], to least: (Column) -> Int
  ) -> [Int] {
    var widths = widths
    for index in givingWay(shown) {
      let excess = excess(of: widths, shown)
      guard excess > 0 else { break }
      widths[index] = max(min(widths[index], least(columns[index])), widths[index] - excess)
    }
    return widths
  }

  /// The columns, those that give way most readily first.
  private func givingWay(_ shown: [Int]) -> [Int] {
    shown.sorted {
      (columns[$0].dispensability, $0) > (columns[$1].dispensability, $1)
    }
  }

  private func line(_ cells: [SafeText], of shown: [Int], _ widths: [Int]) -> String {
    var text = ""
    for index in shown {
      let cell = cells[index].cut(to: widths[index], glyphSet: TextLocale.glyphSet)
      let blanks = String(repeating: " ", count: widths[index] - cell.width)
      switch columns[index].alignment {
      case .leading: text += cell.string + blanks
      case .trailing: text += blanks + cell.string
      }
      text += String(repeating: " ", count: Self.gap)
    }
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }
}

/// Comma-separated values (RFC 4180). Texts are not altered, even where a spreadsheet would take one
/// for a formula.
enum CSV {
  /// A record, with its line end.
  static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ field: String) -> String {
    // Scalars, because Swift takes a carriage return and a line feed for one character.
    guard field.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
      return field
    }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
