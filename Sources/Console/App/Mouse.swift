import Canvas
import Config

/// The wheel scrolls what it is over; a click selects, and a second one opens. Nothing is decided by
/// the mouse, unless the owner aims at a key.
extension State {
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

/// Where the mouse is, told from what the views draw there.
extension State {
  /// What is at a place of the screen; nil where nothing is that the mouse could do something with.
  func target(at position: Frame.Position) -> Target? {
    if !isTyping, layout.keyBar.contains(position) {
      return KeyBarView(self).hit(at: position.column, in: layout.keyBar).map(Target.key)
    }
    if modal != nil { return nil }
    if isTyping { return paletteTarget(at: position) }
    guard screen == .panes || layout.body.contains(position) else { return nil }
    switch screen {
    case .help: return .help
    case .detail: return .sheet
    case .history(let history): return historyTarget(at: position, history)
    case .group(let page): return membersTarget(at: position, page)
    case .panes: return paneTarget(at: position)
    }
  }

  private func paletteTarget(at position: Frame.Position) -> Target? {
    guard let palette, layout.palette.contains(position) else { return nil }
    return .palette(
      row: palette.cursor.row(
        at: position.row - layout.palette.row - 1, shown: layout.paletteShown,
        count: paletteEntries.count))
  }

  private func historyTarget(at position: Frame.Position, _ history: History) -> Target {
    let line = position.row - layout.body.row - 2
    return history.isOpen
      ? .sheet : .history(row: history.list.row(at: line, shown: layout.historyShown))
  }

  private func membersTarget(at position: Frame.Position, _ page: GroupPage) -> Target {
    let line = position.row - layout.body.row - 2 - layout.groupFacts
    return .members(row: page.list.row(at: line, shown: layout.membersShown))
  }

  private func paneTarget(at position: Frame.Position) -> Target? {
    if let rect = layout.groups, rect.contains(position) {
      return .pane(
        .groups,
        row: groups.cursor.row(
          at: position.row - rect.row - 1, height: Layout.rowsPerGroup, shown: layout.groupsShown,
          count: groups.count))
    }
    guard let rect = layout.requests, rect.contains(position) else { return nil }
    return .pane(
      .requests,
      row: requests.list.row(at: position.row - rect.row - 2, shown: layout.requestsShown))
  }
}

/// What the mouse can be over, as far as it can do something there.
enum Target: Hashable {
  /// A list, and which of its rows; nil beside the rows.
  case pane(Pane, row: Int?)
  case history(row: Int?)
  case members(row: Int?)
  case palette(row: Int?)
  case help
  /// One person, or one decision of before, full size.
  case sheet
  case key(Command)
}
