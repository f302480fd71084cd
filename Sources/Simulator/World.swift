/// Everything that the chat service and the app view know.
struct World {
  var people: People
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

  init(people: People) { self.people = people }

  mutating func add(_ convo: Convo) {
    positions[convo.id] = convos.count
    convos.append(convo)
  }

  /// The next identifier of the service's clock.
  mutating func tick() -> TID { clock.next(at: .now) }

  func position(of id: String) -> Int? { positions[id] }

  /// A convo as one of its members may see it.
  func position(of id: String, for member: Int) throws(Refusal) -> Int {
    guard let position = positions[id], convos[position].members.contains(member) else {
      throw .invalidConvo
    }
    return position
  }

  /// A group that the account owns.
  func position(ofGroup id: String, ownedBy account: Int) throws(Refusal) -> Int {
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
    log.append(
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
