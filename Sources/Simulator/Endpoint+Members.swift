/// `chat.bsky.group.*`: the members, and what the group is called.
extension Endpoint {
  private static let nameLimit = 50
  private static let nameByteLimit = 500

  static let members = [
    Endpoint(
      "chat.bsky.group.removeMembers", .chat, .body(["convoId", "members"])
    ) { state, call throws(Refusal) in
      let members = try call.input.dids("members")
      let position = try state.ownedGroup(call)
      let present = state.world.convos[position].members
      // All of them or none.
      let people = try members.map { did throws(Refusal) in
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
    ) { state, call throws(Refusal) in
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
        throw Refusal(400, "ConvoLocked", "The convo is locked")
      }
      state.world.rename(position, to: name, by: call.viewer)
      return state.convoAnswer(position, for: call.viewer)
    },
  ]
}
