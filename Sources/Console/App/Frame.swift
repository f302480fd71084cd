import Canvas

/// The screen for a state: a pure function, so that a test compares frames.
public func view(_ state: State, glyphSet: GlyphSet = .unicode) -> Frame {
  var frame = Frame(columns: state.size.columns, rows: state.size.rows, glyphSet: glyphSet)
  frame.title = SafeText(state.windowTitle, glyphSet: glyphSet)
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
  case .palette(let palette)?:
    PaletteView(palette, state.paletteEntries).draw(on: &frame, in: layout)
  case .text(let prompt)?: TextPromptView(prompt, state.settings).draw(on: &frame, in: layout)
  case .filter(let prompt)?: PromptView(prompt, state).draw(on: &frame, in: layout)
  case nil:
    KeyBarView(state).draw(on: &frame, in: layout.keyBar)
    StatusView(state).draw(on: &frame, in: layout.status)
  }
  if state.isTyping, let aside = state.status.aside, let rect = layout.promptRemark {
    frame.fill(rect, style: .base)
    frame.putLine(aside.text, in: rect, style: aside.tone.style)
  }
  return frame
}

/// The first line: whose console this is, and how many wait.
struct TitleView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.fill(rect, style: .title)
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

extension State {
  /// What the terminal's window is called: in a row of narrow tabs the number is what is seen.
  fileprivate var windowTitle: String {
    let waiting = waitingInAll
    return waiting.number == 0 ? "skydoor" : "\(waiting) waiting · skydoor"
  }
}
