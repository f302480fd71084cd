import Canvas

/// Where the parts of the screen are. The views draw by it and the reducers page by it.
public struct Layout: Hashable, Sendable {
  /// A screen narrower than this shows one pane at a time.
  static let twoPaneColumns = 72
  /// A group takes two rows: its name, and its facts.
  static let rowsPerGroup = 2
  /// A line, and three about the person, or four where the pane is high enough; left out where that
  /// would leave too little of the list.
  private static let summaryRows = 4
  private static let rowsForSummary = 14
  private static let rowsForLongSummary = 18

  public let title: Rect
  /// What is not to be forgotten, while there is something.
  public let banner: Rect
  /// Nil while the other pane has the whole screen.
  public let groups: Rect?
  public let requests: Rect?
  /// The selected person, below the list.
  public let summary: Rect?
  public let keyBar: Rect
  public let status: Rect
  /// What the panes and the lines between them take together.
  public let body: Rect

  public init(size: Size, focus: Pane, hasBanner: Bool = false) {
    let columns = size.columns
    let hasKeyBar = size.rows >= 6
    title = Rect(row: 0, column: 0, rows: size.rows >= 4 ? 1 : 0, columns: columns)
    // The last cell of all stays as it is: where a terminal would scroll after it ncurses has to
    // insert it, and tears a wide character beside it.
    status = Rect(row: size.rows - 1, column: 0, rows: 1, columns: max(0, columns - 1))
    keyBar = Rect(
      row: size.rows - 2, column: 0, rows: hasKeyBar ? 1 : 0, columns: columns)
    banner = Rect(
      row: title.endRow, column: 0, rows: hasBanner && hasKeyBar ? 1 : 0, columns: columns)
    body = Rect(
      row: banner.endRow, column: 0,
      rows: max(0, size.rows - 1 - title.rows - banner.rows - keyBar.rows), columns: columns)

    if columns >= Self.twoPaneColumns {
      let width = max(24, min(34, columns * 28 / 100))
      groups = Rect(row: body.row, column: 0, rows: body.rows, columns: width)
      let right = Rect(
        row: body.row, column: width + 1, rows: body.rows, columns: columns - width - 1)
      (requests, summary) = Self.split(right)
    } else if focus == .groups {
      groups = body
      requests = nil
      summary = nil
    } else {
      groups = nil
      (requests, summary) = Self.split(body)
    }
  }

  /// The list above, the selected person below where there is room for both.
  private static func split(_ pane: Rect) -> (list: Rect, summary: Rect?) {
    guard pane.rows >= rowsForSummary else { return (pane, nil) }
    let rows = pane.rows >= rowsForLongSummary ? summaryRows + 1 : summaryRows
    var list = pane
    list.rows -= rows
    var summary = pane
    summary.row = list.endRow
    summary.rows = rows
    return (list, summary)
  }

  /// What the palette covers: no more than leaves something of the rest in sight.
  public var palette: Rect {
    let rows = min(body.rows, max(6, body.rows * 2 / 3))
    return Rect(row: body.endRow - rows, column: body.column, rows: rows, columns: body.columns)
  }

  /// How many commands the palette shows, below its heading.
  public var paletteShown: Int { max(1, palette.rows - 1) }

  /// How many groups fit, below the pane's heading.
  public var groupsShown: Int { max(1, ((groups ?? body).rows - 1) / Self.rowsPerGroup) }

  /// How many decisions of before fit, below the heading and the names of the columns.
  public var historyShown: Int { max(1, body.rows - 2) }

  /// How many rows the facts about a group take, above its members.
  var groupFacts: Int { body.rows >= 16 ? 4 : body.rows >= 8 ? 2 : 0 }

  /// How many members fit, below the heading, the facts and the names of the columns.
  public var membersShown: Int { max(1, body.rows - 2 - groupFacts) }

  /// How many requests fit, below the pane's heading and the names of the columns.
  public var requestsShown: Int { max(1, (requests ?? body).rows - 2) }

  /// How many requests are on the screen: none where the groups have it, or where it is too short.
  var requestsInSight: Int { max(0, (requests?.rows ?? 0) - 2) }

  var membersInSight: Int { max(0, body.rows - 2 - groupFacts) }
}

/// The part of the screen that has the focus.
public enum Pane: Sendable {
  case groups
  case requests
}
