import ATProto
import Foundation
import Simulator
import TestEnvironment
import Testing

@testable import Moderation

/// Whose labels count: what is asked, when, and what comes of it.
@Suite struct LabelerTests {
  private static let preferences = "app.bsky.actor.getPreferences"
  private static let services = "app.bsky.labeler.getServices"
  private static let header = "atproto-accept-labelers"
  private static let friendly = "did:web:labels.example.com"

  /// A service of the fixture's owner that keeps what it learns.
  private func service(
    _ fixture: Fixture, _ upkeep: LabelerUpkeep = .first, after time: TimeInterval = 0
  ) -> (GroupService, Record<ServiceNotice>) {
    let notices = Record<ServiceNotice>()
    let service = GroupService(
      session: fixture.session, labelers: file(fixture), upkeep: upkeep, concurrency: 2,
      retries: RetryPolicy(attempts: 1) { $0 }, patience: .seconds(60),
      time: ServiceClock(now: { Date() + time }, sleep: { _ in }), notice: { notices.add($0) })
    return (service, notices)
  }

  private func file(_ fixture: Fixture) -> LabelersFile {
    LabelersFile(
      CacheFile(
        directory: fixture.journals + "-cache", account: fixture.session.did, suffix: "labelers"))
  }

  private func people(_ service: GroupService, _ fixture: Fixture) async throws -> [Person] {
    try await RequestsTests.all(service.requests(in: fixture.group.id)).map(\.person)
  }

