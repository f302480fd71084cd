import ATProto
import Canvas
import Foundation
import Fuzzing
import Moderation

@testable import Console

/// Whatever a service, a journal or an earlier console may say, as often odd as not.
struct RandomWorld {
  var random: SplitMix

  // MARK: names, numbers and dates

  mutating func text() -> String {
    switch random.below(4) {
    case 0: ""
    case 1: HostileText.random(using: &random)
    case _:
      random.pick([
        "Night Owls", "王小明", "Ana Lima", "👩‍👩‍👧‍👦", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
      ])
    }
  }

  /// As many as the lexicons' counts can say.
  mutating func count() -> Int {
    random.pick([0, 0, 1, 2, 3, 20, 21, 49, 50, 999, 1_000, 9_999, 1_000_000, 1 << 53])
  }

  /// Any that a lexicon's date can say.
  mutating func date(around now: Date) -> Date {
    random.oneIn(6)
      ? random.pick([.distantPast, .distantFuture, Date(timeIntervalSince1970: 253_402_300_799)])
      : now.addingTimeInterval(Double(random.below(40_000) - 38_000) * 60)
  }

  mutating func maybe<Value>(_ value: Value) -> Value? { random.oneIn(4) ? nil : value }

  // MARK: groups and people

  /// Few enough that everything meets everything.
  mutating func groupID() -> Group.ID { random.pick(["g1", "g2", "g3", "", "\u{1B}[2J"]) }

  mutating func member() -> DID { did("p\(random.below(24))") }

  mutating func requestID() -> JoinRequest.ID {
    JoinRequest.ID(group: groupID(), member: member())
  }

  mutating func group(_ id: Group.ID) -> Group {
    Group(
      id: id, name: text(), memberCount: count(), memberLimit: count(), pending: count(),
      pendingIsCapped: random.oneIn(3), unread: count(),
      lock: random.pick([.unlocked, .locked, .lockedPermanently]),
      lockIsModeration: random.oneIn(2),
      link: maybe(link()))
  }

  mutating func groups() -> [Group] {
    var ids: [Group.ID] = []
    for _ in 0..<random.below(5) {
      let id = groupID()
      if !ids.contains(id) { ids.append(id) }
    }
    return ids.map { group($0) }
  }

  mutating func person(_ did: DID, now: Date) -> Person {
    Person(
      did: did, handle: handle(of: did), displayName: text(),
      createdAt: maybe(date(around: now)), labels: (0..<random.below(3)).map { _ in label() },
      selfLabels: (0..<random.below(3)).map { _ in text() },
      relationship: Relationship(
        following: maybe(random.oneIn(4)), followedBy: maybe(random.oneIn(4)),
        blocking: random.oneIn(4), blockedBy: random.oneIn(4), muted: random.oneIn(4)),
      verified: random.oneIn(4), hasAvatar: random.oneIn(2),
      knownFollowers: maybe(count()), readAt: maybe(date(around: now)))
  }

  private mutating func label() -> Label {
    Label(text(), by: maybe(did("l\(random.below(3))")))
  }

  mutating func request(in group: Group.ID, now: Date) -> JoinRequest {
    JoinRequest(
      group: group, person: person(member(), now: now), requestedAt: maybe(date(around: now)))
  }

  /// Nobody is on it twice.
  mutating func page(of group: Group.ID, now: Date) -> [JoinRequest] {
    var known: Set<DID> = []
    return (0..<random.below(16)).map { _ in request(in: group, now: now) }
      .filter { known.insert($0.person.did).inserted }
  }

  /// Nobody is in it twice, or waits too.
  mutating func members(of group: Group.ID, now: Date) -> [GroupMember] {
    var known: Set<DID> = []
    return (0..<random.below(16)).map { _ in
      GroupMember(
        group: group, person: person(did("m\(random.below(24))"), now: now),
        role: random.pick([.owner, .standard, .other("newer")]),
        addedBy: maybe(person(member(), now: now)))
    }.filter { known.insert($0.person.did).inserted }
  }

