import Canvas
import Config

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

  /// What the key does that is drawn at a column.
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
