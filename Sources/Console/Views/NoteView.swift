import Canvas

/// A few lines in the middle of an empty pane: what is going on, and what to press.
struct NoteView {
  private let lines: [String]

  init(_ lines: [String]) { self.lines = lines }

  func draw(on frame: inout Frame, in rect: Rect) {
    let lines = lines.flatMap { wrap($0, width: rect.columns - 4, repertoire: frame.repertoire) }
    let top = rect.row + max(0, min(rect.rows / 3, rect.rows - lines.count))
    for (index, line) in lines.prefix(rect.rows).enumerated() {
      frame.put(
        line, row: top + index, column: rect.column + 2, width: max(0, rect.columns - 4),
        style: index == 0 ? .emphasis : .base)
    }
  }
}
