import Moderation

extension State {
  mutating func perform(_ command: Command) -> [Effect] {
    if let reason = command.unavailable(in: self) {
      message = Message(reason, .warning)
      return []
    }
    switch command {
    case .up: return move { index, _, _ in index - 1 }
    case .down: return move { index, _, _ in index + 1 }
    case .first: return move { _, _, _ in 0 }
    case .last: return move { _, count, _ in count - 1 }
    case .pageUp: return move { index, _, page in index - page }
    case .pageDown: return move { index, _, page in index + page }
    case .nextPane: return focus(on: focus == .groups ? .requests : .groups)
    case .groupsPane: return focus(on: .groups)
    case .requestsPane: return focus(on: .requests)
    case .open: return open()
    case .reject: return decide(.reject)
    case .approve: return decide(.approve)
    case .undo: return undo()
    case .refresh: return refresh()
    case .help:
      overlay = overlay == .help ? nil : .help
      return []
    case .close: return close()
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .quit: return quit(signal: nil)
    }
  }

  /// Moves the selection of the list that has the focus: the rule gets the index, the number of
  /// rows and the rows of a page.
  private mutating func move(_ rule: (Int, Int, Int) -> Int) -> [Effect] {
    switch focus {
    case .groups:
      let before = groups.cursor.index
      groups.cursor.index = rule(before, groups.items.count, max(1, layout.groupsShown - 1))
      groups.cursor.clamp(count: groups.items.count)
      return groups.cursor.index == before ? [] : groupSelected()
    case .requests:
      guard let id = selectedGroup?.id, var list = requests.removeValue(forKey: id) else {
        return []
      }
      list.cursor.index = rule(
        list.cursor.index, list.rows.count, max(1, layout.requestsShown - 1))
      list.cursor.clamp(count: list.rows.count)
      list.isTouched = true
      requests[id] = list
      return []
    }
  }

  private mutating func focus(on pane: Pane) -> [Effect] {
    focus = pane
    if pane == .requests { followSelectedPerson() }
    return markReadIfSeen()
  }

  private mutating func open() -> [Effect] {
    switch focus {
    case .groups: return focus(on: .requests)
    case .requests:
      overlay = .detail
      return []
    }
  }

  /// From now on the selection stays on its person while others come: the owner is looking.
  mutating func followSelectedPerson() {
    guard let group = selectedGroup, !selectedList.rows.isEmpty else { return }
    requests[group.id]?.isTouched = true
  }

  /// Takes away the topmost thing: an overlay, a message, the focus on the requests.
  private mutating func close() -> [Effect] {
    if overlay != nil {
      overlay = nil
    } else if message != nil {
      message = nil
    } else {
      focus = .groups
    }
    return []
  }

  private mutating func refresh() -> [Effect] {
    message = nil
    groups.phase = groups.items.isEmpty ? .loading : groups.phase
    var effects: [Effect] = [.loadGroups]
    if let group = selectedGroup { effects += load(group.id) }
    return effects
  }
}
