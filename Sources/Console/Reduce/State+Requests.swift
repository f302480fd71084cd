import ATProto
import Moderation

extension State {
  /// Starts to read a group's list; if it is being read already, it is read once more afterwards.
  mutating func load(_ group: Group.ID) -> [Effect] {
    var list = requests.removeValue(forKey: group) ?? RequestList()
    defer { requests[group] = list }
    if list.load != nil {
      list.updateLoad { $0.again = true }
      return []
    }
    let load = RequestList.Load(number: nextNumber())
    list.phase = .loading(load)
    return [.loadRequests(group, load: load.number)]
  }

  mutating func requestsArrived(
    _ group: Group.ID, load number: Int, _ page: [JoinRequest]
  ) -> [Effect] {
    guard var list = takeList(group, load: number) else { return [] }
    connection = .online
    list.updateLoad { $0.seen.formUnion(page.map(\.person.did)) }
    let decided = list.load?.decided ?? []
    list.merge(
      page.filter { request in
        !decided.contains(request.person.did)
          && !pending.contains { $0.decision.request == request.id }
      })
    requests[group] = list
    return []
  }

  mutating func requestsEnded(_ group: Group.ID, load number: Int, _ fault: Fault?) -> [Effect] {
    guard var list = takeList(group, load: number), let load = list.load else { return [] }
    if let fault {
      connection = .offline(fault)
      message = Message(fault, .error)
      list.phase = .failed(fault)
      requests[group] = list
      return []
    }
    connection = .online
    list.keep(only: load.seen)
    list.phase = .loaded(at: now)
    list.isComplete = true
    requests[group] = list
    if load.again { return self.load(group) }
    return markReadIfSeen() + loadNextUnknown()
  }

  /// Once the selected list is there, the others are read one after the other, so that counts are
  /// true and a change of group shows its people at once.
  private mutating func loadNextUnknown() -> [Effect] {
    let isLoading = requests.values.contains { $0.load != nil }
    let next = groups.items.first { group in
      group.pending > 0 && (requests[group.id] ?? RequestList()).phase == .unknown
    }
    guard !isLoading, let next else { return [] }
    return load(next.id)
  }

  /// Takes a list out for change, so that it is not copied, if an answer belongs to its current
  /// load. The caller puts it back.
  private mutating func takeList(_ group: Group.ID, load number: Int) -> RequestList? {
    guard requests[group]?.load?.number == number else { return nil }
    return requests.removeValue(forKey: group)
  }
}
