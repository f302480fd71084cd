import Canvas
import Moderation
import Words

/// A headed list of facts, each with its label, on the whole screen.
struct FactSheet {
  struct Fact {
    let label: String
    let value: String
    let style: Style
    /// Where a click on the value leads.
    let link: Link?

    init(_ label: String, _ value: String, _ style: Style = .base, link: Link? = nil) {
      self.label = label
      self.value = value
      self.style = style
      self.link = link
    }
  }

  private static let labelColumns = 11

  let title: String
  let facts: [Fact]

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.putBorder(titled: title, in: rect)
    let area = rect.dropping(top: 1)
    let paragraphs = facts.map { fact in
      (
        fact,
        wrap(fact.value, width: rect.columns - Self.labelColumns - 2, glyphSet: frame.glyphSet)
      )
    }
    // Air between the facts where there is room for it.
    let count = paragraphs.sum { $0.1.count }
    let gap = count + paragraphs.count - 1 <= area.rows ? 1 : 0
    // What does not fit is counted, in the last row.
    let end = count <= area.rows ? area.endRow : area.endRow - 1
    var row = area.row
    for (fact, lines) in paragraphs {
      for (index, line) in lines.enumerated() where row < end {
        frame.put(
          index == 0 ? " \(fact.label)" : "", row: row, column: rect.column,
          width: Self.labelColumns, style: .dim)
        frame.put(
          line, row: row, column: rect.column + Self.labelColumns,
          width: max(0, rect.columns - Self.labelColumns), style: fact.style, link: fact.link)
        row += 1
      }
      row += gap
    }
    guard end < area.endRow, area.rows > 0 else { return }
    let rest = count - (area.rows - 1)
    frame.put(
      " \(rest) more \(rest == 1 ? "line" : "lines"): make the screen taller to see them", row: end,
      column: rect.column, width: rect.columns, style: .dim)
  }
}

/// A few lines in the middle of an empty pane: what is going on, and what to press.
struct NoteView {
  private let lines: [String]

  init(_ lines: [String]) { self.lines = lines }

  func draw(on frame: inout Frame, in rect: Rect) {
    let lines = lines.flatMap { wrap($0, width: rect.columns - 4, glyphSet: frame.glyphSet) }
    let top = rect.row + max(0, min(rect.rows / 3, rect.rows - lines.count))
    for (index, line) in lines.prefix(rect.rows).enumerated() {
      frame.put(
        line, row: top + index, column: rect.column + 2, width: max(0, rect.columns - 4),
        style: index == 0 ? .emphasis : .base)
    }
  }
}
