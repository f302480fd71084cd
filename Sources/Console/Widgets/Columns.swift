import Canvas
import Words

/// A column of a list. The cases of a list's columns stand in the order in which they are drawn.
protocol ListColumn: CaseIterable, Hashable {
  var heading: (title: String, extent: ListColumnExtent) { get }
  /// Says whom the row is about: the reason for a failure stands beside it, in place of the rest.
  var isIdentity: Bool { get }
  /// What stands where a row has nothing to say.
  var placeholder: String { get }
  /// Which columns get more than the least they need, those first that are to be read in full first.
  static var growing: [Self] { get }
  /// Which columns a narrow screen does without, those first that are missed least.
  static var dispensable: [Self] { get }
  /// Which columns go where texts of the others do not fit: the notes say the same.
  static var yielding: [Self] { get }
  /// What stands to the left of all columns: the cursor, and a sign where the rows have one.
  static var gutter: Int { get }
}

extension ListColumn {
  var title: String { heading.title }
  var extent: ListColumnExtent { heading.extent }
  var placeholder: String { "" }
  static var yielding: [Self] { [] }
  static var gutter: Int { 3 }
}

/// How much of the width a column takes.
enum ListColumnExtent {
  case fixed(Int)
  /// As much as its rows need: at least so much, where they need it; as much as the longest of them up to
  /// what is ample, and as much as most of them beyond that, so that one long name does not take the room
  /// of everything else.
  case fitted(least: Int, ample: Int, most: Int)
  /// Whatever is left, which is no less than this.
  case rest(least: Int)

  var isRest: Bool { if case .rest = self { true } else { false } }

  var least: Int {
    switch self {
    case .fixed(let cells), .fitted(let cells, _, _), .rest(let cells): cells
    }
  }

  /// What is to be given before all others have what they need.
  /// - Parameter widths: what each row needs, the narrowest first.
  func usual(_ widths: [Int]) -> Int {
    guard case .fitted(_, let ample, let most) = self, let longest = widths.last else {
      return least
    }
    let ofNineInTen = widths[(widths.count * 9 + 9) / 10 - 1]
    return max(min(longest, ample), min(ofNineInTen, most))
  }
}

/// The columns of a list, and how they share its width. They follow what the rows say: a column without
/// anything in it gives way, and the others get what they need as far as there is room. Each is placed
/// at a column of its own, so that a name the terminal draws wider than expected can't push the others.
struct ListColumns<Column: ListColumn> {
  private(set) var ranges: [(column: Column, range: Range<Int>)] = []
  let width: Int
  /// Some text does not fit.
  private var isShort = false
  /// What every eligible column needs; nil for one that has nothing to show.
  private var needs: [Column: Need?] = [:]

  /// The cells right of those that say whom a row is about. None of them may be in sight.
  var facts: Range<Int> {
    let start = ranges.last { $0.column.isIdentity }.map { $0.range.upperBound + 1 } ?? 0
    return start..<max(start, width)
  }

  /// - Parameters:
  ///   - rows: those whose texts count.
  ///   - eligible: the columns that come into question.
  ///   - kept: the columns that keep their place though no row may have anything to say yet.
  init<Row: ListRow<Column>>(
    for rows: [Row], eligible: [Column], kept: [Column], width: Int, glyphSet: GlyphSet
  ) {
    self.init(for: rows, eligible, kept, width, glyphSet, measured: [:])
    let staying = eligible.filter { !Column.yielding.contains($0) }
    if isShort, staying.count < eligible.count {
      self.init(for: rows, staying, kept, width, glyphSet, measured: needs)
    }
  }

  private init<Row: ListRow<Column>>(
    for rows: [Row], _ eligible: [Column], _ kept: [Column], _ width: Int,
    _ glyphSet: GlyphSet, measured: [Column: Need?]
  ) {
    self.width = width
    var wanted: [Column: Need] = [:]
    for column in eligible {
      // Only the notes depend on what else there is.
      let known = column.extent.isRest ? nil : measured[column]
      let need =
        known
        ?? Self.need(
          for: column, beside: eligible, in: rows, isKept: kept.contains(column), glyphSet)
      needs[column] = .some(need)
      wanted[column] = need
    }
    func least(_ column: Column) -> Int { min(wanted[column]?.all ?? 0, column.extent.least) }
    func most(_ column: Column) -> Int { wanted[column]?.usual ?? 0 }
    func sum(_ cells: (Column) -> Int) -> Int { wanted.keys.sum(cells) }
    func room(gap: Int) -> Int { width - Column.gutter - gap * (wanted.count - 1) }
    for column in Column.dispensable where sum(least) > room(gap: 1) && wanted.count > 1 {
      wanted[column] = nil
    }
    let gap = sum(most) <= room(gap: 2) ? 2 : 1
    var given: [Column: Int] = [:]
    var rest = room(gap: gap) - sum(least)
    let growing = Column.growing.filter { wanted[$0] != nil }
    for column in growing {
      // Where not even the least fits, it is less.
      let wish = max(0, most(column) - least(column))
      let more = min(wish, rest)
      given[column] = max(0, least(column) + more)
      isShort = isShort || more < wish
      rest -= more
    }
    // Of what is left half belongs to the notes, where there are any.
    rest = max(0, rest) / (wanted.keys.contains(where: \.extent.isRest) ? 2 : 1)
    for column in growing {
      let more = max(0, min((wanted[column]?.all ?? 0) - (given[column] ?? 0), rest))
      given[column, default: 0] += more
      rest -= more
    }
    var start = Column.gutter
    for column in eligible {
      guard wanted[column] != nil else { continue }
      var cells = given[column] ?? least(column)
      if column.extent.isRest { cells = max(0, width - start) }
      ranges.append((column, start..<start + cells))
      start += cells + gap
    }
  }

