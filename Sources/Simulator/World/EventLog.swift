/// The newest events, oldest first.
struct EventLog {
  /// More than any client falls behind; what is older is dropped.
  static let capacity = 20_000

  private var events: [LogEvent] = []

  mutating func add(_ event: LogEvent) {
    if events.count == Self.capacity { events.removeFirst(Self.capacity / 4) }
    events.append(event)
  }

  /// The first events after a revision that an account gets to see.
  func page(after rev: TID, for audience: Int, limit: Int) -> [LogEvent] {
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      if events[middle].rev <= rev { low = middle + 1 } else { high = middle }
    }
    return Array(events[low...].lazy.filter { $0.audience == audience }.prefix(limit))
  }
}

/// Something that happened to a convo, for one member's `chat.bsky.convo.getLog`.
struct LogEvent {
  enum Kind: String, CaseIterable {
    case beginConvo = "logBeginConvo"
    case memberJoin = "logMemberJoin"
    case memberLeave = "logMemberLeave"
    case removeMember = "logRemoveMember"
    case leaveConvo = "logLeaveConvo"
    case editGroup = "logEditGroup"
    case lock = "logLockConvo"
    case unlock = "logUnlockConvo"
    case createJoinLink = "logCreateJoinLink"
    case editJoinLink = "logEditJoinLink"
    case enableJoinLink = "logEnableJoinLink"
    case disableJoinLink = "logDisableJoinLink"
    case incomingJoinRequest = "logIncomingJoinRequest"
    case approveJoinRequest = "logApproveJoinRequest"
    case rejectJoinRequest = "logRejectJoinRequest"
    case outgoingJoinRequest = "logOutgoingJoinRequest"
    case withdrawIncomingJoinRequest = "logWithdrawIncomingJoinRequest"
    case withdrawOutgoingJoinRequest = "logWithdrawOutgoingJoinRequest"
    case readJoinRequests = "logReadJoinRequests"
  }

  /// What a group was called, and is called now.
  struct Renaming {
    let old: String
    let new: String
  }

  let rev: TID
  let kind: Kind
  let convoId: String
  /// Whom it is about: the one who asked, joined or acted.
  let person: Int
  /// Who gets to see it.
  let audience: Int
  /// Only of a group that was renamed.
  var renaming: Renaming?
}

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
