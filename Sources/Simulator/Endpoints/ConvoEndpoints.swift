/// `chat.bsky.convo.*`
extension Endpoint {
  /// No lexicon says how many events an answer has at most.
  private static let logPage = 100

  static let convo = [
    Endpoint(
      "chat.bsky.convo.listConvos", .chat,
      .parameters(["limit", "cursor", "readState", "status", "kind", "lockStatus"])
    ) { state, call throws(ServiceError) in
      let limit = try call.parameters.limit()
      let cursor = try revision(call)
      let isUnread = try call.parameters.choice("readState", of: ["unread"]) != nil
      let status = try call.parameters.choice("status", of: ["request", "accepted"])
      let kind = try call.parameters.choice("kind", of: ["direct", "group"])
      let lock = try call.parameters.choice(
        "lockStatus", of: ["unlocked", "locked", "locked-permanently"])
      let matching = state.world.convos(of: call.viewer).filter { convo in
        (cursor.map { convo.rev < $0 } ?? true)
          && (!isUnread || convo.unread > 0)
          && status != "request"
          && (kind.map { $0 == (convo.group == nil ? "direct" : "group") } ?? true)
          && (lock.map { $0 == convo.group?.lock.rawValue } ?? true)
      }
      let page = matching.prefix(limit)
      return [
        "cursor": page.count < matching.count
          ? (page.last?.rev.description).map(JSON.string) : nil,
        "convos": .array(page.map { state.world.convoView($0, for: call.viewer) }),
      ]
    },

    Endpoint(
      "chat.bsky.convo.getConvo", .chat, .parameters(["convoId"])
    ) { state, call throws(ServiceError) in
      let id = try call.parameters.string("convoId")
      let position = try state.world.position(of: id, for: call.viewer)
      return state.convoAnswer(position, for: call.viewer)
    },

    Endpoint(
      "chat.bsky.convo.getConvoMembers", .chat, .parameters(["convoId", "limit", "cursor"])
    ) { state, call throws(ServiceError) in
      let id = try call.parameters.string("convoId")
      let limit = try call.parameters.limit()
      let cursor = try call.parameters.optionalString("cursor")
      let convo = state.world.convos[try state.world.position(of: id, for: call.viewer)]
      guard let start = cursor.map({ Int($0) }) ?? 0, (0...convo.members.count).contains(start)
      else { throw .invalidCursor }
      let page = convo.members[start...].prefix(limit)
      return [
        "cursor": page.endIndex < convo.members.endIndex ? "\(page.endIndex)" : nil,
        "members": .array(page.map { state.world.memberView($0, of: convo, for: call.viewer) }),
      ]
    },

    // Without a cursor there is nothing to tell yet: the answer says from where to go on.
    Endpoint(
      "chat.bsky.convo.getLog", .chat, .parameters(["cursor"])
    ) { state, call throws(ServiceError) in
      guard let cursor = try revision(call) else {
        return ["cursor": .string(state.world.tick().description), "logs": []]
      }
      let events = state.world.log.page(after: cursor, for: call.viewer, limit: logPage)
      return [
        "cursor": .string((events.last?.rev ?? cursor).description),
        "logs": .array(events.map { state.world.logView($0, for: call.viewer) }),
      ]
    },

    Endpoint(
      "chat.bsky.convo.lockConvo", .chat, .body(["convoId"])
    ) { state, call throws(ServiceError) in
      let position = try state.ownedGroup(call)
      guard state.world.convos[position].group?.lock == .unlocked else {
        throw ServiceError(400, "ConvoLocked", "The convo is locked already")
      }
      state.world.convos[position].group?.lock = .locked
      state.world.announce(.lock, position, about: call.viewer)
      return state.convoAnswer(position, for: call.viewer)
    },

    Endpoint(
      "chat.bsky.convo.unlockConvo", .chat, .body(["convoId"])
    ) { state, call throws(ServiceError) in
      let position = try state.ownedGroup(call)
      guard state.world.convos[position].group?.lockIsModeration == false else {
        throw ServiceError(400, "ConvoLockedByModeration", "The convo was locked by moderation")
      }
      guard state.world.convos[position].group?.lock != .lockedPermanently else {
        throw .invalidRequest("The convo is locked permanently")
      }
      state.world.convos[position].group?.lock = .unlocked
      state.world.announce(.unlock, position, about: call.viewer)
      return state.convoAnswer(position, for: call.viewer)
    },
  ]

  private static func revision(_ call: Invocation) throws(ServiceError) -> TID? {
    guard let cursor = try call.parameters.optionalString("cursor") else { return nil }
    guard let revision = TID(cursor) else { throw .invalidCursor }
    return revision
  }
}

extension ServiceError {
  static let invalidCursor = ServiceError.invalidRequest("Malformed cursor")
}

extension ServiceState {
  func convoAnswer(_ position: Int, for viewer: Int) -> JSON {
    ["convo": world.convoView(world.convos[position], for: viewer)]
  }

  /// The group that a call names, where the caller owns it.
  func ownedGroup(_ call: Invocation) throws(ServiceError) -> Int {
    try world.position(ofGroup: try call.input.string("convoId"), ownedBy: call.viewer)
  }
}
