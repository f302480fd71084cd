/// Everything that the chat service and the app view know.
struct World {
  var people: Population
  var convos: [Convo] = []
  private(set) var log = EventLog()
  private(set) var clock = TIDClock()
  /// `app.bsky.graph.block` records by account and record key; the value is whom they block.
  private(set) var blocks: [Int: [String: Int]] = [:]
  /// Whom accounts block or mute by a list instead, and the list's address.
  var blocksByList: [Int: [Int: String]] = [:]
  var mutesByList: [Int: [Int: String]] = [:]
  /// All that there are.
  var labelers = [Labeler.bluesky]
  /// Whom accounts subscribe to.
  var subscriptions: [Int: [String]] = [:]
  /// Labels beyond those that people have by themselves.
  var marks: [Int: [LabelMark]] = [:]
  /// Whose labels the call under way asks for.
  var asked: [String] = []

  /// What everything is damaged about that the service says of it: people by serial number, groups by
  /// id.
  var garbled = Garbled()

  struct Garbled {
    var people: Set<Int> = []
    var groups: Set<String> = []
  }

  private var positions: [String: Int] = [:]

  init(people: Population) { self.people = people }

  mutating func add(_ convo: Convo) {
    positions[convo.id] = convos.count
    convos.append(convo)
  }

  /// The next identifier of the service's clock.
  mutating func tick() -> TID { clock.next(at: .now) }

  func position(of id: String) -> Int? { positions[id] }

  /// A convo as one of its members may see it.
  func position(of id: String, for member: Int) throws(ServiceError) -> Int {
    guard let position = positions[id], convos[position].members.contains(member) else {
      throw .invalidConvo
    }
    return position
  }

  /// A group that the account owns.
  func position(ofGroup id: String, ownedBy account: Int) throws(ServiceError) -> Int {
    let position = try position(of: id, for: account)
    guard convos[position].group != nil else { throw .invalidConvo }
    guard convos[position].isOwned(by: account) else { throw .insufficientRole }
    return position
  }

  /// The convos of an account, those with the newest activity first.
  func convos(of account: Int) -> [Convo] {
    convos.filter { $0.members.contains(account) }.sorted { $0.rev > $1.rev }
  }

  func position(ofLink code: String) -> Int? {
    convos.firstIndex { $0.group?.link?.code == code }
  }

  mutating func note(
    _ kind: LogEvent.Kind, _ position: Int, about person: Int, to audience: Int,
    renaming: LogEvent.Renaming? = nil
  ) {
    log.add(
      LogEvent(
        rev: tick(), kind: kind, convoId: convos[position].id, person: person, audience: audience,
        renaming: renaming))
  }

  /// Tells every member.
  mutating func announce(
    _ kind: LogEvent.Kind, _ position: Int, about person: Int, renaming: LogEvent.Renaming? = nil
  ) {
    for member in convos[position].members where kind != .memberJoin || member != person {
      note(kind, position, about: person, to: member, renaming: renaming)
    }
    convos[position].rev = tick()
  }

  /// - Returns: the record's key.
  mutating func block(_ subject: Int, by account: Int, key: String?) -> String {
    let key = key ?? tick().description
    blocks[account, default: [:]][key] = subject
    return key
  }

  mutating func unblock(key: String, by account: Int) {
    blocks[account]?[key] = nil
  }

  /// Either of the two blocks the other, by a record or a list.
  func isBlock(between one: Int, and other: Int) -> Bool {
    [(one, other), (other, one)].contains { blocker, blocked in
      blockKey(of: blocked, by: blocker) != nil || blocksByList[blocker]?[blocked] != nil
    }
  }

  func blockKey(of subject: Int, by account: Int) -> String? {
    blocks[account]?.first { $0.value == subject }?.key
  }
}

/// Changes of join requests, made by an endpoint or by a test.
extension World {
  /// - Returns: false where the person already waits or is a member.
  mutating func ask(_ person: Int, _ position: Int) -> Bool {
    let convo = convos[position]
    guard let group = convo.group, let owner = convo.members.first,
      !group.waiting.isWaiting(person), !convo.members.contains(person)
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

  mutating func reject(_ person: Int, _ position: Int) throws(ServiceError) {
    guard let owner = convos[position].members.first, removeRequest(person, position) else {
      throw .requestNotFound
    }
    note(.rejectJoinRequest, position, about: person, to: owner)
  }

  mutating func approve(_ person: Int, _ position: Int) throws(ServiceError) {
    guard let group = convos[position].group, let owner = convos[position].members.first,
      group.waiting.isWaiting(person)
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
      convos[$0].isOwned(by: Population.owner) && convos[$0].group?.link?.isEnabled == true
    }
    guard let first = open.first else { return }
    let position = random.chance(0.6) ? first : random.pick(open)
    _ = ask(people.add(at: .now), position)
  }

  private mutating func removeRequest(_ person: Int, _ position: Int) -> Bool {
    convos[position].group?.waiting.remove(person) ?? false
  }
}

/// Changes of groups and their members, made by an endpoint or by a test.
extension World {
  /// The owner ends the membership of somebody.
  /// - Returns: false where the person is no member, or owns the group.
  mutating func remove(_ person: Int, _ position: Int) -> Bool {
    end(.removeMember, person, position)
  }

  /// Somebody ends the membership themselves.
  /// - Returns: false where the person is no member, or owns the group.
  mutating func leave(_ person: Int, _ position: Int) -> Bool {
    end(.memberLeave, person, position)
  }

  private mutating func end(_ kind: LogEvent.Kind, _ person: Int, _ position: Int) -> Bool {
    guard let place = convos[position].members.firstIndex(of: person), place > 0 else {
      return false
    }
    convos[position].members.remove(at: place)
    convos[position].adders[person] = nil
    note(.leaveConvo, position, about: person, to: person)
    announce(kind, position, about: person)
    return true
  }

  mutating func rename(_ position: Int, to name: String, by person: Int) {
    let renaming = LogEvent.Renaming(old: convos[position].group?.name ?? "", new: name)
    convos[position].group?.name = name
    announce(.editGroup, position, about: person, renaming: renaming)
  }
}

extension ServiceError {
  static let requestNotFound = ServiceError.invalidRequest("join request not found")
  static let memberLimitReached = ServiceError(
    400, "MemberLimitReached", "The group has as many members as it may have")
}
