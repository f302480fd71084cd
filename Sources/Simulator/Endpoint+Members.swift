/// `chat.bsky.group.*`: what the group is called, and who is in it.
extension Endpoint {
  private static let nameLimit = 50
  private static let nameByteLimit = 500

  static let members = [
    Endpoint(
      "chat.bsky.group.editGroup", .chat, .body(["convoId", "name"])
    ) { state, call throws(Refusal) in
      let name = try call.input.string("name")
      guard !name.isEmpty, name.count <= nameLimit, name.utf8.count <= nameByteLimit else {
        throw .invalidRequest("Input/name must have 1 to \(nameLimit) graphemes")
      }
      let position = try state.ownedGroup(call)
      guard state.world.convos[position].group?.lock == .unlocked else {
        throw Refusal(400, "ConvoLocked", "The convo is locked")
      }
      state.world.convos[position].group?.name = name
      state.world.announce(.editGroup, position, about: call.viewer)
      return state.convoAnswer(position, for: call.viewer)
    },

    // It ends memberships, so that whoever has none is passed over.
    Endpoint(
      "chat.bsky.group.removeMembers", .chat, .body(["convoId", "members"])
    ) { state, call throws(Refusal) in
      let people = try call.input.dids("members").map { state.world.people.serial(did: $0) }
      let position = try state.ownedGroup(call)
      guard !people.contains(call.viewer) else {
        throw .invalidRequest("The owner can't be removed")
      }
      for case let person? in people { _ = state.world.remove(person, position) }
      return state.convoAnswer(position, for: call.viewer)
    },
  ]
}
