/// Events of the log as JSON.
extension World {
  /// One of the union in `chat.bsky.convo.getLog`.
  func logView(_ event: LogEvent, for viewer: Int) -> JSON {
    let profile = { basicProfile(event.person, for: viewer) }
    return [
      "$type": "chat.bsky.convo.defs#\(event.kind.rawValue)",
      "rev": .string(event.rev.description),
      "convoId": .string(event.convoId),
      "member": event.kind.namesMember ? profile() : nil,
      "message": systemMessage(event),
      "relatedProfiles": event.kind.relatesProfiles ? [profile()] : nil,
    ]
  }

  /// `chat.bsky.convo.defs#systemMessageView`; nil for an event that leaves no message in the convo.
  private func systemMessage(_ event: LogEvent) -> JSON? {
    guard let data = systemMessageData(event) else { return nil }
    return [
      "id": .string(event.rev.description), "rev": .string(event.rev.description),
      "sentAt": .string(event.rev.time.timestamp), "data": data,
    ]
  }

  private func systemMessageData(_ event: LogEvent) -> JSON? {
    let type = "chat.bsky.convo.defs#systemMessageData"
    let person: JSON = ["did": .string(people.did(event.person))]
    return switch event.kind {
    case .memberJoin: ["$type": "\(type)MemberJoin", "member": person, "role": "standard"]
    case .memberLeave: ["$type": "\(type)MemberLeave", "member": person]
    case .removeMember:
      ["$type": "\(type)RemoveMember", "member": person, "removedBy": owner(of: event.convoId)]
    case .editGroup:
      [
        "$type": "\(type)EditGroup", "oldName": event.renaming.map { .string($0.old) },
        "newName": event.renaming.map { .string($0.new) },
      ]
    case .lock: ["$type": "\(type)LockConvo", "lockedBy": person]
    case .unlock: ["$type": "\(type)UnlockConvo", "unlockedBy": person]
    case .createJoinLink: ["$type": "\(type)CreateJoinLink"]
    case .editJoinLink: ["$type": "\(type)EditJoinLink"]
    case .enableJoinLink: ["$type": "\(type)EnableJoinLink"]
    case .disableJoinLink: ["$type": "\(type)DisableJoinLink"]
    case .beginConvo, .leaveConvo, .incomingJoinRequest, .approveJoinRequest, .rejectJoinRequest,
      .outgoingJoinRequest, .withdrawIncomingJoinRequest, .withdrawOutgoingJoinRequest,
      .readJoinRequests:
      nil
    }
  }

  private func owner(of convoId: String) -> JSON? {
    guard let position = position(of: convoId), let owner = convos[position].members.first else {
      return nil
    }
    return ["did": .string(people.did(owner))]
  }
}

extension LogEvent.Kind {
  fileprivate var namesMember: Bool {
    switch self {
    case .incomingJoinRequest, .approveJoinRequest, .rejectJoinRequest,
      .withdrawIncomingJoinRequest:
      true
    case .beginConvo, .leaveConvo, .memberJoin, .memberLeave, .removeMember, .editGroup, .lock,
      .unlock,
      .createJoinLink, .editJoinLink, .enableJoinLink, .disableJoinLink, .outgoingJoinRequest,
      .withdrawOutgoingJoinRequest,
      .readJoinRequests:
      false
    }
  }

  fileprivate var relatesProfiles: Bool {
    switch self {
    case .memberJoin, .memberLeave, .removeMember, .lock, .unlock:
      true
    case .beginConvo, .leaveConvo, .editGroup, .createJoinLink, .editJoinLink, .enableJoinLink,
      .disableJoinLink,
      .incomingJoinRequest, .approveJoinRequest, .rejectJoinRequest, .outgoingJoinRequest,
      .withdrawIncomingJoinRequest, .withdrawOutgoingJoinRequest, .readJoinRequests:
      false
    }
  }
}
