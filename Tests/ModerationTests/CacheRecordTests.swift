import ATProto
import Foundation
import Testing

@testable import Moderation

/// Every field of every cached value comes back as itself, and not as another of the same type; from the
/// JSON of the journal too, where the value is kept there.
@Suite struct CacheRecordTests {
  private static let date = Date(timeIntervalSince1970: 1_790_000_000.25)

  /// Writes and reads the value once for each field, with that field alone changed.
  private func expectEachField<Value: CacheRecord & Equatable>(
    of value: Value, uncached: Set<String> = [], changes: [(inout Value) -> Void]
  ) throws {
    let names = Mirror(reflecting: value).children.compactMap(\.label)
    try #require(changes.count == names.count - uncached.count, "each field once")
    var changed: Set<String> = []
    for change in changes {
      var one = value
      change(&one)
      let fields = zip(
        names, zip(Mirror(reflecting: one).children, Mirror(reflecting: value).children))
      let differing = fields.filter { "\($1.0.value)" != "\($1.1.value)" }.map(\.0)
      try #require(differing.count == 1, "one field at a time, not \(differing)")
      changed.formUnion(differing)
      #expect(try roundTrip(one) == one, "\(differing)")
      if let journaled = one as? any Codable & Equatable {
        try expectRoundTripAsJSON(journaled, "\(differing)")
      }
    }
    #expect(changed == Set(names).subtracting(uncached))
  }

  private func expectRoundTripAsJSON<Value: Codable & Equatable>(
    _ value: Value, _ field: String
  ) throws {
    let json = try JSONEncoder().encode(value)
    #expect(try JSONDecoder().decode(Value.self, from: json) == value, "\(field)")
  }

  private func roundTrip<Value: Cacheable>(_ value: Value) throws -> Value {
    var writer = CacheWriter()
    writer.write(value)
    var reader = CacheReader(writer.bytes)
    let read: Value = try reader.read()
    #expect(reader.isAtEnd)
    return read
  }

  @Test func aPersonsFieldsKeepTheirPlaces() throws {
    let person = Person(
      did: DID("did:plc:a")!, handle: Handle("a.example.com")!, displayName: "A", createdAt: nil,
      labels: [], selfLabels: [], relationship: Relationship(following: nil, followedBy: nil),
      knownFollowers: nil, readAt: nil)
    try expectEachField(
      of: person,
      changes: [
        {
          $0 = Person(
            did: DID("did:plc:b")!, handle: $0.handle, displayName: "A",
            relationship: Relationship(following: nil, followedBy: nil))
        },
        { $0.handle = .invalid }, { $0.displayName = "B" }, { $0.createdAt = Self.date },
        { $0.labels = ["spam"] }, { $0.selfLabels = ["bot"] }, { $0.muted = true },
        { $0.verified = true }, { $0.hasAvatar = true }, { $0.knownFollowers = 1 },
        { $0.readAt = Self.date },
      ])
  }

  @Test func aRelationshipsFieldsKeepTheirPlaces() throws {
    try expectEachField(
      of: Relationship(following: nil, followedBy: nil),
      changes: [
        { $0.following = true }, { $0.followedBy = true }, { $0.blocking = true },
        { $0.blockingByList = true }, { $0.blockedBy = true }, { $0.muted = true },
        { $0.mutedByList = true },
      ])
  }

  @Test func aProfilesFieldsKeepTheirPlaces() throws {
    let profile = Profile(
      did: DID("did:plc:a")!, relationship: Relationship(following: nil, followedBy: nil),
      readAt: Self.date)
    try expectEachField(
      of: profile,
      changes: [
        {
          $0 = Profile(
            did: DID("did:plc:b")!, relationship: Relationship(following: nil, followedBy: nil),
            readAt: $0.readAt)
        },
        { $0.handle = .invalid }, { $0.displayName = "B" }, { $0.hasAvatar = true },
        { $0.followers = 1 }, { $0.follows = 1 }, { $0.posts = 1 }, { $0.bio = "B" },
        { $0.knownFollowers = 1 }, { $0.labels = ["spam"] }, { $0.selfLabels = ["bot"] },
        { $0.muted = true }, { $0.verified = true }, { $0.readAt = Self.date + 1 },
      ])
  }

  @Test func aGroupsFieldsKeepTheirPlaces() throws {
    try expectEachField(
      of: Group(id: "a", name: "A", memberCount: 0, memberLimit: 0),
      changes: [
        { $0 = Group(id: "b", name: "A", memberCount: 0, memberLimit: 0) }, { $0.name = "B" },
        { $0.memberCount = 1 }, { $0.memberLimit = 1 }, { $0.pending = 1 },
        { $0.pendingIsCapped = true }, { $0.unread = 1 }, { $0.lock = .lockedPermanently },
        { $0.lockIsModeration = true },
        { $0.link = JoinLink(code: "c", enabled: true, requireApproval: false, rule: .anyone) },
      ])
  }

  @Test func aLinksFieldsKeepTheirPlaces() throws {
    try expectEachField(
      of: JoinLink(code: "a", enabled: false, requireApproval: false, rule: .anyone),
      changes: [
        { $0.code = "b" }, { $0.enabled = true }, { $0.requireApproval = true },
        { $0.rule = .other("new") },
      ])
  }

  /// How many there were of those that could not be read is told once.
  @Test func aListingsFieldsKeepTheirPlaces() throws {
    try expectEachField(
      of: GroupListing(groups: [], cursor: nil, listedAt: Self.date, readAt: Self.date),
      uncached: ["unreadable"],
      changes: [
        { $0.groups = [Group(id: "a", name: "A", memberCount: 0, memberLimit: 0)] },
        { $0.cursor = "c" }, { $0.listedAt = Self.date + 1 }, { $0.readAt = Self.date + 1 },
      ])
  }

  @Test func whatHasFewFieldsComesBackAsItWas() throws {
    let label = Label("spam", by: DID("did:plc:a")!)
    #expect(try roundTrip(label) == label)
    let groups = Snapshot.Groups(
      groups: [Group(id: "a", name: "A", memberCount: 0, memberLimit: 0)], readAt: Self.date)
    #expect(try roundTrip(groups) == groups)
    let labelers = Labelers(
      subscribed: [DID("did:plc:a")!, DID("did:plc:b")!],
      names: [DID("did:plc:a")!: "A", DID("did:plc:b")!: "B"], readAt: Self.date)
    #expect(try roundTrip(labelers) == labelers)
    let person = Person(
      did: DID("did:plc:a")!, handle: Handle("a.example.com")!, createdAt: Self.date)
    let list = Snapshot.List(
      group: "a",
      requests: [JoinRequest(group: "a", person: person, requestedAt: Self.date + 1)],
      readAt: Self.date + 2)
    #expect(try roundTrip(list) == list)
    let seen = Snapshot(groups: groups.groups, groupsReadAt: Self.date + 3, lists: [list]) {
      Profile(did: $0, readAt: Self.date + 4)
    }
    #expect(try roundTrip(seen) == seen)
  }
}
