/// `chat.bsky.group.*`: the join link.
extension Endpoint {
  static let link = [
    Endpoint(
      "chat.bsky.group.createJoinLink", .chat,
      .body(["convoId", "requireApproval", "joinRule"])
    ) { state, call throws(Refusal) in
      let position = try state.ownedGroup(call)
      let requiresApproval = try call.input.optionalBool("requireApproval") ?? false
      guard let rule = try joinRule(call) else {
        throw .invalidRequest("Input must have the property \"joinRule\"")
      }
      guard state.world.convos[position].group?.link?.isEnabled != true else {
        throw Refusal(400, "EnabledJoinLinkAlreadyExists", "There is an enabled link already")
      }
      var random = SplitMix64(seed: state.world.tick().number)
      let link = JoinLink(
        code: World.linkCode(&random), requiresApproval: requiresApproval, rule: rule,
        createdAt: call.now)
      return state.setLink(link, position, .createJoinLink, call)
    },

    Endpoint(
      "chat.bsky.group.editJoinLink", .chat, .body(["convoId", "requireApproval", "joinRule"])
    ) { state, call throws(Refusal) in
      let position = try state.ownedGroup(call)
      var link = try state.existingLink(position)
      link.requiresApproval =
        try call.input.optionalBool("requireApproval") ?? link.requiresApproval
      link.rule = try joinRule(call) ?? link.rule
      return state.setLink(link, position, .editJoinLink, call)
    },

    Endpoint(
      "chat.bsky.group.enableJoinLink", .chat, .body(["convoId"])
    ) { state, call throws(Refusal) in
      let position = try state.ownedGroup(call)
      var link = try state.existingLink(position)
      guard !link.isEnabled else {
        throw Refusal(400, "LinkAlreadyEnabled", "The link is enabled already")
      }
      link.isEnabled = true
      return state.setLink(link, position, .enableJoinLink, call)
    },

    Endpoint(
      "chat.bsky.group.disableJoinLink", .chat, .body(["convoId"])
    ) { state, call throws(Refusal) in
      let position = try state.ownedGroup(call)
      var link = try state.existingLink(position)
      link.isEnabled = false
      return state.setLink(link, position, .disableJoinLink, call)
    },
  ]

  private static func joinRule(_ call: Invocation) throws(Refusal) -> JoinLink.Rule? {
    try call.input.choice("joinRule", of: JoinLink.rules).flatMap { JoinLink.Rule(rawValue: $0) }
  }
}

extension State {
  fileprivate func existingLink(_ position: Int) throws(Refusal) -> JoinLink {
    guard let link = world.convos[position].group?.link else {
      throw Refusal(400, "NoJoinLink", "The group has no join link")
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
