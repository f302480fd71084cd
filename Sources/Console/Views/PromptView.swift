import Canvas
import Moderation

/// The filter being typed, in place of the key bar, and below it what it does: how many match, or the
/// mistake, marked at its column.
struct PromptView {
  private static let label = " Filter: "

  private let prompt: FilterPrompt
  private let state: State

  init(_ prompt: FilterPrompt, _ state: State) {
    self.prompt = prompt
    self.state = state
  }

  func draw(on frame: inout Frame, in layout: Layout) {
    let rect = layout.promptLine
    guard rect.rows > 0 else { return }
    let column = LineView(label: Self.label, line: prompt.line).draw(on: &frame, in: rect)
    guard let remark = layout.promptRemark else { return }
    if let mistake = prompt.mistake {
      point(to: column(mistake.column - 1), mistake, on: &frame, in: remark)
    } else {
      frame.put(
        " \(counts)", row: remark.row, column: remark.column, width: remark.columns,
        style: .status)
    }
  }

  private var counts: String {
    let keys = "Enter keeps it · Esc goes back · ↑ earlier ones"
    if let history = state.history, history.list.filter.isActive {
      return "\(history.list.rows.count)\(history.isComplete ? "" : "+") match · \(keys)"
    }
    if let page = state.groupPage, page.list.filter.isActive {
      return "\(page.list.rows.count) of \(page.members.count) match · \(keys)"
    }
    guard state.history == nil, state.groupPage == nil, state.requests.list.filter.isActive else {
      return "Words, or: age < 7d and followers < 3 and not is:following · \(keys)"
    }
    return "\(state.requests.list.rows.count) of \(state.waitingInScope) match · \(keys)"
  }

  /// A sign below the place, and what is wrong on whichever side has more room.
  private func point(
    to column: Int, _ mistake: FilterError, on frame: inout Frame, in rect: Rect
  ) {
    let column = max(rect.column, min(column, rect.endColumn - 1))
    frame.put("^", row: rect.row, column: column, style: .promptError)
    let text = mistake.message
    let right = rect.endColumn - column - 2
    if right >= column - 2 || width(of: text, in: frame.repertoire) <= right {
      frame.put(
        text, row: rect.row, column: column + 2, width: max(0, right), style: .promptError)
    } else {
      frame.put(
        text, row: rect.row, column: rect.column + 1, width: max(0, column - rect.column - 2),
        aligned: .trailing, style: .promptError)
    }
  }

  private func width(of text: String, in repertoire: Repertoire) -> Int {
    SafeText(text, repertoire: repertoire).width
  }
}