  /// How much a column would take if there were room for all.
  private struct Need {
    let all: Int
    /// Before any other column has less than it needs.
    let usual: Int
  }

  /// - Returns: nil where the column has nothing to show.
  private static func need<Row: ListRow<Column>>(
    for column: Column, beside columns: [Column], in rows: [Row], isKept: Bool,
    _ glyphSet: GlyphSet
  ) -> Need? {
    func text(_ row: Row) -> String { row.content(of: column, beside: columns).text }
    switch column.extent {
    case .fixed(let cells), .rest(let cells):
      return isKept || rows.contains { !text($0).isEmpty }
        ? Need(all: cells, usual: cells) : nil
    case .fitted:
      let widths = rows.map { SafeText(text($0), glyphSet: glyphSet).width }.sorted()
      let longest = widths.last ?? 0
      guard longest > 0 || isKept else { return nil }
      let title = column.title.count
      return Need(all: max(longest, title), usual: max(column.extent.usual(widths), title))
    }
  }

  func drawNames(on frame: inout Frame, row: Int, column: Int) {
    frame.fill(row: row, column: column, columns: width, style: .header)
    for (name, range) in ranges {
      frame.put(
        name.title, row: row, column: column + range.lowerBound, width: range.count, style: .header)
    }
  }
}

protocol ListRow<Column> {
  associatedtype Column: ListColumn
  /// Whoever the row is about is there no longer.
  var isGone: Bool { get }
  /// What is to be seen at a glance; nil where the list has no place for it.
  var sign: (text: String, style: Style)? { get }
  /// Why something about the row has failed.
  var failure: String? { get }
  /// - Parameter columns: all that there are: what one of them says the others need not.
  func content(of column: Column, beside columns: [Column]) -> (text: String, style: Style)
}

/// A list with columns; a note where it has no row. Its rows are made when they are drawn, and only
/// those that are.
struct ListView<Row: ListRow> {
  let cursor: ListCursor
  let count: Int
  /// How the row under the cursor looks.
  var selection = ListSelection.active
  /// The columns that come into question.
  var eligible = Array(Row.Column.allCases)
  /// Those that keep their place though no row may have anything to say yet.
  var kept: [Row.Column] = []
  let note: [String]
  /// Nil for one that is not to be drawn.
  let row: (Int) -> Row?

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    guard count > 0 else {
      NoteView(note).draw(on: &frame, in: rect)
      return
    }
    let area = rect.dropping(top: 1)
    let columns = ListColumns(
      for: pages(of: max(1, area.rows)).compactMap(row), eligible: eligible, kept: kept,
      width: rect.columns, glyphSet: frame.glyphSet)
    columns.drawNames(on: &frame, row: rect.row, column: rect.column)
    for (line, index) in (0..<count).dropFirst(cursor.offset).prefix(area.rows).enumerated() {
      row(index)?.draw(
        columns, index == cursor.index ? selection : nil, on: &frame, row: area.row + line,
        column: area.column)
    }
  }

  /// The rows that the columns fit: the page in which the first row shown is, counted from the top, and
  /// the next one. So all that is shown counts, and the columns stay where they are while the list
  /// scrolls within a page.
  private func pages(of height: Int) -> Range<Int> {
    let first = cursor.offset / height * height
    return min(first, count)..<min(first + 2 * height, count)
  }
}

enum ListSelection {
  case active
  case inactive

  var style: Style { self == .active ? .rowSelected : .rowCurrent }
}

extension ListRow {
  /// Draws the row. A selected one has a single look over its whole width: whatever it says can be
  /// read on that, and a move of the selection sends no change of style inside it.
  /// - Parameter selection: nil where the row is not the selected one.
  fileprivate func draw(
    _ columns: ListColumns<Column>, _ selection: ListSelection?, on frame: inout Frame, row: Int,
    column: Int
  ) {
    let look = selection?.style ?? (isGone ? .rowGone : nil)
    func put(_ text: String, _ range: Range<Int>, _ style: Style) {
      frame.put(
        text, row: row, column: column + range.lowerBound, width: range.count,
        style: look ?? style)
    }
    frame.fill(row: row, column: column, columns: columns.width, style: look ?? .row)
    put(selection == nil ? " " : "▸", 0..<1, .row)
    if let sign { put(sign.text, 1..<2, sign.style) }
    let names = columns.ranges.map(\.column)
    for (name, range) in columns.ranges where failure == nil || name.isIdentity {
      let (text, style) = content(of: name, beside: names)
      put(text.isEmpty ? name.placeholder : text, range, style)
    }
    if let failure { put(failure, columns.facts, .rowFailed) }
  }
}
