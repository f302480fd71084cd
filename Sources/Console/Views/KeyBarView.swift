import Canvas

/// The keys that matter here, from the live keymap; those that can't act now are dimmed.
struct KeyBarView {
  private let state: State
  private let keymap: Keymap

  init(_ state: State, keymap: Keymap) {
    self.state = state
    self.keymap = keymap
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    var column = rect.column + 1
    for binding in keymap.bindings(in: state.context) {
      guard let key = binding.keys.first else { continue }
      let name = SafeText(key.description, repertoire: frame.repertoire)
      let title = " \(binding.command.title)"
      guard column + name.width + title.count <= rect.endColumn else { return }
      let isDisabled = binding.command.unavailable(in: state) != nil
      column += frame.put(
        name.string, row: rect.row, column: column, style: isDisabled ? .keyDisabled : .keyName)
      column += frame.put(
        title, row: rect.row, column: column, style: isDisabled ? .keyDisabled : .keyHelp)
      column += 2
    }
  }
}
