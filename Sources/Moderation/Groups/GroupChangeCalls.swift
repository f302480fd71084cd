import ATProto

/// What is changed about a group.
extension VerifiableCall<Group> {
  /// - Parameter group: as it was seen last.
  static func change(
    _ change: GroupChange, of group: Group, by caller: ServiceCaller
  ) -> VerifiableCall {
    VerifiableCall(
      send: { () async throws(XRPCError) in try await send(change, of: group, by: caller) },
      look: { _ async throws(Fault) in
        let now = try await caller.group(group.id)
        return change.isMade(in: now, before: group) ? .done(now) : .undone
      })
  }

  /// - Returns: the group as it is after it, as far as the answer tells.
  private static func send(
    _ change: GroupChange, of group: Group, by caller: ServiceCaller
  ) async throws(XRPCError) -> Group {
    let id = group.id
    switch change {
    case .createLink(let rule, let requireApproval):
      return group.with(
        try await caller.once(
          ChatBskyGroup.CreateJoinLink(
            convoId: id, requireApproval: requireApproval, joinRule: rule.rawValue)))
    case .editLink(let rule, let requireApproval):
      return group.with(
        try await caller.once(
          ChatBskyGroup.EditJoinLink(
            convoId: id, requireApproval: requireApproval, joinRule: rule?.rawValue)))
    case .enableLink:
      return group.with(try await caller.once(ChatBskyGroup.EnableJoinLink(convoId: id)))
    case .disableLink:
      return group.with(try await caller.once(ChatBskyGroup.DisableJoinLink(convoId: id)))
    case .lock:
      return try caller.group(in: try await caller.once(ChatBskyConvo.LockConvo(convoId: id)))
    case .unlock:
      return try caller.group(in: try await caller.once(ChatBskyConvo.UnlockConvo(convoId: id)))
    case .rename(let name):
      return try caller.group(
        in: try await caller.once(ChatBskyGroup.EditGroup(convoId: id, name: name)))
    }
  }
}

extension Group {
  fileprivate func with(_ answer: ChatBskyGroup.JoinLinkAnswer) -> Group {
    var group = self
    group.link = JoinLink(answer.joinLink)
    return group
  }
}

extension ServiceCaller {
  fileprivate func group(in answer: ChatBskyConvo.ConvoAnswer) throws(XRPCError) -> Group {
    guard let group = Group(answer.convo, ownedBy: session.did) else {
      throw .malformedAnswer(reason: "it shows no group of this account")
    }
    return group
  }
}
