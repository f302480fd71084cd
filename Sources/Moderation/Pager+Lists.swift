import ATProto

extension Pager<JoinRequest> {
  /// The people waiting in a group: `chat.bsky.group.listJoinRequests`.
  init(requestsIn group: Group.ID, caller: ServiceCaller) {
    self.init(of: "request", person: \.person) { cursor async throws(Fault) in
      let page = try await caller.ask(
        ChatBskyGroup.ListJoinRequests(convoId: group, limit: 100, cursor: cursor))
      let now = caller.time.now()
      return Page(
        items: page.requests.with(page.requests.map { JoinRequest($0, in: group, now: now) }),
        cursor: page.cursor)
    }
  }
}

extension Pager<GroupMember> {
  /// The members of a group: `chat.bsky.convo.getConvoMembers`.
  init(membersOf group: Group.ID, caller: ServiceCaller) {
    self.init(of: "member", person: \.person) { cursor async throws(Fault) in
      let page = try await caller.ask(
        ChatBskyConvo.GetConvoMembers(convoId: group, limit: 100, cursor: cursor))
      let now = caller.time.now()
      return Page(
        items: page.members.with(page.members.map { GroupMember($0, of: group, now: now) }),
        cursor: page.cursor)
    }
  }
}
