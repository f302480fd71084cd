import Canvas

/// The note being typed, in place of the key bar.
struct NotePromptView {
  private let prompt: NotePrompt

  init(_ prompt: NotePrompt) { self.prompt = prompt }

  func draw(on frame: inout Frame, in layout: Layout) {
    let rect = layout.promptLine
    guard rect.rows > 0 else { return }
    LineView(label: " Note on @\(prompt.handle): ", line: prompt.line).draw(on: &frame, in: rect)
    guard let remark = layout.promptRemark else { return }
    frame.put(
      " Enter keeps it · Esc goes back · only you see it, wherever the person turns up",
      row: remark.row, column: remark.column, width: remark.columns, style: .status)
  }
}
