import ATProto

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
