/// What happens to join requests, whoever makes it happen.
extension World {
  /// - Returns: false where the person already waits or is a member.
  mutating func ask(_ person: Int, _ position: Int) -> Bool {
    let convo = convos[position]
    guard let group = convo.group, let owner = convo.members.first,
      !group.waiting.contains(person), !convo.members.contains(person)
    else { return false }
    // Whoever asks after the owner has looked is unread, however soon after.
    convos[position].group?.waiting.add(person, at: max(.now, group.readAt + 1))
    note(.incomingJoinRequest, position, about: person, to: owner)
    note(.outgoingJoinRequest, position, about: person, to: person)
    return true
  }

  /// - Returns: false where the person does not wait.
  mutating func withdraw(_ person: Int, _ position: Int) -> Bool {
    guard let owner = convos[position].members.first, removeRequest(person, position) else {
      return false
    }
    note(.withdrawIncomingJoinRequest, position, about: person, to: owner)
    note(.withdrawOutgoingJoinRequest, position, about: person, to: person)
    return true
  }

  mutating func reject(_ person: Int, _ position: Int) throws(Refusal) {
    guard let owner = convos[position].members.first, removeRequest(person, position) else {
      throw .requestNotFound
    }
    note(.rejectJoinRequest, position, about: person, to: owner)
  }

  mutating func approve(_ person: Int, _ position: Int) throws(Refusal) {
    guard let group = convos[position].group, let owner = convos[position].members.first,
      group.waiting.contains(person)
    else { throw .requestNotFound }
    guard convos[position].members.count < group.memberLimit else { throw .memberLimitReached }
    _ = removeRequest(person, position)
    note(.approveJoinRequest, position, about: person, to: owner)
    join(person, position)
  }

  mutating func join(_ person: Int, _ position: Int) {
    convos[position].members.append(person)
    note(.beginConvo, position, about: person, to: person)
    announce(.memberJoin, position, about: person)
  }

  mutating func markRequestsRead(_ position: Int) {
    guard let owner = convos[position].members.first else { return }
    convos[position].group?.readAt = .now
    note(.readJoinRequests, position, about: owner, to: owner)
  }

  /// Somebody new asks to join one of the owner's groups, most often the first.
  mutating func welcomeNewcomer(_ random: inout SplitMix64) {
    let open = convos.indices.filter {
      convos[$0].isOwned(by: People.owner) && convos[$0].group?.link?.isEnabled == true
    }
    guard let first = open.first else { return }
    let position = random.chance(0.6) ? first : random.pick(open)
    _ = ask(people.add(at: .now), position)
  }

  private mutating func removeRequest(_ person: Int, _ position: Int) -> Bool {
    convos[position].group?.waiting.remove(person) ?? false
  }
}

extension Refusal {
  static let requestNotFound = Refusal.invalidRequest("join request not found")
  static let memberLimitReached = Refusal(
    400, "MemberLimitReached", "The group has as many members as it may have")
}
