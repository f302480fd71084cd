/// How a world is made from its options.
extension World {
  /// More members than any one group has; groups share them.
  private static let residents = 320

  init(_ options: WorldOptions, at start: Milliseconds) {
    var random = SplitMix64(seed: options.seed)
    self.init(people: Population(seed: options.seed, ownerHandle: options.ownerHandle))
    for serial in 0...Self.residents {
      _ = people.add(at: start - Milliseconds(serial % 40 + 21) * .day)
    }
    let shares = Self.shares(of: options.requests, over: options.groups)
    let hostile = options.hostileNames ? min(HostileName.all.count, (shares.first ?? 0) / 2) : 0
    let raid = (shares.first ?? 0) >= 20 ? min(400, shares[0] / 5) : 0
    people.announce(hostile: hostile, throwaways: raid)

    var age: Milliseconds = 0
    var step: Milliseconds = 0
    func nextRev() -> TID {
      step += 7 * .minute
      age += step
      return TID(at: start - age)
    }
    for (index, share) in shares.enumerated() {
      var convo = makeGroup(index, of: shares.count, rev: nextRev(), start, &random)
      convo.group?.waiting = makeRequests(share, hostile, index == 0 ? raid : 0, start, &random)
      add(convo)
      if index == 0 { add(makeDirect(rev: nextRev(), &random)) }
      if index == 1 { add(makeForeignGroup(rev: nextRev(), start, &random)) }
    }
    if shares.isEmpty { add(makeDirect(rev: nextRev(), &random)) }
    if shares.count < 2 { add(makeForeignGroup(rev: nextRev(), start, &random)) }
  }

  /// Each group has half as many as the one before it; from three groups on the last has none.
  static func shares(of requests: Int, over groups: Int) -> [Int] {
    guard groups > 0 else { return [] }
    var shares = Array(repeating: 0, count: groups)
    let busy = groups >= 3 ? groups - 1 : groups
    var rest = requests
    for index in stride(from: busy - 1, to: 0, by: -1) where index < 62 {
      let share = requests / (1 << (index + 1))
      shares[index] = share
      rest -= share
    }
    shares[0] = rest
    return shares
  }

  private func makeGroup(
    _ index: Int, of count: Int, rev: TID, _ start: Milliseconds, _ random: inout SplitMix64
  ) -> Convo {
    let isFull = index == 1 && count >= 2
    let limit = isFull ? 50 : index == 0 ? 250 : random.pick([50, 50, 100])
    let memberCount = isFull ? limit : 6 + random.below(limit / 2)
    let createdAt = start - Milliseconds(30 + random.below(600)) * .day
    var group = GroupConvo(
      name: SampleTexts.owned(index), createdAt: createdAt, memberLimit: limit,
      readAt: start - Milliseconds(1 + random.below(48)) * .hour)
    if index == 2 { group.lock = .locked }
    if count < 3 || index < count - 1 {
      group.link = JoinLink(
        code: Self.linkCode(&random), isEnabled: index % 5 != 4, requiresApproval: true,
        rule: index % 4 == 3 ? .followedByOwner : .anyone, createdAt: createdAt + .hour)
    }
    let first = random.below(Self.residents)
    let members = (0..<(memberCount - 1)).map { 1 + (first + $0) % Self.residents }
    var convo = makeConvo(rev: rev, members: [Population.owner] + members, group: group, &random)
    // A group begins with those whom its owner adds.
    for member in members.prefix(members.count / 3) { convo.adders[member] = Population.owner }
    return convo
  }

  private func makeForeignGroup(
    rev: TID, _ start: Milliseconds, _ random: inout SplitMix64
  ) -> Convo {
    let group = GroupConvo(
      name: SampleTexts.foreign, createdAt: start - 90 * .day, memberLimit: 50, readAt: start)
    return makeConvo(
      rev: rev, members: [7, 11, Population.owner, 13, 17, 19, 23, 29], group: group, &random)
  }

  private func makeDirect(rev: TID, _ random: inout SplitMix64) -> Convo {
    makeConvo(rev: rev, members: [Population.owner, 5], group: nil, &random)
  }

