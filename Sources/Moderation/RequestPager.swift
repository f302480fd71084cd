import ATProto

/// Pages through the people waiting in a group (`chat.bsky.group.listJoinRequests`).
actor RequestPager {
  private let group: Group.ID
  private let caller: ServiceCaller
  private var walk = PageWalk()
  /// People move while the list is paged, so that one can be on two pages.
  private var known: Set<DID> = []

  init(_ group: Group.ID, caller: ServiceCaller) {
    self.group = group
    self.caller = caller
  }

  /// The next people, never none of them; nil at the end.
  /// - Throws: also for a list that does not come to an end.
  func next() async throws(Fault) -> [JoinRequest]? {
    while !walk.isAtEnd {
      let page = try await caller.ask(
        ChatBskyGroup.ListJoinRequests(convoId: group, limit: 100, cursor: walk.cursor))
      let fresh = page.requests.filter { known.insert($0.requestedBy.did).inserted }
      walk.follow(page.cursor, isEmpty: page.requests.isEmpty, new: fresh.count)
      if !fresh.isEmpty {
        let now = caller.time.now()
        return fresh.map { JoinRequest($0, in: group, now: now) }
      }
    }
    if walk.isEndless { throw .endlessList }
    return nil
  }
}
