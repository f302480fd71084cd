import Canvas

/// The wheel scrolls what it is over; a click selects, and a second one opens. Nothing is decided by
/// the mouse, unless the owner aims at a key.
extension State {
  /// How many rows a notch of the wheel is.
  private static let notch = 3

  mutating func mouse(_ event: MouseEvent) -> [Effect] {
    guard let target = target(at: event.position) else { return [] }
    switch event.gesture {
    case .click: return click(target)
    case .wheelUp: return scroll(target, by: -Self.notch)
    case .wheelDown: return scroll(target, by: Self.notch)
    }
  }

  private mutating func click(_ target: Target) -> [Effect] {
    switch target {
    case .pane(let pane, let row): return click(pane, row: row)
    case .history(let row?):
      if row == history?.list.cursor.index { return perform(.open) }
      history?.select(row: row)
    case .members(let row?): groupPage?.select(row: row)
    case .palette(let row?): palette?.cursor.index = row
    case .key(let command): return perform(command)
    case .history(nil), .members(nil), .palette(nil), .help, .sheet: break
    }
    return []
  }

  private mutating func click(_ pane: Pane, row: Int?) -> [Effect] {
    let selected = pane == .groups ? groups.cursor.index : requests.list.cursor.index
    if focus == pane, row == selected { return perform(.open) }
    let before = scope
    switch pane {
    case .groups:
      groups.cursor.index = row ?? selected
      return scopeChanged(from: before) + focus(on: .groups)
    case .requests:
      if let row { requests.select(row: row) }
      return focus(on: .requests) + removeDeparted()
    }
  }

  private mutating func scroll(_ target: Target, by step: Int) -> [Effect] {
    let layout = layout
    switch target {
    case .pane(.groups, _):
      let before = scope
      groups.cursor.shift(by: step, count: groups.count, height: layout.groupsShown)
      return scopeChanged(from: before)
    case .pane(.requests, _):
      requests.shift(by: step, height: layout.requestsShown)
      return removeDeparted()
    case .history: history?.shift(by: step, height: layout.historyShown)
    case .members: groupPage?.shift(by: step, height: layout.membersShown)
    case .palette:
      let count = paletteEntries.count
      palette?.cursor.shift(by: step, count: count, height: layout.paletteShown)
    case .help: scrollHelp { first, _, _ in first + step }
    // The next person, or decision.
    case .sheet: return perform(step < 0 ? .up : .down)
    case .key: break
    }
    return []
  }
}
