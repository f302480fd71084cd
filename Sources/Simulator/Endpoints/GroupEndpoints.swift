/// `chat.bsky.group.*`: the requests to join.
extension Endpoint {
  static let group = [
    Endpoint(
      "chat.bsky.group.listJoinRequests", .chat, .parameters(["convoId", "limit", "cursor"])
    ) { state, call throws(ServiceError) in
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
    ) { state, call throws(ServiceError) in
      let (person, position) = try state.request(call)
      try state.world.reject(person, position)
      return [:]
    },

    Endpoint(
      "chat.bsky.group.approveJoinRequest", .chat, .body(["convoId", "member"])
    ) { state, call throws(ServiceError) in
      let (person, position) = try state.request(call)
      try state.world.approve(person, position)
      return state.convoAnswer(position, for: call.viewer)
    },

    Endpoint(
      "chat.bsky.group.updateJoinRequestsRead", .chat, .body(["convoId"])
    ) { state, call throws(ServiceError) in
      state.world.markRequestsRead(try state.ownedGroup(call))
      return [:]
    },

    Endpoint(
      "chat.bsky.group.requestJoin", .chat, .body(["code"])
    ) { state, call throws(ServiceError) in
      let code = try call.input.string("code")
      guard let position = state.world.position(ofLink: code),
        let group = state.world.convos[position].group, let link = group.link
      else { throw ServiceError(400, "InvalidCode", "There is no such join link") }
      guard link.isEnabled else { throw ServiceError(400, "LinkDisabled", "The link is disabled") }
      guard group.lock == .unlocked else {
        throw ServiceError(400, "ConvoLocked", "The convo is locked")
      }
      let person = state.world.people.person(call.viewer)
      guard link.rule == .anyone || person.isFollowed else {
        throw ServiceError(400, "FollowRequired", "The owner has to follow you")
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
    ) { state, call throws(ServiceError) in
      let id = try call.input.string("convoId")
      guard let position = state.world.position(of: id),
        state.world.withdraw(call.viewer, position)
      else { throw ServiceError(400, "InvalidJoinRequest", "You have not asked to join") }
      return [:]
    },
  ]
}

extension ServiceState {
  /// The group and the person that a decision names.
  fileprivate func request(_ call: Invocation) throws(ServiceError) -> (person: Int, position: Int)
  {
    let member = try call.input.did("member")
    let position = try ownedGroup(call)
    guard let person = world.people.serial(did: member) else { throw .requestNotFound }
    return (person, position)
  }
}

/// `chat.bsky.group.*`: the members, and what the group is called.
extension Endpoint {
  // `maxGraphemes` and `maxLength` of `name` in `chat.bsky.group.editGroup`.
  private static let nameLimit = 50
  private static let nameByteLimit = 500

  static let members = [
    Endpoint(
      "chat.bsky.group.removeMembers", .chat, .body(["convoId", "members"])
    ) { state, call throws(ServiceError) in
      let members = try call.input.dids("members")
      let position = try state.ownedGroup(call)
      let present = state.world.convos[position].members
      // All of them or none.
      let people = try members.map { did throws(ServiceError) in
        guard let person = state.world.people.serial(did: did), present.contains(person) else {
          throw .invalidRequest("\(did) is not a member")
        }
        guard person != call.viewer else { throw .insufficientRole }
        return person
      }
      for person in people { _ = state.world.remove(person, position) }
      return state.convoAnswer(position, for: call.viewer)
    },

    Endpoint(
      "chat.bsky.group.editGroup", .chat, .body(["convoId", "name"])
    ) { state, call throws(ServiceError) in
      let name = try call.input.string("name")
      guard !name.isEmpty else {
        throw .invalidRequest("Input/name must not be shorter than 1 characters")
      }
      guard name.utf8.count <= nameByteLimit else {
        throw .invalidRequest("Input/name must not be longer than \(nameByteLimit) characters")
      }
      guard name.count <= nameLimit else {
        throw .invalidRequest("Input/name must not be longer than \(nameLimit) graphemes")
      }
      let position = try state.ownedGroup(call)
      guard state.world.convos[position].group?.lock == .unlocked else {
        throw ServiceError(400, "ConvoLocked", "The convo is locked")
      }
      state.world.rename(position, to: name, by: call.viewer)
      return state.convoAnswer(position, for: call.viewer)
    },
  ]
}

/// `chat.bsky.group.*`: the join link.
extension Endpoint {
  static let link = [
    Endpoint(
      "chat.bsky.group.createJoinLink", .chat,
      .body(["convoId", "requireApproval", "joinRule"])
    ) { state, call throws(ServiceError) in
      let position = try state.ownedGroup(call)
      let requiresApproval = try call.input.optionalBool("requireApproval") ?? false
      guard let rule = try joinRule(call) else {
        throw .invalidRequest("Input must have the property \"joinRule\"")
      }
      guard state.world.convos[position].group?.link?.isEnabled != true else {
        throw ServiceError(400, "EnabledJoinLinkAlreadyExists", "There is an enabled link already")
      }
      var random = SplitMix64(seed: state.world.tick().number)
      let link = JoinLink(
        code: World.linkCode(&random), requiresApproval: requiresApproval, rule: rule,
        createdAt: call.now)
      return state.setLink(link, position, .createJoinLink, call)
    },

    Endpoint(
      "chat.bsky.group.editJoinLink", .chat, .body(["convoId", "requireApproval", "joinRule"])
    ) { state, call throws(ServiceError) in
      let position = try state.ownedGroup(call)
      var link = try state.existingLink(position)
      link.requiresApproval =
        try call.input.optionalBool("requireApproval") ?? link.requiresApproval
      link.rule = try joinRule(call) ?? link.rule
      return state.setLink(link, position, .editJoinLink, call)
    },

    Endpoint(
      "chat.bsky.group.enableJoinLink", .chat, .body(["convoId"])
    ) { state, call throws(ServiceError) in
      let position = try state.ownedGroup(call)
      var link = try state.existingLink(position)
      guard !link.isEnabled else {
        throw ServiceError(400, "LinkAlreadyEnabled", "The link is enabled already")
      }
      link.isEnabled = true
      return state.setLink(link, position, .enableJoinLink, call)
    },

    Endpoint(
      "chat.bsky.group.disableJoinLink", .chat, .body(["convoId"])
    ) { state, call throws(ServiceError) in
      let position = try state.ownedGroup(call)
      var link = try state.existingLink(position)
      link.isEnabled = false
      return state.setLink(link, position, .disableJoinLink, call)
    },
  ]

  private static func joinRule(_ call: Invocation) throws(ServiceError) -> JoinLink.Rule? {
    try call.input.choice("joinRule", of: JoinLink.rules).flatMap { JoinLink.Rule(rawValue: $0) }
  }
}

extension ServiceState {
  fileprivate func existingLink(_ position: Int) throws(ServiceError) -> JoinLink {
    guard let link = world.convos[position].group?.link else {
      throw ServiceError(400, "NoJoinLink", "The group has no join link")
    }
    return link
  }

  fileprivate mutating func setLink(
    _ link: JoinLink, _ position: Int, _ event: LogEvent.Kind, _ call: Invocation
  ) -> JSON {
    world.convos[position].group?.link = link
    world.announce(event, position, about: call.viewer)
    return ["joinLink": world.linkView(link)]
  }
}
