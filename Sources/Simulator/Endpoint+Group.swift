/// `chat.bsky.group.*`: the requests to join.
extension Endpoint {
  static let group = [
    Endpoint(
      "chat.bsky.group.listJoinRequests", .chat, .parameters(["convoId", "limit", "cursor"])
    ) { state, call throws(Refusal) in
      let id = try call.parameters.string("convoId")
      let limit = try call.parameters.limit()
      let cursor = try call.parameters.optionalString("cursor")
      let last = cursor.flatMap { WaitingList.Entry($0) }
      guard cursor == nil || last != nil else { throw .invalidCursor }
      let position = try state.world.position(ofGroup: id, ownedBy: call.viewer)
      let convo = state.world.convos[position]
      guard let page = convo.group?.waiting.page(olderThan: last, limit: limit) else {
        throw .invalidConvo
      }
      return [
        "cursor": page.hasMore ? (page.entries.last?.text).map(JSON.string) : nil,
        "requests": .array(
          page.entries.map { state.world.requestView($0, of: convo, for: call.viewer) }),
      ]
    },

    Endpoint(
      "chat.bsky.group.rejectJoinRequest", .chat, .body(["convoId", "member"])
    ) { state, call throws(Refusal) in
      let (person, position) = try state.request(call)
      try state.world.reject(person, position)
      return [:]
    },

    Endpoint(
      "chat.bsky.group.approveJoinRequest", .chat, .body(["convoId", "member"])
    ) { state, call throws(Refusal) in
      let (person, position) = try state.request(call)
      try state.world.approve(person, position)
      return state.convoAnswer(position, for: call.viewer)
    },

    Endpoint(
      "chat.bsky.group.updateJoinRequestsRead", .chat, .body(["convoId"])
    ) { state, call throws(Refusal) in
      state.world.markRequestsRead(try state.ownedGroup(call))
      return [:]
    },

    Endpoint(
      "chat.bsky.group.requestJoin", .chat, .body(["code"])
    ) { state, call throws(Refusal) in
      let code = try call.input.string("code")
      guard let position = state.world.position(ofLink: code),
        let group = state.world.convos[position].group, let link = group.link
      else { throw Refusal(400, "InvalidCode", "There is no such join link") }
      guard link.isEnabled else { throw Refusal(400, "LinkDisabled", "The link is disabled") }
      guard group.lock == .unlocked else {
        throw Refusal(400, "ConvoLocked", "The convo is locked")
      }
      let person = state.world.people.person(call.viewer)
      guard link.rule == .anyone || person.isFollowed else {
        throw Refusal(400, "FollowRequired", "The owner has to follow you")
      }
      if link.requiresApproval {
        _ = state.world.ask(call.viewer, position)
        return ["status": "pending"]
      }
      let members = state.world.convos[position].members
      guard members.count < group.memberLimit else { throw .memberLimitReached }
      if !members.contains(call.viewer) { state.world.join(call.viewer, position) }
      return [
        "status": "joined",
        "convo": state.world.convoView(state.world.convos[position], for: call.viewer),
      ]
    },

    Endpoint(
      "chat.bsky.group.withdrawJoinRequest", .chat, .body(["convoId"])
    ) { state, call throws(Refusal) in
      let id = try call.input.string("convoId")
      guard let position = state.world.position(of: id),
        state.world.withdraw(call.viewer, position)
      else { throw Refusal(400, "InvalidJoinRequest", "You have not asked to join") }
      return [:]
    },
  ]
}

extension State {
  /// The group and the person that a decision names.
  fileprivate func request(_ call: Invocation) throws(Refusal) -> (person: Int, position: Int) {
    let member = try call.input.did("member")
    let position = try ownedGroup(call)
    guard let person = world.people.serial(did: member) else { throw .requestNotFound }
    return (person, position)
  }
}
