import ATProto

extension LivePage {
  /// - Parameter old: the cursor that was asked with. It stays where the answer has none.
  init(_ log: ChatBskyConvo.GetLog.Output, after old: String?, _ context: AnswerContext) {
    // Of several events about the same thing only the last counts.
    var subjects: Set<Subject> = []
    let newestFirst = log.logs.sorted { $0.rev < $1.rev }.reversed()
      .compactMap { LiveEvent($0, context) }
      .filter { subjects.insert(Subject($0)).inserted }
    let cursor = log.cursor ?? old
    self.init(
      events: newestFirst.reversed(), cursor: cursor,
      hasMore: !log.logs.isEmpty && cursor != old)
  }
}

/// What an event is about.
private enum Subject: Hashable {
  case request(JoinRequest.ID)
  /// That a group's requests were looked at.
  case reading(Group.ID)
  case group(Group.ID)
  case groups
  case damage(Group.ID?)

  init(_ event: LiveEvent) {
    switch event {
    case .asked(let request): self = .request(request.id)
    case .ended(let request, _): self = .request(request)
    case .read(let group): self = .reading(group)
    case .changed(let group): self = .group(group)
    case .groupsChanged: self = .groups
    case .unreadable(let group): self = .damage(group)
    }
  }
}