  private func makeConvo(
    rev: TID, members: [Int], group: GroupConvo?, _ random: inout SplitMix64
  ) -> Convo {
    Convo(
      id: TID(number: random.next() >> 1).description, rev: rev, members: members,
      unread: random.chance(0.4) ? 1 + random.below(30) : 0,
      lastMessage: Convo.LastMessage(
        id: rev, sender: random.pick(members), text: random.pick(SampleTexts.messages)),
      group: group)
  }

  private mutating func makeRequests(
    _ count: Int, _ hostile: Int, _ raid: Int, _ start: Milliseconds, _ random: inout SplitMix64
  ) -> WaitingList {
    var entries: [WaitingList.Entry] = []
    entries.reserveCapacity(count)
    let raidStart = start - 7 * .hour
    for index in 0..<count {
      let isRaid = people.throwaways.contains(people.count)
      // Even in the logarithm: some in the last minutes, most over days, a few after weeks.
      let age =
        isRaid
        ? start - raidStart - Milliseconds(index - hostile) * .hour / Milliseconds(raid)
        : Milliseconds(random.logarithmic(from: 300, to: 21 * 86_400) * Double(Milliseconds.second))
      let time = start - age - Milliseconds(random.below(1000))
      entries.append(WaitingList.Entry(requestedAt: time, person: people.add(at: time)))
    }
    return WaitingList(entries)
  }

  static func linkCode(_ random: inout SplitMix64) -> String {
    Base32.encode(random.next(), length: 7, alphabet: Base32.sortable)
  }
}

/// What the simulated world holds when it starts.
public struct WorldOptions: Sendable {
  /// Groups owned by the account (one more, not owned, is always there, and a direct convo).
  public var groups: Int
  /// People waiting, in all groups together.
  public var requests: Int
  /// New requests a minute while it runs.
  public var ratePerMinute: Double
  /// The same seed gives the same groups, people and names; times are relative to the start.
  public var seed: UInt64
  /// Add the people with hostile names (escape sequences, bidi overrides, emoji families, CJK, many
  /// combining marks).
  public var hostileNames: Bool
  /// The account that owns the groups, in lower case.
  public var ownerHandle: String

  public init(
    groups: Int = 6, requests: Int = 300, ratePerMinute: Double = 0, seed: UInt64 = 1,
    hostileNames: Bool = true, ownerHandle: String = "mara.example.com"
  ) {
    self.groups = groups
    self.requests = requests
    self.ratePerMinute = ratePerMinute
    self.seed = seed
    self.hostileNames = hostileNames
    self.ownerHandle = ownerHandle
  }
}

/// What groups are called, and what is said in them.
enum SampleTexts {
  static let foreign = "Mill Street Neighbours"

  /// Names repeat, numbered, only after all have been used.
  static func owned(_ index: Int) -> String {
    let name = names[index % names.count]
    return index < names.count ? name : "\(name) (\(index / names.count + 1))"
  }

  private static let names = [
    "Kiln & Clay Collective", "Sunday Birders", "Allotment 14", "Night Shift Lounge",
    "夜の読書会", "Trail Runners Ostrava", "Synth Repair Club", "Café Lingua 🇫🇷🇪🇸🇵🇱",
    "Letterpress & Ink", "Harbour Swimmers", "Board Games Thursday", "Soil Microbes Journal Club",
    "Queer Climbers", "Sourdough Support Group", "Модульний вечір", "Choir Altos",
    "Repair Café Volunteers", "Indie Map Makers", "Parents of Class 3b",
    "Film Photographers' Exchange",
    "Open Mic Organisers", "Quilt Along 2026", "Left Bank Cyclists", "Amateur Astronomers South",
  ]

  static let messages = [
    "see you on thursday then", "who has the key to the shed?", "photos are up, thank you all!",
    "can somebody cover saturday?", "the new glaze is a disaster but a beautiful one",
    "welcome, introduce yourselves 👋", "moved to the big room, third floor",
    "I'll bring the good flour",
    "seen two kestrels by the weir this morning", "please read the pinned note before posting",
  ]
}
