import Canvas
import Config
import Moderation

/// The line in which a command is looked for, and the place in the list of those found.
struct CommandPalette: Equatable, Sendable {
  var line = LineEditor()
  var cursor = ListCursor()
}

/// Something the palette can do.
struct PaletteEntry: Equatable, Sendable {
  enum Choice: Hashable, Sendable {
    case command(Command)
    case filter(NamedFilter)
    case account(Account)
  }

  let choice: Choice
  let chords: [Chord]
  let reason: String?

  /// What it is called in the configuration; a filter by its own name, an account by its handle.
  var name: String {
    switch choice {
    case .command(let command): command.name
    case .filter(let filter): filter.name
    case .account(let account): account.mention
    }
  }

  var help: String {
    switch choice {
    case .command(let command): command.summary
    case .filter(let filter): "Filter: \(filter.expression)"
    case .account(let account): "Switch to \(account.mention) on \(account.host.place)"
    }
  }

  func score(_ search: FuzzySearch) -> Int? {
    switch choice {
    case .command(let command): search.score([command.title, command.name, command.summary])
    case .filter(let filter): search.score([filter.name, "filter \(filter.name)"])
    case .account(let account):
      search.score(["\(account.handle)", "switch to \(account.mention)"])
    }
  }
}

private struct Found: Comparable {
  let entry: PaletteEntry
  let score: Int
  let index: Int

  static func < (a: Found, b: Found) -> Bool {
    a.score == b.score ? a.index < b.index : a.score > b.score
  }
}

extension Command {
  static let palette = Command("palette", "commands", "Find a command by its name")
}

/// What the palette needs of the console to do what is chosen.
protocol PaletteHost: Host {
  var palette: CommandPalette? { get set }
  func unavailable(_ command: Command) -> String?
  var switchingUnavailable: String? { get }
  mutating func perform(_ command: Command) -> [Effect]
  mutating func choose(_ filter: NamedFilter) -> [Effect]
  mutating func switchAccount(to account: Account) -> [Effect]
}

extension PaletteHost {
  static var paletteCommands: CommandTable<Self> {
    [
      .palette: CommandEntry {
        $0.message = nil
        $0.palette = CommandPalette()
        return []
      }
    ]
  }

  /// What the palette finds, the best first. Before anything is typed it is everything that makes
  /// sense where the owner is, in the order of the keymap.
  var paletteEntries: [PaletteEntry] {
    guard let palette else { return [] }
    let commands = keymap.commands(in: place).filter { $0 != .palette }.map { command in
      PaletteEntry(
        choice: .command(command), chords: keymap.chords(for: command, in: place),
        reason: unavailable(command))
    }
    let filters = keymap.filters(in: place).map { filter in
      PaletteEntry(
        choice: .filter(filter), chords: filter.key.map { [Chord($0)] } ?? [],
        reason: unavailable(.filter))
    }
    let accounts = keymap.commands(in: place).contains(.nextAccount) ? session.others : []
    let switches = accounts.map { account in
      PaletteEntry(choice: .account(account), chords: [], reason: switchingUnavailable)
    }
    let search = FuzzySearch(palette.line.text)
    let found = (commands + filters + switches).enumerated().compactMap { index, entry in
      entry.score(search).map { Found(entry: entry, score: $0, index: index) }
    }
    return found.sorted().map(\.entry)
  }

  mutating func typed(_ key: Key, in palette: CommandPalette) -> [Effect] {
    switch key {
    case .enter: return runChosen(in: palette)
    case .escape, .control("c"), .control("g"): self.palette = nil
    case .up, .control("p"): movePalette(by: -1)
    case .down, .control("n"): movePalette(by: 1)
    case .pageUp: movePalette(by: -layout.paletteShown)
    case .pageDown: movePalette(by: layout.paletteShown)
    case .character, .control, .left, .right, .home, .end, .insert, .delete, .backspace, .tab,
      .backTab, .function, .paste:
      var typed = palette
      _ = typed.line.take(key)
      if typed.line.text != palette.line.text { typed.cursor = ListCursor() }
      self.palette = typed
    }
    return []
  }

  private mutating func movePalette(by step: Int) {
    palette?.cursor.index += step
    let count = paletteEntries.count
    palette?.cursor.clamp(count: count)
  }

  /// Does what is selected. What can't be done now says why, and leaves the palette open.
  private mutating func runChosen(in palette: CommandPalette) -> [Effect] {
    let entries = paletteEntries
    guard entries.indices.contains(palette.cursor.index) else { return [] }
    let entry = entries[palette.cursor.index]
    guard entry.reason == nil else { return [] }
    self.palette = nil
    switch entry.choice {
    case .command(let command): return perform(command)
    case .filter(let filter): return choose(filter)
    case .account(let account): return switchAccount(to: account)
    }
  }
}

/// What the palette finds, over the lower part of the screen, and below it what is typed. Each line
/// has the name, the keys, and what it does or why it can't.
struct PaletteView {
  private static let nameColumns = 19
  private static let keyColumns = 13

  private let palette: CommandPalette
  private let entries: [PaletteEntry]

  init(_ palette: CommandPalette, _ entries: [PaletteEntry]) {
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
