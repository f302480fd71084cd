import ATProto

extension Pager<JoinRequest> {
  /// The people waiting in a group: `chat.bsky.group.listJoinRequests`.
  /// - Parameter needsLabels: false for a look whether somebody is there.
  init(requestsIn group: Group.ID, caller: ServiceCaller, needsLabels: Bool = true) {
    self.init(of: "request", person: \.person) { cursor async throws(Fault) in
      let (page, sight) = try await caller.askAboutPeople(
        ChatBskyGroup.ListJoinRequests(convoId: group, limit: 100, cursor: cursor),
        needsLabels: needsLabels)
      return Page(
        items: page.requests.with(page.requests.map { JoinRequest($0, in: group, sight) }),
        cursor: page.cursor)
    }
  }
}

extension Pager<GroupMember> {
  /// The members of a group: `chat.bsky.convo.getConvoMembers`.
  /// - Parameter needsLabels: false for a look whether somebody is there.
  init(membersOf group: Group.ID, caller: ServiceCaller, needsLabels: Bool = true) {
    self.init(of: "member", person: \.person) { cursor async throws(Fault) in
      let (page, sight) = try await caller.askAboutPeople(
        ChatBskyConvo.GetConvoMembers(convoId: group, limit: 100, cursor: cursor),
        needsLabels: needsLabels)
      return Page(
        items: page.members.with(page.members.map { GroupMember($0, of: group, sight) }),
        cursor: page.cursor)
    }
  }
}
