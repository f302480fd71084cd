import Canvas
import Moderation

/// The groups the account owns: name, how many wait, and on a second row the facts.
struct GroupsView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.put(
      " Your groups", row: rect.row, column: rect.column, width: rect.columns,
      style: state.focus == .groups ? .emphasis : .header)
    let area = rect.dropping(top: 1)
    let items = state.groups.items
    guard !items.isEmpty else {
      NoteView(emptyNote).draw(on: &frame, in: area)
      return
    }
    let first = state.groups.cursor.offset
    let last = min(items.count, first + state.layout.groupsShown)
    for index in first..<last {
      var row = area
      row.row += (index - first) * Layout.rowsPerGroup
      row.rows = Layout.rowsPerGroup
      draw(items[index], isSelected: index == state.groups.cursor.index, on: &frame, in: row)
    }
  }

  private var emptyNote: [String] {
    switch state.groups.phase {
    case .loading: ["Asking the service", "for your groups…"]
    case .loaded: ["You own no groups."]
    case .failed: ["Not loaded."]
    }
  }

  private func draw(_ group: Group, isSelected: Bool, on frame: inout Frame, in rect: Rect) {
    let style = Style.row(isSelected: isSelected, hasFocus: state.focus == .groups)
    frame.fill(row: rect.row, column: rect.column, columns: rect.columns, style: style)
    let count = state.waiting(in: group)
    let badge = " \(count.number == 0 ? "–" : count.description)\(group.unread > 0 ? " ●" : "  ")"
    let badgeWidth = min(rect.columns, badge.count)
    let nameWidth = max(0, rect.columns - badgeWidth - 2)
    frame.put(
      isSelected ? "▸ " : "  ", row: rect.row, column: rect.column, width: 2, style: style)
    frame.put(
      group.name, row: rect.row, column: rect.column + 2, width: nameWidth, style: style)
    frame.put(
      badge, row: rect.row, column: rect.endColumn - badgeWidth, width: badgeWidth,
      aligned: .trailing, style: style)
    frame.put(
      group.facts, row: rect.row + 1, column: rect.column + 2, width: max(0, rect.columns - 2),
      style: .rowDim)
  }
}
