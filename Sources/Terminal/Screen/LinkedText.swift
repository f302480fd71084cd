import Canvas

/// A text on the screen with an address behind it.
struct LinkedText: Hashable {
  let position: Frame.Position
  var text: String
  let style: Style
  let link: Link

  /// All in a row.
  /// - Parameter links: by column.
  static func all(in cells: ArraySlice<Cell>, links: [Int: Link], row: Int) -> [LinkedText] {
    var found: [LinkedText] = []
    var end: Int?
    for (column, link) in links.sorted(by: { $0.key < $1.key }) where column < cells.count {
      let cell = cells[cells.startIndex + column]
      let text = cell.character.description
      if end == column, let last = found.indices.last, found[last].link == link,
        found[last].style == cell.style
      {
        found[last].text += text
      } else {
        found.append(
          LinkedText(
            position: Frame.Position(row: row, column: column), text: text, style: cell.style,
            link: link))
      }
      end = column + 1
    }
    return found
  }

  /// What draws texts, with their addresses (OSC 8) or without. The cursor and its attributes are
  /// saved and restored around it (DECSC, DECRC).
  static func sequence(
    for texts: [LinkedText], areLinked: Bool, painter: ThemePainter
  ) -> String {
    guard !texts.isEmpty else { return "" }
    let drawn = texts.map { text in
      let move = "\u{1b}[\(text.position.row + 1);\(text.position.column + 1)H"
      let painted = painter.paint(text.text, in: text.style)
      guard areLinked else { return move + painted }
      return "\(move)\u{1b}]8;;\(text.link.url)\u{1b}\\\(painted)\u{1b}]8;;\u{1b}\\"
    }
    return "\u{1b}7" + drawn.joined() + "\u{1b}8"
  }
}
