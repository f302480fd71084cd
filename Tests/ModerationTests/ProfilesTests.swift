import ATProto
import Foundation
import Simulator
import Testing

@testable import Moderation

@Suite struct ProfilesTests {
  private let crowd = Fixture.Options(world: WorldOptions(groups: 1, requests: 60))

  @Test func aLongListIsAskedForInCallsOf25() async throws {
    try await withFixture(crowd) { fixture async throws in
      let members = try fixture.group.waiting.compactMap { DID($0) }
      let profiles = try await fixture.service.profiles(of: members)
      #expect(Set(profiles.map(\.did)) == Set(members))
      #expect(profiles.count == 60)
      let calls = fixture.calls(Fixture.profiles)
      #expect(calls.map { $0.query["actors"]?.split(separator: ",").count } == [25, 25, 10])
      #expect(calls.allSatisfy { $0.headers["atproto-proxy"] == nil })
    }
  }

  @Test func aProfileAgreesWithTheRequest() async throws {
    try await withFixture(crowd) { fixture async throws in
      let requests = try await RequestsTests.all(
        fixture.service.requests(in: try fixture.group.id))
      let start = fixture.clock.timekeeper.now()
      let profiles = try await fixture.service.profiles(of: requests.map(\.person.did))
      #expect(profiles.allSatisfy { $0.followers != nil && $0.follows != nil && $0.posts != nil })
      #expect(profiles.allSatisfy { $0.readAt >= start })
      #expect(profiles.contains { $0.bio.isEmpty } && profiles.contains { !$0.bio.isEmpty })
      let byDID = Dictionary(uniqueKeysWithValues: profiles.map { ($0.did, $0) })
      for request in requests {
        var person = request.person
        person.update(from: try #require(byDID[person.did]))
        #expect(person.readAt ?? .distantPast > request.person.readAt ?? .distantFuture)
        person.readAt = request.person.readAt
        #expect(person == request.person)
      }
    }
  }

  @Test func nobodyIsNoCall() async throws {
    try await withFixture { fixture async throws in
      #expect(try await fixture.service.profiles(of: []) == [])
      #expect(fixture.calls(Fixture.profiles).isEmpty)
    }
  }

  @Test func someoneWhoIsNotThereIsLeftOut() async throws {
    try await withFixture { fixture async throws in
      let nobody = try #require(DID("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"))
      let someone = try #require(DID(try fixture.group.waiting[0]))
      let profiles = try await fixture.service.profiles(of: [nobody, someone])
      #expect(profiles.map(\.did) == [someone])
    }
  }

  @Test func aCallThatFailsForAWhileIsMadeAgain() async throws {
    try await withFixture(crowd) { fixture async throws in
      let members = try fixture.group.waiting.compactMap { DID($0) }
      for status in [503, 429] {
        fixture.simulator.inject(
          InjectedFault(.answer(status: status, body: ""), on: Fixture.profiles))
      }
      #expect(try await fixture.service.profiles(of: members).count == 60)
      #expect(fixture.calls(Fixture.profiles).count == 5)
      #expect(fixture.clock.waits.count == 2)
    }
  }

  @Test func labelsThatWereTakenBackDoNotCount() async throws {
    try await withFixture { fixture async throws in
      let body = """
        {"profiles":[{"did":"did:plc:bob","handle":"bob.test","description":"Hi",
        "labels":[{"src":"did:plc:ar7c4by46qjdydhdevvrndac","val":"spam"},
        {"src":"did:plc:ar7c4by46qjdydhdevvrndac","val":"rude"},
        {"src":"did:plc:ar7c4by46qjdydhdevvrndac","val":"rude","neg":true}],
        "viewer":{"muted":true,"blocking":"at://b","following":"at://f","followedBy":"at://g",
        "knownFollowers":{"count":3,"followers":[]}},"verification":{"verifiedStatus":"valid"}}]}
        """
      fixture.simulator.inject(
        InjectedFault(.answer(status: 200, body: body), on: Fixture.profiles))
      let bob = try #require(DID("did:plc:bob"))
      let profile = try #require(try await fixture.service.profiles(of: [bob]).first)
      let expected = Profile(
        did: bob, handle: Handle("bob.test"), displayName: "", hasAvatar: false, bio: "Hi",
        knownFollowers: 3, labels: ["spam"],
        relationship: Relationship(following: true, followedBy: true, blocking: true, muted: true),
        verified: true, readAt: profile.readAt)
      #expect(profile == expected)
    }
  }
}
