import Canvas

/// The screen for a state: a pure function, so that a test compares frames.
public func view(_ state: State, repertoire: Repertoire = .unicode) -> Frame {
  var frame = Frame(columns: state.size.columns, rows: state.size.rows, repertoire: repertoire)
  frame.title = SafeText(state.windowTitle, repertoire: repertoire)
  let layout = state.layout
  TitleView(state).draw(on: &frame, in: layout.title)
  BannerView(state).draw(on: &frame, in: layout.banner)
  switch state.screen {
  case .help(let first, _): HelpView(state, first: first).draw(on: &frame, in: layout.body)
  case .detail: DetailView(state).draw(on: &frame, in: layout.body)
  case .history: HistoryView(state).draw(on: &frame, in: layout.body)
  case .group: GroupPageView(state).draw(on: &frame, in: layout)
  case .panes:
    if let rect = layout.groups { GroupsView(state).draw(on: &frame, in: rect) }
    if let rect = layout.requests { RequestsView(state).draw(on: &frame, in: rect) }
    if let rect = layout.summary { SummaryView(state).draw(on: &frame, in: rect) }
    if let groups = layout.groups, layout.requests != nil {
      frame.verticalLine(
        row: groups.row, column: groups.endColumn, rows: groups.rows, style: .border)
    }
  }
  switch state.input {
  case .palette(let palette)?: PaletteView(palette, state).draw(on: &frame, in: layout)
  case .text(let prompt)?: TextPromptView(prompt, state.settings).draw(on: &frame, in: layout)
  case .filter(let prompt)?: PromptView(prompt, state).draw(on: &frame, in: layout)
  case nil:
    KeyBarView(state).draw(on: &frame, in: layout.keyBar)
    StatusView(state).draw(on: &frame, in: layout.status)
  }
  if state.isTyping, let aside = state.status.aside, let rect = layout.promptRemark {
    frame.fill(row: rect.row, column: rect.column, columns: rect.columns, style: .base)
    frame.put(
      " \(aside.text)", row: rect.row, column: rect.column, width: rect.columns,
      style: aside.tone.style)
  }
  return frame
}
