import ATProto
import Foundation
import Simulator
import Testing

@testable import Moderation

/// Entries of lists that can't be read: they are counted, and never taken for absent.
@Suite struct UnreadableTests {
  private static let writing = Fixture.Options(
    world: WorldOptions(groups: 1, requests: 150), keepsJournal: true)

  @Test func requestsOnEveryPageAreCounted() async throws {
    try await withFixture(Self.writing) { fixture async throws in
      let group = try fixture.group
      for position in [0, 1, 120] { fixture.simulator.garble(person: group.waiting[position]) }
      var pages: [LossyArray<JoinRequest>] = []
      for try await page in fixture.service.requests(in: group.id) { pages.append(page) }
      #expect(pages.map(\.count) == [98, 49])
      #expect(pages.map(\.unreadable) == [2, 1])
      fixture.simulator.garble(person: group.waiting[0], false)
      pages = []
      for try await page in fixture.service.requests(in: group.id) { pages.append(page) }
      #expect(pages.map(\.unreadable) == [1, 1])
    }
  }

  @Test func aPageOfWhichNothingCanBeReadIsNotTheEnd() async throws {
    try await withFixture(Self.writing) { fixture async throws in
      let group = try fixture.group
      for person in group.waiting.prefix(100) { fixture.simulator.garble(person: person) }
      var pages: [LossyArray<JoinRequest>] = []
      for try await page in fixture.service.requests(in: group.id) { pages.append(page) }
      #expect(pages.map(\.count) == [0, 50])
      #expect(pages.map(\.unreadable) == [100, 0])
    }
  }

