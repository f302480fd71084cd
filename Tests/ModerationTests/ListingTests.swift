import ATProto
import Foundation
import Fuzzing
import Simulator
import Testing

@testable import Moderation

/// The groups from what is known already and what the log tells since.
@Suite struct ListingTests {
  private static let log = "chat.bsky.convo.getLog"
  private static let convo = "chat.bsky.convo.getConvo"

  private func event(_ kind: String, _ convo: String) -> String {
    #"{"$type":"chat.bsky.convo.defs#\#(kind)","rev":"3zzzzzzzzzzz2","convoId":"\#(convo)"}"#
  }

  /// The log answers once with some events, and then that there are no more.
  private func tell(_ events: [String], _ fixture: Fixture) {
    for logs in [events.joined(separator: ","), ""] {
      let page = #"{"logs":[\#(logs)],"cursor":"3zzzzzzzzzzz2"}"#
      fixture.simulator.inject(InjectedFault(.answer(status: 200, body: page), on: Self.log))
    }
  }

  @Test func theFirstTakesItsPlaceInTheLogBeforeItListsAll() async throws {
    try await withFixture(.init(followsLog: false)) { fixture async throws in
      let listing = try await fixture.service.listing()
      #expect(fixture.cost == [Self.log, Fixture.convos])
      #expect(listing.groups == (try await fixture.service.groups().elements))
      #expect(listing.cursor != nil)
      #expect(listing.listedAt == listing.readAt)
    }
  }

  @Test func whereNothingHasHappenedItIsOneCall() async throws {
    try await withFixture { fixture async throws in
      let first = try await fixture.service.listing()
      let cost = try await fixture.cost {
        let second = try await fixture.service.listing(since: first)
        #expect(second.groups == first.groups)
        #expect(second.listedAt == first.listedAt)
        #expect(second.readAt > first.readAt)
      }
      #expect(cost == [Self.log])
      #expect(fixture.calls(Self.log).last?.query["cursor"] == first.cursor)
    }
  }

