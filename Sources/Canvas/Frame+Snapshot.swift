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
