import Canvas

/// The keys of the place the owner came from, from the live keymap.
struct HelpView {
  private static let keyColumns = 16

  private let state: State
  private let keymap: Keymap

  init(_ state: State, keymap: Keymap) {
    self.state = state
    self.keymap = keymap
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.put(
      " Keys for \(state.focus == .groups ? "the groups" : "the people waiting")",
      row: rect.row, column: rect.column, width: rect.columns, style: .emphasis)
    var row = rect.row + 1
    for binding in keymap.bindings(in: state.focus == .groups ? .groups : .requests)
    where row < rect.endRow {
      let keys = binding.keys.map(\.description).joined(separator: " ")
      frame.put(
        keys, row: row, column: rect.column + 2, width: Self.keyColumns, style: .keyName)
      let column = rect.column + 2 + Self.keyColumns
      frame.put(
        binding.command.help, row: row, column: column, width: max(0, rect.endColumn - column),
        style: .base)
      row += 1
    }
  }
}
