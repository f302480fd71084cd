import Canvas
import Moderation
import Words

private struct Entry {
  let name: String
  let waiting: WaitingCount
  let isUnread: Bool
  let facts: String
}

/// The groups the account owns: name, how many wait, and on a second row the facts. Above them, all
/// of them together.
struct GroupsView<Host: GroupsHost> {
  private let state: Host

  init(_ state: Host) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.putLine(heading, in: rect, style: state.focus == .groups ? .emphasis : .header)
    let area = rect.dropping(top: 1)
    guard state.groups.count > 0 else {
      NoteView(emptyNote).draw(on: &frame, in: area)
      return
    }
    let first = state.groups.cursor.offset
    let last = min(state.groups.count, first + state.layout.groupsShown)
    for index in first..<last {
      guard let entry = entry(at: index) else { continue }
      var row = area
      row.row += (index - first) * Layout.rowsPerGroup
      row.rows = min(Layout.rowsPerGroup, area.endRow - row.row)
      draw(entry, isSelected: index == state.groups.cursor.index, on: &frame, in: row)
    }
  }

  private var heading: String {
    guard let asOf = state.groups.asOf else {
      let unreadable = state.groups.unreadable
      return unreadable == 0 ? "Your groups" : "Groups: \(unreadable) unreadable"
    }
    return "Groups as of \(asOf.briefText(at: state.now))"
  }

  private var emptyNote: [String] {
    switch state.groups.phase {
    case .loading: ["Asking the service", "for your groups…"]
    case .loaded: state.groups.unreadable == 0 ? ["You own no groups."] : ["None can be read."]
    case .failed: ["Not loaded."]
    }
  }

  private func entry(at index: Int) -> Entry? {
    switch state.groups.scope(at: index) {
    case .all?:
      Entry(
        name: "All groups", waiting: state.waitingInAll,
        isUnread: state.groups.items.contains { $0.unread > 0 },
        facts: "\(state.groups.items.count) groups in one queue")
    case .group(let id)?:
      state.groups[id].map { group in
        Entry(
          name: group.name, waiting: state.waiting(in: group), isUnread: group.unread > 0,
          facts: state.facts(of: group))
      }
    case nil: nil
    }
  }

  private func draw(_ entry: Entry, isSelected: Bool, on frame: inout Frame, in rect: Rect) {
    let selection: ListSelection = state.focus == .groups ? .active : .inactive
    let style = isSelected ? selection.style : .row
    frame.fill(rect, style: style)
    let count = entry.waiting.number == 0 ? "–" : entry.waiting.description
    let badge = " \(count)\(entry.isUnread ? " ●" : "  ")"
    let badgeWidth = min(rect.columns, badge.count)
    let nameWidth = max(0, rect.columns - badgeWidth - 2)
    frame.put(
      isSelected ? "▸ " : "  ", row: rect.row, column: rect.column, width: 2, style: style)
    frame.put(
      entry.name, row: rect.row, column: rect.column + 2, width: nameWidth, style: style)
    frame.put(
      badge, row: rect.row, column: rect.endColumn - badgeWidth, width: badgeWidth,
      aligned: .trailing, style: style)
    guard rect.rows > 1 else { return }
    frame.put(
      entry.facts, row: rect.row + 1, column: rect.column + 2, width: max(0, rect.columns - 2),
      style: isSelected ? style : .rowDim)
  }
}
