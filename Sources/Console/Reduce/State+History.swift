import Moderation

/// Looking back at what was decided.
extension State {
  /// Opens the history over the panes: from the details of a person it is that person's. Where it is
  /// open it is left.
  mutating func toggleHistory() -> [Effect] {
    if let open = history {
      leave(open)
      return []
    }
    let isFromDetail = screen == .detail
    let person = isFromDetail ? selectedRequest?.person : nil
    screen = .history(History(of: person, isFromDetail: isFromDetail))
    message = nil
    return []
  }

  /// Goes back by one: from a decision to the list, from the list to where the owner came from.
  mutating func closeInHistory() {
    guard let open = history else { return }
    if open.isOpen {
      history?.isOpen = false
    } else if open.list.filter.isActive {
      history?.narrow(to: .none)
    } else {
      leave(open)
    }
  }

  private mutating func leave(_ open: History) {
    screen = open.isFromDetail ? .detail : .panes
  }

  /// Shows the keys over whatever there is; over the details of a person these are closed.
  mutating func openHelp() {
    screen = .help(first: 0, over: screen == .detail ? .panes : screen)
  }

  /// Goes back to where help was asked for.
  mutating func closeHelp() { screen = screen.uncovered }

  /// Reads a page more where the rows come to an end soon.
  mutating func readHistory() -> [Effect] {
    let height = layout.historyShown
    guard let query = history?.next(height: height) else { return [] }
    return [.loadHistory(query)]
  }

  mutating func historyAnswered(
    _ query: HistoryQuery, _ result: Result<[JournalEntry], Fault>
  ) -> [Effect] {
    history?.take(result, of: query)
    return []
  }
}
