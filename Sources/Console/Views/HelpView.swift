import Canvas
import Config

/// The keys of the place the owner came from, from the live keymap, in as many columns as fit.
struct HelpView {
  private static let keyColumns = 11
  /// Wide enough for every line of help.
  private static let columnWidth = 39

  private let state: State
  private let first: Int

  /// - Parameter first: the first line shown.
  init(_ state: State, first: Int) {
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
    frame.put(
      " Keys for \(place)"
        + (isCut ? " (more: move up and down)" : ""),
      row: rect.row, column: rect.column, width: rect.columns, style: .emphasis)
    for (index, line) in lines.dropFirst(first).prefix(shown).enumerated() {
      let row = area.row + index % area.rows
      let column = rect.column + index / area.rows * Self.columnWidth + 2
      frame.put(line.keys, row: row, column: column, width: Self.keyColumns, style: .keyName)
      frame.put(
        line.help, row: row, column: column + Self.keyColumns,
        width: max(0, min(rect.endColumn - column, Self.columnWidth - 2) - Self.keyColumns),
        style: .base)
    }
  }

  /// The first line shown once the last one is.
  func lastFirst(in rect: Rect) -> Int { max(0, lines.count - shown(in: rect)) }

  private func shown(in rect: Rect) -> Int {
    rect.dropping(top: 1).rows * max(1, rect.columns / Self.columnWidth)
  }

  private var context: Context {
    if state.history != nil { return .history }
    if state.groupPage != nil { return .group }
    return state.focus == .groups ? .groups : .requests
  }

  private var place: String {
    if state.history != nil { return "the history" }
    if state.groupPage != nil { return "a group" }
    return state.focus == .groups ? "the groups" : "the people waiting"
  }

  private var lines: [(keys: String, help: String)] {
    let commands = state.keymap.bindings(in: context).map { binding in
      (binding.chords.text, binding.command.does)
    }
    let filters = state.keymap.filters(in: context).compactMap { filter in
      filter.key.map { ($0.description, "Filter: \(filter.name)") }
    }
    return commands + filters
  }
}
