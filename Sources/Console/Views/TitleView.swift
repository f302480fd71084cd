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
      " \(state.session.accountName)\(state.settings.readOnly || state.decisions.fault != nil ? "  read-only" : "") ",
      row: rect.row,
      column: used,
      style: .titleAccount)
    let left = used + account
    let room = max(0, rect.columns - left)
    guard let summary = summaries.first(where: { $0.count <= room }) else { return }
    frame.put(
      summary, row: rect.row, column: left, width: room, aligned: .trailing, style: .title)
  }

  /// The longest first.
  private var summaries: [String] {
    let asOf = state.groups.asOf.map { "as of \($0.briefText(at: state.now)) " }
    guard state.groups.phase == .loaded || asOf != nil else { return [] }
    let groups = state.groups.items.count
    let waiting = "\(state.waitingInAll) waiting \(asOf ?? "")"
    return ["\(groups) \(groups == 1 ? "group" : "groups") · \(waiting)", waiting]
  }
}
