import Canvas
import Moderation

/// The people waiting in the selected group.
struct RequestsView {
  private let state: State
  private let keymap: Keymap

  init(_ state: State, keymap: Keymap) {
    self.state = state
    self.keymap = keymap
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    guard let group = state.selectedGroup else {
      NoteView(noGroupNote).draw(on: &frame, in: rect)
      return
    }
    let list = state.selectedList
    frame.put(
      " \(heading(of: group, list))", row: rect.row, column: rect.column, width: rect.columns,
      style: state.focus == .requests ? .emphasis : .header)
    let area = rect.dropping(top: 1)
    guard !list.rows.isEmpty else {
      NoteView(emptyNote(of: group, list)).draw(on: &frame, in: area)
      return
    }
    let columns = RequestColumns(width: rect.columns)
    columns.drawNames(on: &frame, row: area.row, column: area.column)
    let first = list.cursor.offset
    let last = min(list.rows.count, first + state.layout.requestsShown)
    for index in first..<last {
      let isSelected = index == list.cursor.index
      columns.draw(
        list.rows[index], fault: list.fault(of: list.rows[index].person.did), now: state.now,
        isSelected: isSelected,
        style: Style.row(isSelected: isSelected, hasFocus: state.focus == .requests),
        on: &frame, row: area.row + 1 + index - first, column: area.column)
    }
  }

  private func heading(of group: Group, _ list: RequestList) -> String {
    let count = state.waiting(in: group)
    let position = list.rows.isEmpty ? "" : " · \(list.cursor.index + 1) of \(list.rows.count)"
    switch list.phase {
    case .unknown: return "\(group.name): \(count) waiting"
    case .loading:
      return list.isComplete
        ? "\(group.name): \(count) waiting\(position) · refreshing…"
        : "\(group.name): \(list.rows.count) loaded so far…"
    case .loaded: return "\(group.name): \(count) waiting\(position)"
    case .failed: return "\(group.name): \(count) waiting\(position) · not refreshed"
    }
  }

  private var noGroupNote: [String] {
    switch state.groups.phase {
    case .loading:
      return ["Asking the service for the groups you own…", "q quits at any time."]
    case .loaded:
      return [
        "This account owns no group chats.",
        "Make a group in the Bluesky app, then press \(name(of: .refresh)) here.",
      ]
    case .failed(let fault):
      return [fault.message, fault.cure, "Press \(name(of: .refresh)) to try again."]
    }
  }

  private func emptyNote(of group: Group, _ list: RequestList) -> [String] {
    switch list.phase {
    case .unknown: return ["Not looked at yet.", "Press \(name(of: .refresh)) to ask the service."]
    case .loading: return ["Asking the service who waits…"]
    case .failed(let fault):
      return [fault.message, fault.cure, "Press \(name(of: .refresh)) to try again."]
    case .loaded:
      guard let link = group.link, link.enabled else {
        return [
          "Nobody is waiting.",
          "The group has no open join link, so nobody can ask to join it.",
        ]
      }
      return [
        "Nobody is waiting.", "People ask to join through \(link.url)",
        "Press \(name(of: .refresh)) to look again.",
      ]
    }
  }

  private func name(of command: Command) -> String {
    keymap.key(for: command, in: state.context)?.description ?? command.title
  }
}
