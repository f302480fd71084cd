import Canvas

/// Where the mouse is, told from what the views draw there.
extension State {
  /// What is at a place of the screen; nil where nothing is that the mouse could do something with.
  func target(at position: Frame.Position) -> Target? {
    if !isTyping, layout.keyBar.contains(position) {
      return KeyBarView(self).command(at: position.column, in: layout.keyBar).map(Target.key)
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
    let list = Rows(
      top: layout.palette.row + 1, shown: layout.paletteShown, count: paletteEntries.count)
    return .palette(row: list.index(at: position.row, from: palette.cursor.offset))
  }

  private func historyTarget(at position: Frame.Position, _ history: History) -> Target {
    if history.isOpen { return .sheet }
    let list = Rows(
      top: layout.body.row + 2, shown: layout.historyShown, count: history.list.rows.count)
    return .history(row: list.index(at: position.row, from: history.list.cursor.offset))
  }

  private func membersTarget(at position: Frame.Position, _ page: GroupPage) -> Target {
    let list = Rows(
      top: layout.body.row + 2 + layout.groupFacts, shown: layout.membersShown,
      count: page.list.rows.count)
    return .members(row: list.index(at: position.row, from: page.list.cursor.offset))
  }

  private func paneTarget(at position: Frame.Position) -> Target? {
    if let rect = layout.groups, rect.contains(position) {
      let list = Rows(
        top: rect.row + 1, height: Layout.rowsPerGroup, shown: layout.groupsShown,
        count: groups.count)
      return .pane(.groups, row: list.index(at: position.row, from: groups.cursor.offset))
    }
    if let rect = layout.requests, rect.contains(position) {
      let list = Rows(
        top: rect.row + 2, shown: layout.requestsShown, count: requests.list.rows.count)
      return .pane(.requests, row: list.index(at: position.row, from: requests.list.cursor.offset))
    }
    return nil
  }

  /// The rows of a list on the screen.
  private struct Rows {
    /// The row of the screen that the first of them begins on.
    let top: Int
    /// How many rows of the screen each takes.
    var height = 1
    /// How many fit.
    let shown: Int
    /// How many the list has.
    let count: Int

    func index(at row: Int, from offset: Int) -> Int? {
      guard row >= top, (row - top) / height < shown else { return nil }
      let index = offset + (row - top) / height
      return index < count ? index : nil
    }
  }
}
