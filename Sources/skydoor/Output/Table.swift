import Canvas

/// Aligned columns for people. Rows arrive in batches, and a column keeps its largest width so far: a
/// long list is printed while it arrives.
struct Table {
  struct Column {
    let title: String
    let alignment: Alignment
    /// The most columns that a cell takes: one long name must not push the rest off the screen.
    let limit: Int

    init(_ title: String, _ alignment: Alignment = .leading, limit: Int = 40) {
      self.title = title
      self.alignment = alignment
      self.limit = limit
    }
  }

  private let columns: [Column]
  private var widths: [Int]
  private var hasHeader = false

  init(_ columns: [Column]) {
    self.columns = columns
    widths = columns.map { $0.title.count }
  }

  /// Lays out further rows, with a cell for each column. The first call adds the titles.
  mutating func lines(_ rows: [[String]]) -> String {
    let cells = rows.map { row in zip(row, columns).map { Self.cell($0, limit: $1.limit) } }
    for row in cells {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.width) }
    }
    var text = ""
    if !hasHeader {
      text += line(columns.map { Self.cell($0.title, limit: $0.limit) })
      hasHeader = true
    }
    return cells.reduce(into: text) { $0 += line($1) }
  }

  private func line(_ cells: [SafeText]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let gap = String(repeating: " ", count: widths[index] - cell.width)
      switch columns[index].alignment {
      case .leading: text += cell.string + gap
      case .trailing: text += gap + cell.string
      }
      text += "  "
    }
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  private static func cell(_ raw: String, limit: Int) -> SafeText {
    SafeText(raw, glyphSet: TextLocale.glyphSet)
      .cut(to: limit, glyphSet: TextLocale.glyphSet)
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