  /// A world in which a labeler has labelled somebody who waits.
  private func withLabeler(_ body: (Fixture, _ person: DID) async throws -> Void) async throws {
    try await withFixture(.init(followsLog: false)) { fixture async throws in
      defer { try? FileManager.default.removeItem(atPath: fixture.journals + "-cache") }
      let person = try fixture.group.waiting[0]
      fixture.simulator.addLabeler(
        did: Self.friendly, handle: "labels.example.com", displayName: "Friends")
      fixture.simulator.label(person, "trusted", by: Self.friendly)
      try await body(fixture, try #require(DID(person)))
    }
  }

  @Test func everyCallThatShowsProfilesNamesThem() async throws {
    try await withLabeler { fixture, person async throws in
      fixture.simulator.subscribe(to: [Self.friendly])
      let service = fixture.service
      await service.readLabelers()
      let group = try #require(try await service.groups().first)
      let cursor = try await service.live(after: nil).cursor
      _ = try await service.live(after: cursor)
      _ = try await service.group(group.id)
      _ = try await people(service, fixture)
      for try await _ in service.members(of: group.id) {}
      _ = try await service.profiles(of: [person])
      for verdict in [Decision.Verdict.approve, .remove] {
        _ = await service.decide(
          Decision(verdict, JoinRequest.ID(group: group.id, member: person)))
      }
      _ = try await service.change(group, .lock)
      _ = try await service.change(group, .unlock)
      _ = try await service.change(group, .rename("Owls"))
      try await service.markRead(group.id)
      let value = "\(Labelers.bluesky);redact, \(Self.friendly)"
      let shown = [
        Fixture.convos, Fixture.list, Fixture.profiles, Fixture.approve,
        "chat.bsky.convo.getLog", "chat.bsky.convo.getConvo", "chat.bsky.convo.getConvoMembers",
        "chat.bsky.convo.lockConvo", "chat.bsky.convo.unlockConvo", "chat.bsky.group.editGroup",
        "chat.bsky.group.removeMembers",
      ]
      for nsid in shown {
        let calls = fixture.calls(nsid)
        #expect(!calls.isEmpty && calls.allSatisfy { $0.headers[Self.header] == value }, "\(nsid)")
      }
      for call in fixture.simulator.calls where !shown.contains(call.nsid) {
        #expect(call.headers[Self.header] == nil, "\(call.nsid)")
      }
    }
  }

  @Test func onlyLabelersInForceAreHeard() async throws {
    try await withLabeler { fixture, person async throws in
      fixture.simulator.label("\(person)", "trusted")
      let stranger = try #require(
        try await people(fixture.service, fixture).first { $0.did == person })
      #expect(!stranger.labelValues.contains("trusted"))
      #expect(stranger.selfLabels == ["trusted"])
      fixture.simulator.subscribe(to: [Self.friendly])
      let known = try #require(
        try await people(service(fixture).0, fixture).first { $0.did == person })
      #expect(known.labels.contains(Label("trusted", by: DID(Self.friendly))))
      #expect(known.readAt != nil)
    }
  }

  /// A service may send what nobody has asked for.
  @Test func whatWasNotAskedForIsNotHeard() async throws {
    try await withFixture { fixture async throws in
      let body = """
        {"requests":[{"requestedAt":"2025-01-01T00:00:00Z","requestedBy":{"did":"did:plc:bob",
        "handle":"bob.test","labels":[{"src":"did:web:evil.example","val":"trusted"},
        {"src":"did:plc:bob","val":"trusted"}]}}]}
        """
      fixture.simulator.inject(InjectedFault(.answer(status: 200, body: body), on: Fixture.list))
      let bob = try #require(try await people(fixture.service, fixture).first)
      #expect(bob.labels == [])
      #expect(bob.selfLabels == ["trusted"])
      // No state of the viewer's, no knowledge.
      #expect(bob.following == nil && bob.followedBy == nil)
    }
  }

  @Test func theyAreReadOnceAndOnlyWhereLabelsAreLookedAt() async throws {
    try await withLabeler { fixture, person async throws in
      let service = fixture.service
      _ = try await service.groups()
      _ = try await service.listing()
      _ = try await service.live(after: nil)
      _ = await service.decide(try fixture.decision(on: 1))
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: Fixture.reject))
      _ = await service.decide(try fixture.decision(on: 2))
      #expect(fixture.calls(Fixture.list).count == 1)
      #expect(fixture.calls(Self.preferences).isEmpty)
      async let lists = (people(service, fixture), people(service, fixture))
      _ = try await lists
      _ = try await service.profiles(of: [person])
      await service.readLabelers()
      #expect(fixture.calls(Self.preferences).count == 1)
      let order = fixture.simulator.calls.map(\.nsid)
      let reading = try #require(order.firstIndex(of: Self.preferences))
      #expect(try #require(order.lastIndex(of: Fixture.list)) > reading)
      #expect(fixture.calls(Self.services).isEmpty)
    }
  }

  @Test func whatWasReadIsKeptForTheNextStart() async throws {
    try await withLabeler { fixture, person async throws in
      fixture.simulator.subscribe(to: [Self.friendly])
      _ = try await people(service(fixture).0, fixture)
      #expect(file(fixture).read()?.inForce.map(\.description).last == Self.friendly)
      fixture.simulator.subscribe(to: [])
      let next = service(fixture, after: 3_600 * 3).0
      #expect(
        try await people(next, fixture).contains { $0.labelValues.contains("trusted") })
      #expect(fixture.calls(Self.preferences).count == 1)
      // Whoever acts on labels is told the truth of now.
      await next.readLabelers()
      #expect(fixture.calls(Self.preferences).count == 2)
      #expect(
        try await !people(next, fixture).contains { $0.labelValues.contains("trusted") })
      // Too old, or from a clock that was set back.
      for time in [3_600 * 8.0, -60] {
        _ = try await people(service(fixture, after: time).0, fixture)
      }
      #expect(fixture.calls(Self.preferences).count == 4)
    }
  }

  @Test func aFrontEndGoesOnWithWhatIsKeptAndIsTold() async throws {
    try await withLabeler { fixture, person async throws in
      file(fixture).write(Labelers(readAt: Date()))
      fixture.simulator.subscribe(to: [Self.friendly])
      fixture.simulator.inject(InjectedFault(.delay(.milliseconds(50)), on: Self.preferences))
      let (service, notices) = service(fixture, .meanwhile)
      _ = try await people(service, fixture)
      func told() -> [Labelers] {
        notices.values.compactMap { if case .labelers(let labelers) = $0 { labelers } else { nil } }
      }
      try await eventually { told().last?.names.count == 2 }
      #expect(told().map(\.inForce.count) == [1, 2, 2])
      #expect(told().last?.name(of: DID(Self.friendly)!) == "Friends")
      #expect(told().last?.name(of: Labelers.bluesky) == "Bluesky Moderation Service")
      #expect(
        try await people(service, fixture).contains { $0.labelValues.contains("trusted") })
      #expect(fixture.calls(Self.preferences).count == 1)
      try await eventually { file(fixture).read()?.names.count == 2 }
    }
  }

  @Test func aScreenIsNotHeldUpByAReadingThatHangs() async throws {
    try await withLabeler { fixture, person async throws in
      fixture.simulator.subscribe(to: [Self.friendly])
      fixture.simulator.inject(InjectedFault(.hang, on: Self.preferences, times: nil))
      let (service, notices) = service(fixture, .meanwhile)
      let shown = try await people(service, fixture)
      #expect(shown.contains { $0.did == person })
      #expect(shown.allSatisfy { !$0.labelValues.contains("trusted") })
      // Said, so that the screen knows what it has to read again later.
      #expect(notices.values.contains(.labelers(Labelers())))
    }
  }

  @Test(arguments: [
    #"{"preferences":[{"$type":"app.bsky.actor.defs#labelersPref","labelers":"none"}]}"#,
    #"{"preferences":[{"$type":"app.bsky.actor.defs#labelersPref"}]}"#,
    #"{"preferences":{}}"#, #"{}"#, "<html>",
  ])
  func whatCannotBeReadIsNotNone(_ body: String) async throws {
    try await withLabeler { fixture, person async throws in
      fixture.simulator.subscribe(to: [Self.friendly])
      await service(fixture).0.readLabelers()
      fixture.simulator.inject(
        InjectedFault(.answer(status: 200, body: body), on: Self.preferences, times: nil))
      // Of before there is something.
      let (later, _) = service(fixture, after: 3_600 * 5)
      _ = try await people(later, fixture)
      var labelers = await later.labelers
      #expect(labelers.inForce.count == 2)
      #expect(labelers.fault?.kind == .badAnswer)
      // Of before there is nothing.
      file(fixture).remove()
      let (first, _) = service(fixture)
      _ = try await people(first, fixture)
      _ = try await people(first, fixture)
      labelers = await first.labelers
      #expect(labelers.inForce == [Labelers.bluesky])
      #expect(labelers.fault?.kind == .badAnswer && labelers.readAt == nil)
      #expect(fixture.calls(Self.preferences).count == 3)
      #expect(file(fixture).read() == nil)
    }
  }

  @Test func oddPreferencesArePassedOver() async throws {
    try await withLabeler { fixture, _ async throws in
      let body = #"""
        {"preferences":[7,{"$type":"app.bsky.actor.defs#newPref","labelers":"x"},
        {"$type":"app.bsky.actor.defs#labelersPref","labelers":[{"did":"nobody"},{},
        {"did":"did:web:a.example"},{"did":"did:web:a.example"}]}]}
        """#
      fixture.simulator.inject(
        InjectedFault(.answer(status: 200, body: body), on: Self.preferences))
      let labelers = await fixture.service.readLabelers()
      #expect(labelers.inForce == [Labelers.bluesky, DID("did:web:a.example")])
      #expect(labelers.fault == nil)
    }
  }

  // MARK: Blocks

  @Test func aBlockHidesWhoFollowsWhom() async throws {
    try await withFixture { fixture async throws in
      let group = try fixture.group
      let list = "at://did:plc:list/app.bsky.graph.list/1"
      fixture.simulator.list(group.waiting[0], blocking: list)
      fixture.simulator.blockOwner(by: group.waiting[1])
      fixture.simulator.block(group.waiting[2])
      fixture.simulator.list(group.waiting[3], blocking: nil, muting: list)
      let listed = try await people(fixture.service, fixture)
      let profiles = try await fixture.service.profiles(of: listed.map(\.did))
      for (index, did) in group.waiting.prefix(4).enumerated() {
        let person = try #require(listed.first { $0.did.description == did })
        let profile = try #require(profiles.first { $0.did == person.did })
        #expect((person.following == nil) == (index < 3))
        #expect((person.followedBy == nil) == (index < 3))
        #expect(person.relationship.isBehindBlock == (index < 3))
        #expect(person.blocking == [true, false, true, false][index])
        #expect(person.blockingByList == (index == 0))
        #expect(person.blockedBy == (index == 1))
        #expect(person.muted == (index == 3) && person.mutedByList == (index == 3))
        var told = person
        told.update(from: profile)
        told.readAt = person.readAt
        #expect(told == person)
      }
    }
  }

  // MARK: The newer fact

  @Test func theNewerFactWinsFieldByField() {
    let did = DID("did:plc:bob")!
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    let listed = Person(
      did: did, handle: Handle("new.test")!, displayName: "New", labels: ["spam"],
      selfLabels: ["a"],
      relationship: Relationship(following: nil, followedBy: nil, blocking: true), readAt: now)
    var profile = Profile(
      did: did, handle: Handle("old.test")!, displayName: "Old", hasAvatar: true, followers: 3,
      knownFollowers: 4, relationship: Relationship(following: true, followedBy: true, muted: true),
      verified: true,
      readAt: now - 1)
    var person = listed
    person.update(from: profile)
    var expected = listed
    expected.knownFollowers = 4
    #expect(person == expected)
    // A list that does tell is the newer one there, too.
    person.knownFollowers = 9
    person.update(from: profile)
    #expect(person.knownFollowers == 9)

    profile.readAt = now + 1
    person.update(from: profile)
    #expect(
      person
        == Person(
          did: did, handle: Handle("old.test")!, displayName: "Old",
          relationship: Relationship(following: true, followedBy: true, muted: true),
          verified: true, hasAvatar: true, knownFollowers: 4,
          readAt: now + 1))
  }
}
