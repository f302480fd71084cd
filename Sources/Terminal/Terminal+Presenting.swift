import CNcurses
import Canvas

extension Terminal {
  /// Shows a frame; only what changed since the last one is sent. What does not fit is clipped.
  public func present(_ frame: Frame) {
    guard isOpen, !isHungUp else { return }
    let old = shown.flatMap { ($0.rows, $0.columns) == (frame.rows, frame.columns) ? $0 : nil }
    if old == nil { werase(screen_window()) }
    let changed = (0..<min(frame.rows, rows)).filter { row in
      let isDrawn = draw(visible(frame[row]), over: (old?[row]).map(visible), row: row)
      return isDrawn || frame.links(row: row) != old?.links(row: row)
    }
    if let old, !isScreenStale { write(links(of: old, in: changed), areLinked: false) }
    place(frame.cursor)
    if isScreenStale { refreshFromScratch() } else { wrefresh(screen_window()) }
    write(links(of: frame, in: changed), areLinked: true)
    showCursor(frame.cursor != nil)
    if let title = frame.title { setTitle(title) }
    shown = frame
  }

  /// Draws the next frame from scratch (^L).
  public func invalidate() {
    shown = nil
    titleShown = nil
    isScreenStale = true
  }

  /// Sends everything, whatever ncurses believes to be on the terminal.
  func refreshFromScratch() {
    isScreenStale = false
    send(modes.allRows)
    clearok(screen_on_terminal(), true)
    wrefresh(screen_window())
  }

  /// The cells of a row as far as the screen reaches. Half of a wide character, its other half being
  /// cut off, is a blank.
  func visible(_ row: ArraySlice<Cell>) -> ArraySlice<Cell> {
    var cells = row.prefix(columns)
    if let last = cells.indices.last, last + 1 < row.endIndex, row[last + 1].character.isNone {
      cells[last].character = .blank
    }
    return cells
  }

  /// Draws the runs of a row between its first and its last cell that changed. ncurses would find
  /// out by itself that the others did not; this only spares it the work.
  /// - Returns: whether any did.
  private func draw(
    _ cells: ArraySlice<Cell>, over old: ArraySlice<Cell>?, row: Int
  ) -> Bool {
    guard var changed = Self.changes(from: old, to: cells) else { return false }
    // A wide character is drawn from its first column on.
    while changed.lowerBound > cells.startIndex, cells[changed.lowerBound].character.isNone {
      changed = changed.lowerBound - 1..<changed.upperBound
    }
    var index = changed.lowerBound
    var text: [UInt8] = []
    while index < changed.upperBound {
      let start = index
      let style = cells[start].style
      text.removeAll(keepingCapacity: true)
      while index < changed.upperBound, cells[index].style == style {
        let character = cells[index].character
        (character.isNone && index == start ? .blank : character).write(to: &text)
        index += 1
      }
      draw(text, style: style, row: row, column: start - cells.startIndex)
    }
    return true
  }

  private func draw(_ text: [UInt8], style: Style, row: Int, column: Int) {
    let brush = palette[style]
    screen_set_style(screen_window(), brush.attributes, brush.pair)
    wmove(screen_window(), Int32(row), Int32(column))
    text.withUnsafeBytes { bytes in
      _ = waddnstr(
        screen_window(), bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(bytes.count))
    }
  }

  /// The indices of a row from the first to the last cell that changed; nil if none did.
  private static func changes(
    from old: ArraySlice<Cell>?, to new: ArraySlice<Cell>
  ) -> Range<Int>? {
    guard let old, old.count == new.count else { return new.isEmpty ? nil : new.indices }
    guard let first = zip(new.indices, old.indices).first(where: { new[$0] != old[$1] }),
      let last = zip(new.indices, old.indices).reversed().first(where: { new[$0] != old[$1] })
    else { return nil }
    return first.0..<last.0 + 1
  }

  /// A hidden cursor may stay where drawing left it, which spares the bytes to move it. One that
  /// can't be hidden waits in a corner.
  private func place(_ cursor: Frame.Position?) {
    leaveok(screen_window(), cursor == nil && canHideCursor)
    let target = cursor ?? Frame.Position(row: rows - 1, column: columns - 1)
    wmove(
      screen_window(), Int32(min(max(target.row, 0), rows - 1)),
      Int32(min(max(target.column, 0), columns - 1)))
  }
}
