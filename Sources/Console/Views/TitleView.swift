import Canvas

/// The first line: whose console this is, and how many wait.
struct TitleView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.fill(row: rect.row, column: rect.column, columns: rect.columns, style: .title)
    let used = frame.put(" skydoor ", row: rect.row, column: rect.column, style: .title)
    let account = frame.put(
      " @\(state.account)\(state.readOnly ? "  read-only" : "") ", row: rect.row, column: used,
      style: .titleAccount)
    let left = used + account
    frame.put(
      summary, row: rect.row, column: left, width: max(0, rect.columns - left),
      aligned: .trailing, style: .title)
  }

  private var summary: String {
    guard state.groups.phase == .loaded else { return "" }
    let groups = state.groups.items.count
    return "\(groups) \(groups == 1 ? "group" : "groups") · \(state.waitingInAll) waiting "
  }
}
