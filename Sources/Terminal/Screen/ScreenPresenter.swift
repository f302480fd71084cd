import CNcurses
import Canvas

/// Draws frames with ncurses, and past it what it has no way to draw: links and the title. It holds
/// nothing back between two frames, so that what is written past it arrives in order.
struct ScreenPresenter {
  private let output: Int32
  private let modes: ScreenModes
  private(set) var palette: ColorPalette
  /// What is on the screen; nil when the next frame has to be drawn as a whole.
  private var shown: Frame?
  /// The title of the window; nil while it has the owner's.
  private var titleShown: SafeText?
  /// Whether the terminal may show something else than ncurses believes.
  private var isStale = false
  private var isCursorVisible = true
  /// False on terminals such as the VT100.
  private var canHideCursor = true

  init(output: Int32, modes: ScreenModes, palette: ColorPalette) {
    self.output = output
    self.modes = modes
    self.palette = palette
  }

  /// Shows a frame; only what changed since the last one is sent. What does not fit into so many
  /// columns and rows is clipped.
  mutating func present(_ frame: Frame, columns: Int, rows: Int) {
    let old = shown.flatMap { ($0.rows, $0.columns) == (frame.rows, frame.columns) ? $0 : nil }
    if old == nil { werase(screen_window()) }
    let changed = (0..<min(frame.rows, rows)).filter { row in
      let isDrawn = draw(
        Self.visible(frame[row], columns), over: (old?[row]).map { Self.visible($0, columns) },
        row: row)
      return isDrawn || frame.links(row: row) != old?.links(row: row)
    }
    if let old, !isStale { drawLinks(links(of: old, in: changed, columns), areLinked: false) }
    place(frame.cursor, columns: columns, rows: rows)
    if isStale { refreshFromScratch() } else { wrefresh(screen_window()) }
    drawLinks(links(of: frame, in: changed, columns), areLinked: true)
    showCursor(frame.cursor != nil)
    if let title = frame.title { setTitle(title) }
    shown = frame
  }

  /// Takes another theme, from the next frame on.
  mutating func adopt(_ theme: Theme) {
    palette.adopt(theme)
    invalidate()
  }

  /// Draws the next frame from scratch.
  mutating func invalidate() {
    shown = nil
    titleShown = nil
    isStale = true
  }

  /// Sends everything, whatever ncurses believes to be on the terminal.
  mutating func refreshFromScratch() {
    isStale = false
    send(modes.allRows)
    clearok(screen_on_terminal(), true)
    wrefresh(screen_window())
  }

  mutating func showCursor(_ isVisible: Bool) {
    guard isVisible != isCursorVisible else { return }
    isCursorVisible = isVisible
    canHideCursor = curs_set(isVisible ? 1 : 0) != ERR
  }

  /// Asks the terminal for what the console needs, before anything is drawn.
  mutating func begin() {
    send(modes.on)
    showCursor(false)
  }

  /// Gives the screen back as it was found.
  mutating func end() {
    send(modes.off)
    titleShown = nil
    if !terminal_type_has_alternate_screen() {
      // What was drawn would stay, and the shell would write over its last line.
      werase(screen_window())
      wrefresh(screen_window())
      shown = nil
    }
    send(modes.allRows)
    endwin()
  }

  /// Writes past ncurses.
  func send(_ text: String) {
    if !text.isEmpty { _ = guard_write(output, text, text.utf8.count) }
  }

  /// The cells of a row as far as the screen reaches. Half of a wide character, its other half being
  /// cut off, is a blank.
  private static func visible(_ row: ArraySlice<Cell>, _ columns: Int) -> ArraySlice<Cell> {
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
    let rendition = palette[style]
    screen_set_style(screen_window(), rendition.attributes, rendition.pair)
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
  private func place(_ cursor: Frame.Position?, columns: Int, rows: Int) {
    leaveok(screen_window(), cursor == nil && canHideCursor)
    let target = cursor ?? Frame.Position(row: rows - 1, column: columns - 1)
    wmove(
      screen_window(), Int32(min(max(target.row, 0), rows - 1)),
      Int32(min(max(target.column, 0), columns - 1)))
  }

  private func links(of frame: Frame, in rows: [Int], _ columns: Int) -> [LinkedText] {
    guard modes.hasExtras else { return [] }
    return rows.flatMap {
      LinkedText.all(in: Self.visible(frame[$0], columns), links: frame.links(row: $0), row: $0)
    }
  }

  /// Draws texts once more, as ncurses has drawn them, with their links or without.
  ///
  /// ncurses moves what is on the screen about (it scrolls, and makes room in a line), and a link
  /// would go along. So before it changes a row, the links in there are taken off, and those of the
  /// new frame are put on afterwards. Where nothing changes nothing is sent.
  private func drawLinks(_ texts: [LinkedText], areLinked: Bool) {
    send(LinkedText.sequence(for: texts, areLinked: areLinked, painter: palette.painter))
  }

  /// Gives the window a title (xterm's OSC 2), unless it has it already.
  private mutating func setTitle(_ title: SafeText) {
    guard modes.hasExtras, title != titleShown else { return }
    titleShown = title
    send("\u{1b}]2;\(title.string)\u{07}")
  }
}
