import Canvas

/// A line being typed, behind its label, and below it what is to be said about it. What does not fit of
/// the line is out of sight on the left, so that the cursor never is.
struct LineView {
  let label: String
  let line: LineEditor

  /// - Returns: where characters of the line are on the screen, by how many are before them.
  @discardableResult
  func draw(
    on frame: inout Frame, in layout: Layout, saying remark: (text: String, style: Style)?
  ) -> (Int) -> Int {
    if let remark, let rect = layout.promptRemark {
      frame.putLine(remark.text, in: rect, style: remark.style)
    }
    let rect = layout.promptLine
    let glyphSet = frame.glyphSet
    func width(of characters: some Sequence<Character>) -> Int {
      SafeText(String(characters), glyphSet: glyphSet).width
    }
    let start = rect.column + min(width(of: label), rect.columns / 2)
    let room = max(1, rect.endColumn - start - 1)
    let characters = line.characters
    var first = line.position
    var left = room - 1
    while first > 0 {
      left -= width(of: CollectionOfOne(characters[first - 1]))
      if left < 0 { break }
      first -= 1
    }
    let column = {
      // The status line of a screen with a single column has none.
      max(
        rect.column,
        min(start + width(of: characters[first..<max(first, $0)]), rect.endColumn - 1))
    }
    frame.put(
      label, row: rect.row, column: rect.column, width: start - rect.column, style: .prompt)
    frame.put(
      String(characters[first...]), row: rect.row, column: start, width: room, style: .base)
    frame.cursor = Frame.Position(row: rect.row, column: column(line.position))
    return column
  }
}

extension Layout {
  /// Where a line is typed: in place of the key bar, or of the status line where there is no other.
  var promptLine: Rect { keyBar.rows > 0 ? keyBar : status }

  /// Where something is said about the line; nil where it takes the only place.
  var promptRemark: Rect? { keyBar.rows > 0 ? status : nil }
}
