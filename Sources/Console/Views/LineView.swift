import Canvas

/// A line being typed, behind its label. What does not fit is out of sight on the left, so that the
/// cursor never is.
struct LineView {
  let label: String
  let line: LineEditor

  /// - Returns: where characters of the line are on the screen, by how many are before them.
  @discardableResult
  func draw(on frame: inout Frame, in rect: Rect) -> (Int) -> Int {
    let repertoire = frame.repertoire
    func width(of text: some StringProtocol) -> Int {
      SafeText(String(text), repertoire: repertoire).width
    }
    let start = rect.column + width(of: label)
    let room = max(1, rect.endColumn - start - 1)
    var rest = Substring(line.textBeforeCursor)
    while width(of: rest) > room - 1 { rest = rest.dropFirst() }
    let skipped = line.textBeforeCursor.count - rest.count
    let column = { start + width(of: line.text.prefix($0).dropFirst(skipped)) }
    frame.put(label, row: rect.row, column: rect.column, style: .prompt)
    frame.put(
      String(line.text.dropFirst(skipped)), row: rect.row, column: start, width: room, style: .base)
    frame.cursor = Frame.Position(row: rect.row, column: column(line.position))
    return column
  }
}
