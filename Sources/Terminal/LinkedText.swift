import Canvas

/// A text on the screen with an address behind it.
struct LinkedText: Hashable {
  let position: Frame.Position
  let text: String
  let style: Style
  let link: Link

  /// All in a row.
  static func all(in cells: ArraySlice<Cell>, row: Int) -> [LinkedText] {
    var found: [LinkedText] = []
    var rest = cells
    while let start = rest.firstIndex(where: { $0.link != nil }) {
      let first = rest[start]
      let run = rest[start...].prefix { $0.link == first.link && $0.style == first.style }
      rest = rest[run.endIndex...]
      guard let link = first.link else { continue }
      found.append(
        LinkedText(
          position: Frame.Position(row: row, column: start - cells.startIndex),
          text: run.map(\.cluster).joined(), style: first.style, link: link))
    }
    return found
  }

  /// What draws texts, with their addresses (OSC 8) or without, and leaves the cursor and its looks
  /// as they were.
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