  /// However many pages: that a service is newer is no list without an end.
  @Test func pagesOfWhichNothingCanBeReadAreNoCircle() async throws {
    try await withFixture { fixture async throws in
      for page in 0..<150 {
        let tail = page < 149 ? #","cursor":"\#(page)""# : ""
        fixture.simulator.inject(
          InjectedFault(
            .answer(status: 200, body: #"{"requests":[{"requestedBy":7}]\#(tail)}"#),
            on: Fixture.list))
      }
      var unreadable = 0
      for try await page in fixture.service.requests(in: "3group") { unreadable += page.unreadable }
      #expect(unreadable == 150)
    }
  }

  @Test func membersAreCounted() async throws {
    try await withFixture { fixture async throws in
      let group = try fixture.group
      fixture.simulator.garble(person: group.members[2])
      var members: LossyArray<GroupMember> = []
      for try await page in fixture.service.members(of: group.id) {
        members.elements += page
        members.unreadable += page.unreadable
      }
      #expect(members.unreadable == 1)
      #expect(members.count == group.members.count - 1)
    }
  }

  @Test func profilesAreCounted() async throws {
    try await withFixture { fixture async throws in
      let people = try fixture.group.waiting.prefix(30).compactMap { DID($0) }
      for person in [people[0], people[27]] { fixture.simulator.garble(person: "\(person)") }
      let profiles = try await fixture.service.profiles(of: people)
      #expect(profiles.count == people.count - 2)
      #expect(profiles.unreadable == 2)
    }
  }

  /// The service says that the owner is in the group, and not as what.
  @Test(arguments: [
    (#"{"$type":"chat.bsky.actor.defs#groupConvoMember"}"#, true), ("{}", true),
    (#"{"$type":"chat.bsky.actor.defs#groupConvoMember","role":"standard"}"#, false),
  ])
  func aRoleThatCannotBeReadHidesTheOwner(_ kind: String, _ hides: Bool) throws {
    let convo = try JSONDecoder().decode(
      ChatBskyConvo.ConvoView.self,
      from: Data(
        """
        {"id":"g","rev":"1","members":[{"did":"did:plc:me","handle":"me.test","kind":\(kind)}],
        "kind":{"$type":"chat.bsky.convo.defs#groupConvo","name":"G","memberCount":1,
        "memberLimit":50,"lockStatus":"unlocked","lockStatusModerationOverride":false,
        "createdAt":"2024-01-01T00:00:00Z"}}
        """.utf8))
    #expect(convo.hidesOwner(from: try #require(DID("did:plc:me"))) == hides)
  }

  @Test func groupsAreCounted() async throws {
    try await withFixture { fixture async throws in
      let owned = fixture.simulator.groups.filter(\.isOwned)
      fixture.simulator.garble(group: owned[1].id)
      var groups = try await fixture.service.groups()
      #expect(groups.map(\.id) == [owned[0].id, owned[2].id])
      #expect(groups.unreadable == 1)
      // Whose a group is says the viewer's own entry.
      fixture.simulator.garble(group: owned[1].id, false)
      fixture.simulator.garble(person: fixture.simulator.owner.did)
      groups = try await fixture.service.groups()
      #expect(groups.isEmpty && groups.unreadable == fixture.simulator.groups.count)
      let fault = await #expect(throws: Fault.self) {
        try await fixture.service.group(owned[0].id)
      }
      #expect(fault == .unreadable(1, "group"))
    }
  }

  @Test func aListingWithoutAllGroupsIsReadAnew() async throws {
    try await withFixture { fixture async throws in
      let owned = fixture.simulator.groups.filter(\.isOwned)
      fixture.simulator.garble(group: owned[1].id)
      var listing = try await fixture.service.listing()
      #expect(listing.groups.count == 2 && listing.unreadable == 1)
      fixture.simulator.garble(group: owned[1].id, false)
      listing = try await fixture.service.listing(since: listing)
      #expect(listing.groups.count == 3 && listing.unreadable == 0)
      #expect(fixture.calls(Fixture.convos).count == 2)
      _ = try await fixture.service.listing(since: listing)
      #expect(fixture.calls(Fixture.convos).count == 2)
    }
  }

  /// The request may be the entry that can't be read, and it is.
  @Test(arguments: [Decision.Verdict.reject, .approve])
  func aLookThatCannotReadAllProvesNoAbsence(_ verdict: Decision.Verdict) async throws {
    try await withFixture(Self.writing) { fixture async throws in
      let decision = try fixture.decision(verdict)
      let nsid = verdict == .reject ? Fixture.reject : Fixture.approve
      fixture.simulator.inject(InjectedFault(.dropBeforeWork, on: nsid))
      fixture.simulator.garble(person: "\(decision.membership.member)")
      let fault = await fixture.service.decide(decision).fault
      #expect(fault?.kind == .unconfirmed)
      #expect(fault?.message.contains("1 request could not be read.") == true)
      #expect(
        fixture.waiting(in: decision.membership.group).contains("\(decision.membership.member)"))
      #expect(fixture.calls(nsid).count == 1)
    }
  }

  @Test func aMemberWhoCannotBeReadHasNotLeft() async throws {
    try await withFixture(Self.writing) { fixture async throws in
      let group = try fixture.group
      let member = try #require(DID(group.members[1]))
      fixture.simulator.inject(InjectedFault(.dropBeforeWork, on: Fixture.remove))
      fixture.simulator.garble(person: "\(member)")
      let outcome = await fixture.service.decide(
        Decision(.remove, Membership(group: group.id, member: member)))
      #expect(outcome.fault?.kind == .unconfirmed)
      #expect(outcome.fault?.message.contains("1 member could not be read.") == true)
    }
  }

  /// What a process that was killed has sent may not have arrived, and whoever it was about may wait.
  @Test func whatWasInterruptedIsNotGoneWhereSomeCannotBeRead() async throws {
    try await withFixture(Self.writing) { fixture async throws in
      let drafts = try await fixture.drafts(2)
      try await fixture.dyingWhileSending([drafts[0]])
      try await fixture.dying { try await $0.record([drafts[1]], at: Date()) }
      for draft in drafts { fixture.simulator.garble(person: "\(draft.subject.person.did)") }
      let open = try await fixture.service.recover()
      #expect(open.map(\.status) == [.doubtful, .held])
    }
  }

  @Test func anInterruptedRemovalIsNotGoneWhereSomeCannotBeRead() async throws {
    try await withFixture(Self.writing) { fixture async throws in
      var members: [GroupMember] = []
      for try await page in fixture.service.members(of: try fixture.group.id) { members += page }
      let draft = DecisionDraft(removing: members[1], groupName: "")
      try await fixture.dyingWhileSending([draft])
      fixture.simulator.garble(person: "\(members[1].person.did)")
      #expect(try await fixture.service.recover().map(\.status) == [.doubtful])
    }
  }

  @Test func anEventThatNamesNobodyIsToldWithItsGroup() async throws {
    try await withFixture { fixture async throws in
      let group = try fixture.group.id
      let start = try await fixture.service.live(after: nil).cursor
      let jo = try #require(fixture.simulator.ask(group: group, handle: "jo.test"))
      fixture.simulator.garble(person: jo)
      #expect(try await fixture.service.live(after: start).events == [.unreadable(group)])
    }
  }
}
