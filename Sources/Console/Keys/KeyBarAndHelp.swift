import Canvas
import Config
import Words

private let gap = 2

/// The keys that matter here, from the live keymap; those that can't act now are dimmed. Help and
/// quit are always among them.
struct KeyBarView<Host: KeysHost> {
  private let state: Host

  init(_ state: Host) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    for (binding, columns) in entries(in: rect) {
      let isDisabled = state.unavailable(binding.command) != nil
      let used = frame.put(
        "\(keyName(of: binding)) ", row: rect.row, column: columns.lowerBound,
        style: isDisabled ? .keyDisabled : .keyName)
      frame.put(
        binding.command.title, row: rect.row, column: columns.lowerBound + used,
        style: isDisabled ? .keyDisabled : .keyHelp)
    }
  }

  func hit(at column: Int, in rect: Rect) -> Command? {
    entries(in: rect).first { $0.columns.contains(column) }?.binding.command
  }

  /// As many as there is room for, in the keymap's order, and the columns they take.
  private func entries(in rect: Rect) -> [(binding: Binding, columns: Range<Int>)] {
    var column = rect.column + 1
    return fitting(columns: rect.columns - 1).map { binding in
      defer { column += width(of: binding) }
      return (binding, column..<column + width(of: binding) - gap)
    }
  }

  private func fitting(columns: Int) -> [Binding] {
    let bindings = state.keymap.bindings(in: state.context)
    func isEssential(_ binding: Binding) -> Bool {
      binding.command == .help || binding.command == .quit
    }
    var room = columns - bindings.filter(isEssential).sum(width)
    return bindings.filter { binding in
      if isEssential(binding) { return true }
      room -= width(of: binding)
      return room >= 0
    }
  }

  private func width(of binding: Binding) -> Int {
    keyName(of: binding).count + 1 + binding.command.title.count + gap
  }

  private func keyName(of binding: Binding) -> String { binding.chords.first?.description ?? "" }
}

private let keyColumns = 11

private let columnWidth = 39

/// The keys of the place the owner came from, from the live keymap, in as many columns as fit.
struct HelpView<Host: KeysHost> {
  private let state: Host
  private let first: Int

  init(_ state: Host, first: Int) {
    self.state = state
    self.first = first
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    let area = rect.dropping(top: 1)
    let shown = shown(in: rect)
    let lines = lines
    let first = min(first, lastFirst(in: rect))
    let isCut = lines.count > shown
    frame.putLine(
      "Keys for \(place)" + (isCut ? " (more: move up and down)" : ""), in: rect, style: .emphasis)
    for (index, line) in lines.dropFirst(first).prefix(shown).enumerated() {
      let row = area.row + index % area.rows
      let column = rect.column + index / area.rows * columnWidth + 2
      frame.put(line.keys, row: row, column: column, width: keyColumns, style: .keyName)
      frame.put(
        line.help, row: row, column: column + keyColumns,
        width: max(0, min(rect.endColumn - column, columnWidth - 2) - keyColumns),
        style: .base)
    }
  }

  func lastFirst(in rect: Rect) -> Int { max(0, lines.count - shown(in: rect)) }

  private func shown(in rect: Rect) -> Int {
    rect.dropping(top: 1).rows * max(1, rect.columns / columnWidth)
  }

  private var place: String {
    switch state.helpContext {
    case .history: "the history"
    case .group: "a group"
    case .groups: "the groups"
    case .requests, .detail, .historyEntry, .help, .question, .choice, .door, .interrupted, .prompt:
      "the people waiting"
    }
  }

  private var lines: [(keys: String, help: String)] {
    let commands = state.keymap.bindings(in: state.helpContext).map { binding in
      (binding.chords.text, binding.command.summary)
    }
    let filters = state.keymap.filters(in: state.helpContext).compactMap { filter in
      filter.key.map { ($0.description, "Filter: \(filter.name)") }
    }
    return commands + filters
  }
}

extension Command {
  static let help = Command("help", "help", "Show or hide this help")
}

/// What the key bar and the help need of the console whose keys they show.
protocol KeysHost: Host {
  var context: KeyContext { get }
  var helpContext: KeyContext { get }
  /// The first line of the help that is shown; nil while it is closed.
  var helpLine: Int? { get set }
  mutating func openHelp()
  mutating func closeHelp()
  func unavailable(_ command: Command) -> String?
}

extension KeysHost {
  static var helpCommands: CommandTable<Self> {
    [
      .help: CommandEntry {
        if $0.helpLine == nil { $0.openHelp() } else { $0.closeHelp() }
        return []
      }
    ]
  }

  /// What moves mean while the help is open.
  static var commandsInHelp: CommandTable<Self> {
    CommandTable<Self>().withMoves { host, move in
      host.scrollHelp(move)
      return []
    }
  }

  mutating func scrollHelp(_ move: Move) {
    guard let first = helpLine else { return }
    let last = HelpView(self, first: first).lastFirst(in: layout.body)
    helpLine = max(0, min(move(first, last + 1, max(1, layout.body.rows - 2)), last))
  }
}
