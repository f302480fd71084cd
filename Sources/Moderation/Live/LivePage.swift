import ATProto

/// What a look at the log brought.
public struct LivePage: Hashable, Sendable {
  /// Oldest first. A request that several events were about is in it once, with the last of them.
  public var events: [LiveEvent]
  /// Where the next look goes on.
  public var cursor: String?
  /// There may be more already.
  public var hasMore: Bool

  /// A page as it is described.
  public init(events: [LiveEvent], cursor: String?, hasMore: Bool) {
    self.events = events
    self.cursor = cursor
    self.hasMore = hasMore
  }
}

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
  case markedRead(Group.ID)
  case group(Group.ID)
  case groups
  case damage(Group.ID?)

  init(_ event: LiveEvent) {
    switch event {
    case .asked(let request): self = .request(request.id)
    case .ended(let request, _): self = .request(request)
    case .read(let group): self = .markedRead(group)
    case .changed(let group): self = .group(group)
    case .groupsChanged: self = .groups
    case .unreadable(let group): self = .damage(group)
    }
  }
}

/// Something that happened to the owner's groups, on whichever device (`chat.bsky.convo.getLog`).
public enum LiveEvent: Hashable, Sendable {
  /// Somebody asks to join. The log does not say when: the date is the one at which it was read.
  case asked(JoinRequest)
  /// A request has ended.
  case ended(JoinRequest.ID, Resolution)
  /// The owner has looked at a group's requests.
  case read(Group.ID)
  /// A group's members, lock, link or name are not what they were.
  case changed(Group.ID)
  /// The account is in other convos than before.
  case groupsChanged
  /// Something has happened that can't be read, in a group where that much can; what is known of it,
  /// or of everything, may not be so any more.
  case unreadable(Group.ID?)

  /// How a request ended.
  public enum Resolution: Hashable, Sendable {
    /// The person took it back.
    case withdrawn
    case approved
    case rejected
  }
}

extension LiveEvent {
  /// Nil for what changes nothing about groups and requests, or is newer than this program.
  init?(_ event: ChatBskyConvo.LogEvent, _ context: AnswerContext) {
    guard !event.isDamaged else {
      self = .unreadable(event.convoId.isEmpty ? nil : event.convoId)
      return
    }
    guard let kind = event.kind else { return nil }
    switch kind {
    case .incomingJoinRequest:
      guard let member = event.member else { return nil }
      self = .asked(
        JoinRequest(
          group: event.convoId, person: Person(member, context), requestedAt: context.at))
    case .withdrawIncomingJoinRequest: self.init(event, .withdrawn)
    case .approveJoinRequest: self.init(event, .approved)
    case .rejectJoinRequest: self.init(event, .rejected)
    case .readJoinRequests:
      self = .read(event.convoId)
    case .addMember, .removeMember, .memberJoin, .memberLeave, .lockConvo, .unlockConvo,
      .lockConvoPermanently, .editGroup, .createJoinLink, .editJoinLink, .enableJoinLink,
      .disableJoinLink:
      self = .changed(event.convoId)
    case .beginConvo, .acceptConvo, .leaveConvo:
      self = .groupsChanged
    case .muteConvo, .unmuteConvo, .createMessage, .deleteMessage, .readMessage, .addReaction,
      .removeReaction, .readConvo, .outgoingJoinRequest, .withdrawOutgoingJoinRequest:
      return nil
    }
  }

  private init?(_ event: ChatBskyConvo.LogEvent, _ ending: Resolution) {
    guard let member = event.member else { return nil }
    self = .ended(JoinRequest.ID(group: event.convoId, member: member.did), ending)
  }
}
