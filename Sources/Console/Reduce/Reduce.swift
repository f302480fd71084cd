/// What happens next: changes the state and answers what is to be done outside of it. Pure: no
/// clock, no input or output.
public func reduce(_ state: inout State, _ action: Action) -> [Effect] {
  let effects = state.reduce(action)
  state.tidy()
  return effects
}

extension State {
  fileprivate mutating func reduce(_ action: Action) -> [Effect] {
    switch action {
    case .clock(let date):
      now = date
      return []
    case .opened:
      return [.loadGroups]
    case .resized(let size):
      self.size = size
      return []
    case .command(let command):
      return perform(command)
    case .unboundKey(let name):
      message = Message("\(name) does nothing here; ? shows the keys.", .plain)
      return []
    case .groupsAnswered(let result):
      return groupsAnswered(result)
    case .groupAnswered(let id, let result):
      return groupAnswered(id, result)
    case .requestsArrived(let group, let load, let page):
      return requestsArrived(group, load: load, page)
    case .requestsEnded(let group, let load, let fault):
      return requestsEnded(group, load: load, fault)
    case .markedRead(let group, let fault):
      return markedRead(group, fault)
    case .noticed(let notice):
      return noticed(notice)
    case .holdElapsed(let id):
      return holdElapsed(id)
    case .decisionSettled(let id, let outcome):
      return decisionSettled(id, outcome)
    case .terminated(let signal):
      return quit(signal: signal)
    case .quitDeadlinePassed:
      return finish()
    }
  }

  /// Keeps the selected rows on the screen, whatever has happened to the lists or to the screen,
  /// and closes the details of somebody who is not there any more.
  fileprivate mutating func tidy() {
    if overlay == .detail, selectedRequest == nil { overlay = nil }
    let layout = layout
    groups.cursor.scroll(count: groups.items.count, height: layout.groupsShown)
    guard let id = selectedGroup?.id, let count = requests[id]?.rows.count else { return }
    requests[id]?.cursor.scroll(count: count, height: layout.requestsShown)
  }
}