  /// A group has one at most.
  mutating func doors(now: Date) -> [Door] {
    var known: Set<Group.ID> = []
    return (0..<random.below(4)).map { number in
      Door(
        id: Int64(number), group: groupID(), groupName: text(),
        measure: random.pick([.approval, .disable]), before: link(), after: link(),
        shutAt: date(around: now), until: maybe(date(around: now)),
        state: random.pick([.shut, .underWay, .unsent, .unfinished]))
    }.filter { known.insert($0.group).inserted }
  }

  mutating func settledDoor(_ id: Group.ID, now: Date) -> SettledDoor {
    SettledDoor(
      group: id, groupName: text(),
      outcome: random.pick([
        .done, .unneeded(.shutAlready), .unneeded(.notDue), .changed(.kept([.rule])),
        .changed(.linkGone), .failed(fault(now: now)),
      ]), now: maybe(group(id)))
  }

  mutating func link() -> JoinLink {
    JoinLink(
      code: text(), enabled: random.oneIn(2), requireApproval: random.oneIn(2),
      rule: random.pick([.anyone, .followedByOwner, .other("newer")]))
  }

  private mutating func handle(of did: DID) -> Handle {
    let name = did.description.dropFirst("did:plc:".count)
    return random.oneIn(8) ? .invalid : Handle("\(name).example.com") ?? .invalid
  }

  mutating func profile(_ did: DID, now: Date) -> Profile {
    Profile(
      did: did, followers: maybe(count()), follows: maybe(count()), posts: maybe(count()),
      bio: text(), knownFollowers: maybe(count()), labels: [label()], selfLabels: [text()],
      relationship: Relationship(following: maybe(random.oneIn(2))), readAt: now)
  }

  mutating func snapshot(now: Date) -> Snapshot {
    let groups = groups()
    let lists = groups.map { group in
      Snapshot.List(
        group: group.id, requests: page(of: group.id, now: now), readAt: date(around: now))
    }
    return Snapshot(groups: groups, groupsReadAt: date(around: now), lists: lists)
  }

  // MARK: what happens

  mutating func events(now: Date) -> [LiveEvent] {
    (0..<random.below(5)).map { _ in
      switch random.below(6) {
      case 0, 1: .asked(request(in: groupID(), now: now))
      case 2, 3: .ended(requestID(), random.pick([.withdrawn, .approved, .rejected]))
      case 4: .read(groupID())
      case _:
        random.pick([
          .changed(groupID()), .groupsChanged, .unreadable(groupID()), .unreadable(nil),
        ])
      }
    }
  }

  mutating func fault(now: Date) -> Fault {
    Fault(
      random.pick([
        .signedOut, .chatNotAllowed, .notOwner, .groupGone, .groupFull, .rateLimited, .unreachable,
        .badAnswer, .unconfirmed, .refused, .journal, .cancelled,
      ]), text(), cure: text(), retryAt: maybe(now + Double(random.below(172_800))))
  }

  mutating func entry(_ id: Int64, now: Date) -> JournalEntry {
    JournalEntry(
      id: id, verdict: random.pick(Decision.Verdict.allCases),
      subject: .init(request(in: groupID(), now: now)), profile: maybe(profile(member(), now: now)),
      groupName: text(), rule: maybe(text()), note: maybe(text()), decidedAt: date(around: now),
      settledAt: maybe(date(around: now)), status: random.pick(JournalEntry.Status.allCases),
      reason: maybe(text()))
  }

  mutating func personHistories(now: Date) -> [DID: PersonHistory] {
    var personHistories: [DID: PersonHistory] = [:]
    for _ in 0..<random.below(8) {
      personHistories[member()] = PersonHistory(
        rejected: random.below(9), approved: random.below(9),
        last: maybe(
          PersonHistory.Past(
            verdict: random.pick(Decision.Verdict.allCases), at: date(around: now),
            requestedAt: maybe(date(around: now)), groupName: text(), handle: .invalid)),
        note: maybe(text()))
    }
    return personHistories
  }
}