  @Test func onlyAGroupThatHasChangedIsReadAgain() async throws {
    try await withFixture { fixture async throws in
      let group = try fixture.group
      var listing = try await fixture.service.listing()
      fixture.simulator.ask(group: group.id, handle: "jo.test")
      fixture.simulator.setLock(.locked, group: group.id)
      let cost = try await fixture.cost {
        listing = try await fixture.service.listing(since: listing)
      }
      #expect(cost == [Self.log, Self.log, Self.convo])
      #expect(listing.groups.first { $0.id == group.id }?.lock == .locked)
      // What has been told is not told again.
      #expect(
        try await fixture.cost { _ = try await fixture.service.listing(since: listing) }
          == [Self.log])
    }
  }

  /// Whatever happens, and however often it is looked at, it is what a full reading would tell.
  @Test(arguments: 1...4)
  func itIsAsTrueAsAFullReading(seed: UInt64) async throws {
    var random = SplitMix(seed: seed)
    let world = WorldOptions(groups: 4, requests: 60, seed: seed)
    try await withFixture(.init(world: world)) { fixture async throws in
      let service = fixture.service
      var listing = try await service.listing()
      for step in 0..<40 {
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          let owned = fixture.simulator.groups.filter(\.isOwned)
          let group = try #require(owned.randomElement(using: &random))
          let member = group.waiting.randomElement(using: &random) ?? ""
          switch Int.random(in: 0...6, using: &random) {
          case 0, 1: fixture.simulator.ask(group: group.id, handle: "new\(step).test")
          case 2: fixture.simulator.withdraw(group: group.id, member: member)
          case 3: fixture.simulator.approve(group: group.id, member: member)
          case 4: fixture.simulator.reject(group: group.id, member: member)
          case 5: try await service.markRead(group.id)
          default:
            fixture.simulator.setLock(group.lock == .locked ? .unlocked : .locked, group: group.id)
          }
        }
        let before = fixture.calls(Fixture.convos).count
        listing = try await service.listing(since: listing)
        let isListed = fixture.calls(Fixture.convos).count > before
        let truth = try await service.groups().elements
        #expect(Set(listing.groups) == Set(truth), "step \(step)")
        if isListed { #expect(listing.groups == truth) }
      }
    }
  }

  // MARK: When all are listed

  @Test func afterAWhileAllAreListed() async throws {
    try await withFixture { fixture async throws in
      var listing = try await fixture.service.listing()
      try await fixture.clock.timekeeper.sleep(.seconds(15 * 60 - 5))
      listing = try await fixture.service.listing(since: listing)
      #expect(fixture.calls(Fixture.convos).count == 1)
      // What was checked since then is no younger for it.
      try await fixture.clock.timekeeper.sleep(.seconds(6))
      let cost = try await fixture.cost {
        listing = try await fixture.service.listing(since: listing)
      }
      #expect(cost == [Self.log, Fixture.convos])
      #expect(fixture.calls(Self.log).last?.query["cursor"] == nil)
      #expect(listing.listedAt == listing.readAt)
    }
  }

  @Test func aListingFromTheFutureIsNotBelieved() async throws {
    try await withFixture { fixture async throws in
      var listing = try await fixture.service.listing()
      listing.listedAt += 3600
      #expect(
        try await fixture.cost { _ = try await fixture.service.listing(since: listing) }
          == [Self.log, Fixture.convos])
    }
  }

  @Test func moreChangedGroupsThanAreWorthAskingFor() async throws {
    let world = WorldOptions(groups: 5, requests: 0)
    try await withFixture(.init(world: world)) { fixture async throws in
      var listing = try await fixture.service.listing()
      let owned = fixture.simulator.groups.filter(\.isOwned)
      for group in owned.prefix(3) { fixture.simulator.ask(group: group.id, handle: "jo.test") }
      #expect(
        try await fixture.cost { listing = try await fixture.service.listing(since: listing) }
          == [Self.log, Self.log, Self.convo, Self.convo, Self.convo])
      for group in owned.prefix(4) { fixture.simulator.ask(group: group.id, handle: "kim.test") }
      #expect(
        try await fixture.cost { listing = try await fixture.service.listing(since: listing) }
          == [Self.log, Self.log, Fixture.convos])
      #expect(listing.groups.reduce(0) { $0 + $1.pending } == 7)
    }
  }

  @Test func aLongLogIsNotReadToItsEnd() async throws {
    let world = WorldOptions(groups: 1, requests: 0)
    try await withFixture(.init(world: world)) { fixture async throws in
      let group = try #require(fixture.simulator.groups.first { $0.isOwned })
      let listing = try await fixture.service.listing()
      for number in 0..<250 { fixture.simulator.ask(group: group.id, handle: "p\(number).test") }
      #expect(
        try await fixture.cost { _ = try await fixture.service.listing(since: listing) }
          == [Self.log, Self.log, Self.log, Self.log, Fixture.convos])
      #expect(fixture.calls(Self.log).last?.query["cursor"] == nil)
    }
  }

  @Test(arguments: ["logBeginConvo", "logAcceptConvo", "logLeaveConvo", "logNewInTheFuture"])
  func otherConvosMayBeGroupsOfTheAccounts(_ kind: String) async throws {
    try await withFixture { fixture async throws in
      let listing = try await fixture.service.listing()
      tell([event(kind, "3elsewhere")], fixture)
      #expect(
        try await fixture.cost { _ = try await fixture.service.listing(since: listing) }
          == [Self.log, Self.log, Fixture.convos])
    }
  }

  @Test func anEventThatCannotBeReadMayBeAboutAnything() async throws {
    try await withFixture { fixture async throws in
      let listing = try await fixture.service.listing()
      tell(["17"], fixture)
      #expect(
        try await fixture.cost { _ = try await fixture.service.listing(since: listing) }
          == [Self.log, Self.log, Fixture.convos])
    }
  }

  @Test(arguments: [
    ("logNewInTheFuture", 1), ("logEditGroup", 1), ("logReadJoinRequests", 1),
    ("logCreateMessage", 0), ("logReadConvo", 0), ("logAddReaction", 0), ("logMuteConvo", 0),
  ])
  func whatChangesAGroup(_ kind: String, _ reads: Int) async throws {
    try await withFixture { fixture async throws in
      let listing = try await fixture.service.listing()
      let group = try fixture.group.id
      tell([event(kind, group), event(kind, group)], fixture)
      let cost = try await fixture.cost { () async throws in
        #expect(try await fixture.service.listing(since: listing).groups == listing.groups)
      }
      #expect(cost == [Self.log, Self.log] + Array(repeating: Self.convo, count: reads))
    }
  }

  @Test func whatHappensInOthersGroupsIsNobodysBusiness() async throws {
    try await withFixture { fixture async throws in
      let foreign = try #require(fixture.simulator.groups.first { !$0.isOwned })
      let listing = try await fixture.service.listing()
      fixture.simulator.setLock(.locked, group: foreign.id)
      #expect(
        try await fixture.cost { _ = try await fixture.service.listing(since: listing) }
          == [Self.log, Self.log])
    }
  }

  @Test(arguments: ["InvalidConvo", "InsufficientRole"])
  func aGroupThatIsNotTheAccountsAnyMore(_ error: String) async throws {
    try await withFixture { fixture async throws in
      let listing = try await fixture.service.listing()
      fixture.simulator.ask(group: try fixture.group.id, handle: "jo.test")
      fixture.simulator.inject(
        InjectedFault(.answer(status: 400, body: #"{"error":"\#(error)"}"#), on: Self.convo))
      #expect(
        try await fixture.cost { _ = try await fixture.service.listing(since: listing) }
          == [Self.log, Self.log, Self.convo, Fixture.convos])
    }
  }

  // MARK: Faults

  @Test func aCursorThatIsRefusedIsGivenUp() async throws {
    try await withFixture { fixture async throws in
      var listing = try await fixture.service.listing()
      listing.cursor = "not a cursor"
      let again = try await fixture.service.listing(since: listing)
      #expect(again.groups == listing.groups)
      #expect(again.cursor != nil && again.cursor != listing.cursor)
    }
  }

  /// A service that has no log at all still has groups.
  @Test func withoutALogAllAreListedEveryTime() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 400, body: #"{"error":"MethodNotImplemented"}"#), on: Self.log,
          times: nil))
      let listing = try await fixture.service.listing()
      #expect(listing.cursor == nil)
      #expect(listing.groups.count == 3)
      #expect(
        try await fixture.cost { _ = try await fixture.service.listing(since: listing) }
          == [Self.log, Fixture.convos])
    }
  }

  @Test func aSessionThatHasEndedIsSaid() async throws {
    try await withFixture { fixture async throws in
      let listing = try await fixture.service.listing()
      fixture.simulator.revokeSessions()
      let fault = await #expect(throws: Fault.self) {
        try await fixture.service.listing(since: listing)
      }
      #expect(fault?.kind == .signedOut)
    }
  }

  // MARK: The file

  @Test func aListingIsKeptAsItIs() throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "listing-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let file = GroupListingFile(
      CacheFile(directory: directory, account: DID("did:plc:owner")!, suffix: "groups"))
    #expect(file.read() == nil)
    for cursor in ["3zzzzzzzzzzz2", nil] {
      let listing = GroupListing(
        groups: [Group(id: "g1", name: "Night Owls", memberCount: 3, memberLimit: 50, pending: 7)],
        cursor: cursor, listedAt: Date(timeIntervalSince1970: 1_790_000_000),
        readAt: Date(timeIntervalSince1970: 1_790_000_060))
      file.write(listing)
      #expect(file.read() == listing)
    }
    #expect(file.path == directory + "/did:plc:owner.groups")
    // Whatever else is found under the name is none.
    SnapshotFile(CacheFile(directory: directory, account: DID("did:plc:owner")!, suffix: "groups"))
      .write(Snapshot(groups: [], groupsReadAt: .distantPast, lists: []))
    #expect(file.read() == nil)
    file.remove()
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  /// A field that is added has to be written too, under a new version.
  @Test func everyFieldIsWritten() {
    let listing = GroupListing(groups: [], cursor: nil, listedAt: .now, readAt: .now)
    // One of them is not: it has no cursor beside it.
    #expect(Mirror(reflecting: listing).children.count == 5)
  }
}

extension Fixture {
  /// The methods called so far, signing in apart.
  fileprivate var cost: [String] {
    simulator.calls.map(\.nsid).filter { $0.hasPrefix("chat.bsky.") }
  }

  /// The methods called by something.
  fileprivate func cost(_ body: () async throws -> Void) async throws -> [String] {
    let before = cost.count
    try await body()
    return Array(cost.dropFirst(before))
  }
}
