import Canvas

/// The screen for a state: a pure function, so that a test compares frames.
public func view(_ state: State, repertoire: Repertoire = .unicode) -> Frame {
  var frame = Frame(columns: state.size.columns, rows: state.size.rows, repertoire: repertoire)
  frame.title = SafeText(state.windowTitle, repertoire: repertoire)
  let layout = state.layout
  TitleView(state).draw(on: &frame, in: layout.title)
  BannerView(state).draw(on: &frame, in: layout.banner)
  switch state.overlay {
  case .help(let first)?:
    HelpView(state, first: first).draw(on: &frame, in: layout.body)
  case .detail?: DetailView(state).draw(on: &frame, in: layout.body)
  case .history?: HistoryView(state).draw(on: &frame, in: layout.body)
  case .group?: GroupPageView(state).draw(on: &frame, in: layout)
  case nil:
    if let rect = layout.groups { GroupsView(state).draw(on: &frame, in: rect) }
    if let rect = layout.requests { RequestsView(state).draw(on: &frame, in: rect) }
    if let rect = layout.summary { SummaryView(state).draw(on: &frame, in: rect) }
    if let groups = layout.groups, layout.requests != nil {
      frame.verticalLine(
        row: groups.row, column: groups.endColumn, rows: groups.rows, style: .border)
    }
  }
  if let palette = state.palette {
    PaletteView(palette, state).draw(on: &frame, in: layout)
  } else if let prompt = state.textPrompt {
    TextPromptView(prompt, state.settings).draw(on: &frame, in: layout)
  } else if let prompt = state.prompt {
    PromptView(prompt, state).draw(on: &frame, in: layout)
  } else {
    KeyBarView(state).draw(on: &frame, in: layout.keyBar)
    StatusView(state).draw(on: &frame, in: layout.status)
  }
  if state.isTyping, let aside = state.aside, let rect = layout.promptRemark {
    frame.fill(row: rect.row, column: rect.column, columns: rect.columns, style: .base)
    frame.put(
      " \(aside.text)", row: rect.row, column: rect.column, width: rect.columns,
      style: aside.tone.style)
  }
  return frame
}
