import Canvas

/// What the palette finds, over the lower part of the screen, and below it what is typed. Each line
/// has the name, the keys, and what it does or why it can't.
struct PaletteView {
  private static let nameColumns = 19
  private static let keyColumns = 13

  private let palette: Palette
  private let entries: [PaletteEntry]

  init(_ palette: Palette, _ entries: [PaletteEntry]) {
    self.palette = palette
    self.entries = entries
  }

  func draw(on frame: inout Frame, in layout: Layout) {
    drawList(on: &frame, in: layout.palette)
    LineView(label: " Command: ", line: palette.line).draw(on: &frame, in: layout, saying: remark)
  }

  private var selected: PaletteEntry? {
    entries.indices.contains(palette.cursor.index) ? entries[palette.cursor.index] : nil
  }

  private var remark: (String, Style) {
    guard let selected else { return ("No command is found by this.", .statusWarning) }
    guard let reason = selected.reason else {
      return ("Enter does it · ↑ ↓ choose · Esc closes", .status)
    }
    return (reason, .statusWarning)
  }

  private func drawList(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.putBorder(titled: "Commands: \(entries.count)", in: rect)
    let area = rect.dropping(top: 1)
    frame.fill(area, style: .base)
    let shown = entries.enumerated().dropFirst(palette.cursor.offset).prefix(area.rows)
    for (row, (index, entry)) in shown.enumerated() {
      var line = area
      line.row += row
      line.rows = 1
      draw(entry, isSelected: index == palette.cursor.index, on: &frame, in: line)
    }
  }

  private func draw(
    _ entry: PaletteEntry, isSelected: Bool, on frame: inout Frame, in rect: Rect
  ) {
    let isDim = entry.reason != nil
    let base: Style = isSelected ? .rowSelected : isDim ? .rowDim : .base
    let key: Style = isSelected ? .rowSelected : isDim ? .keyDisabled : .keyName
    frame.fill(rect, style: base)
    let cells = [
      (isSelected ? "▸" : "", 2, base), (entry.name, Self.nameColumns, base),
      (entry.chords.text, Self.keyColumns, key), (entry.reason ?? entry.help, rect.columns, base),
    ]
    var column = rect.column
    for (text, columns, style) in cells {
      let width = max(0, min(columns, rect.endColumn - column))
      frame.put(text, row: rect.row, column: column, width: width, style: style)
      column += width
    }
  }
}
