extension Command {
  /// Why the command can't act now, as a sentence; nil when it can.
  public func unavailable(in state: State) -> String? {
    switch self {
    case .reject, .approve:
      if state.readOnly { return "Decisions are off: the console was started with --read-only." }
      if case .running = state.lifecycle {} else { return "The console is closing." }
      if state.selectedRequest == nil { return "No request is selected." }
      if self == .approve, let group = state.selectedGroup, group.isFull {
        return
          "\(group.name) is full: \(group.memberCount) of \(group.memberLimit) seats are taken."
      }
      return nil
    case .undo:
      return state.undoable == nil ? "Nothing to undo: no decision is held." : nil
    case .open:
      switch state.focus {
      case .groups: return state.selectedGroup == nil ? "No group is selected." : nil
      case .requests: return state.selectedRequest == nil ? "No request is selected." : nil
      }
    case .close:
      return state.overlay == nil && state.focus == .groups && state.message == nil
        ? "Nothing is open." : nil
    case .up, .down, .first, .last, .pageUp, .pageDown, .nextPane, .groupsPane, .requestsPane,
      .refresh, .help, .redraw, .quit:
      return nil
    case .suspend:
      // A stopped process sends nothing, and nobody knows whether it will be continued.
      return state.pending.isEmpty
        ? nil : "A decision is on its way: suspend when it is sent, or take it back."
    }
  }
}
