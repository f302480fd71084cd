import Canvas
import Moderation

/// The filter being typed, in place of the key bar, and below it what it does: how many match, or the
/// mistake, marked at its column.
struct PromptView<Host: FilterHost> {
  private let prompt: FilterPrompt
  private let state: Host

  init(_ prompt: FilterPrompt, _ state: Host) {
    self.prompt = prompt
    self.state = state
  }

  func draw(on frame: inout Frame, in layout: Layout) {
    let column = LineView(label: " Filter: ", line: prompt.line).draw(
      on: &frame, in: layout, saying: prompt.mistake == nil ? (counts, .status) : nil)
    if let mistake = prompt.mistake, let rect = layout.promptRemark {
      point(to: column(mistake.column - 1), mistake, on: &frame, in: rect)
    }
  }

  private var counts: String {
    let keys = "Enter keeps it · Esc goes back · ↑ earlier ones"
    guard state.filterInFront.isActive else {
      return "Words, or: age < 7d and followers < 3 and not is:following · \(keys)"
    }
    return "\(state.matchesInFront) match · \(keys)"
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
