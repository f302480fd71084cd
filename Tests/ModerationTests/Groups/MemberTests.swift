import ATProto
import Foundation
import Simulator
import Testing

@testable import Moderation

/// Members, and their removal.
@Suite struct MemberTests {
  private func members(_ fixture: Fixture) async throws -> [GroupMember] {
    var members: [GroupMember] = []
    for try await page in fixture.service.members(of: try fixture.group.id) { members += page }
    return members
  }

  /// Members that can be removed.
  private func drafts(_ count: Int, _ fixture: Fixture) async throws -> [DecisionDraft] {
    let name = try fixture.group.name
    return try await members(fixture).dropFirst().prefix(count).map {
      DecisionDraft(removing: $0, groupName: name)
    }
  }

  private static let writing = Fixture.Options(
    world: WorldOptions(groups: 3, requests: 0), keepsJournal: true)

  @Test func inPagesWithRolesAndWhoAddedThem() async throws {
    try await withFixture(Fixture.Options(world: WorldOptions(groups: 3, requests: 200))) {
      fixture in
      for member in try fixture.group.waiting.prefix(101) {
        fixture.simulator.approve(group: try fixture.group.id, member: member)
      }
      let group = try fixture.group
      let members = try await members(fixture)
      #expect(members.map(\.person.did.description) == group.members)
      #expect(
        members.map(\.role) == [.owner] + Array(repeating: .standard, count: members.count - 1))
      #expect(members[0].addedBy == nil)
      #expect(members[1].addedBy?.did == fixture.session.did)
      #expect(members.last?.addedBy == nil)
      #expect(fixture.calls(Fixture.members).count == members.count / 100 + 1)
      #expect(members.count > 100)
    }
  }

  @Test func aRoleOfTomorrow() throws {
    let json = """
      {"did":"did:plc:a","handle":"a.test","kind":{"$type":\
      "chat.bsky.actor.defs#groupConvoMember","role":"moderator","addedBy":5}}
      """
    let view = try JSONDecoder().decode(ChatBskyActor.ProfileViewBasic.self, from: Data(json.utf8))
    let member = GroupMember(view, of: "1", AnswerContext(at: Date(), labelers: Labelers()))
    #expect(member.role == .other("moderator"))
    #expect(member.addedBy == nil)
  }

  @Test func aListThatCannotBeReadSaysWhy() async throws {
    try await withFixture { fixture in
      fixture.simulator.inject(.refusal("InvalidConvo", on: Fixture.members))
      await #expect(throws: Fault.groupGone) { try await members(fixture) }
    }
  }

  @Test func oneCallForOnePerson() async throws {
    try await withFixture(Self.writing) { fixture in
      let drafts = try await drafts(3, fixture)
      try await fixture.service.record(drafts)
      #expect(try await fixture.statuses == [.held, .held, .held])
      let settled = await fixture.settle(drafts.map(\.decision))
      #expect(settled.map(\.outcome) == [.done, .done, .done])
      let calls = fixture.calls(Fixture.remove)
      #expect(calls.count == 3)
      let bodies = calls.map { ($0.body.split(separator: "did:plc:").count, $0.status) }
      #expect(bodies.allSatisfy { $0 == (2, 200) })
      let present = try fixture.group.members
      #expect(drafts.allSatisfy { !present.contains($0.subject.person.did.description) })
      let entries = try await fixture.entries
      #expect(entries.map(\.status) == [.done, .done, .done])
      #expect(entries.map(\.verdict) == [.remove, .remove, .remove])
      #expect(entries.map(\.subject) == drafts.map(\.subject))
    }
  }

  @Test(arguments: [("InvalidConvo", Fault.groupGone), ("InsufficientRole", .notOwner)])
  func everyDeclaredErrorHasItsSentence(_ name: String, _ fault: Fault) async throws {
    try await withFixture(Self.writing) { fixture in
      let draft = try #require(try await drafts(1, fixture).first)
      fixture.simulator.inject(.refusal(name, on: Fixture.remove))
      #expect(await fixture.service.decide(draft.decision) == .failed(fault))
      #expect(try await fixture.entries.map(\.reason) == [fault.message])
    }
  }

  @Test func theOwnerStays() async throws {
    try await withFixture(Self.writing) { fixture in
      let id = Membership(group: try fixture.group.id, member: fixture.session.did)
      #expect(await fixture.service.decide(Decision(.remove, id)) == .failed(.ownerStays))
      #expect(fixture.calls(Fixture.remove).isEmpty)
    }
  }

  @Test func whoHasLeftIsGone() async throws {
    try await withFixture(Self.writing) { fixture in
      let draft = try #require(try await drafts(1, fixture).first)
      fixture.simulator.remove(
        group: draft.subject.group, member: draft.subject.person.did.description)
      #expect(await fixture.service.decide(draft.decision) == .gone)
    }
  }

  @Test(arguments: [true, false])
  func aLostAnswerIsLookedForAmongTheMembers(_ arrived: Bool) async throws {
    try await withFixture(Self.writing) { fixture in
      let draft = try #require(try await drafts(1, fixture).first)
      fixture.simulator.inject(
        InjectedFault(arrived ? .dropAfterWork : .dropBeforeWork, on: Fixture.remove))
      #expect(await fixture.service.decide(draft.decision) == .done)
      #expect(fixture.calls(Fixture.remove).count == (arrived ? 1 : 2))
    }
  }

  @Test func aPauseIsKept() async throws {
    try await withFixture(Self.writing) { fixture in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 429, body: "{}", headers: ["retry-after": "7"]), on: Fixture.remove))
      let draft = try #require(try await drafts(1, fixture).first)
      #expect(await fixture.service.decide(draft.decision) == .done)
      #expect(fixture.clock.waits.contains { abs($0.seconds - 7) < 1 })
    }
  }

  @Test(arguments: [true, false])
  func whatAKilledProcessHasSentIsLookedFor(_ arrived: Bool) async throws {
    try await withFixture(Self.writing) { fixture in
      let drafts = try await drafts(2, fixture)
      try await fixture.dyingWhileSending([drafts[0]])
      try await fixture.dying { try await $0.record([drafts[1]], at: Date()) }
      if arrived {
        fixture.simulator.remove(
          group: drafts[0].subject.group, member: drafts[0].subject.person.did.description)
      }
      let open = try await fixture.service.recover()
      #expect(try await fixture.statuses == [arrived ? .done : .doubtful, .held])
      #expect(open.map(\.verdict) == (arrived ? [.remove] : [.remove, .remove]))
      await fixture.service.decide(open.map(\.decision)) { #expect($0.outcome == .done) }
      #expect(try await fixture.statuses == [.done, .done])
      #expect(fixture.calls(Fixture.remove).filter(\.tookEffect).count == (arrived ? 1 : 2))
    }
  }

  @Test func aRemovalIsRememberedAndIsNoRequest() async throws {
    try await withFixture(Self.writing) { fixture in
      let draft = try #require(try await drafts(1, fixture).first)
      let person = draft.subject.person
      try await fixture.service.record([draft])
      #expect(await fixture.service.decide(draft.decision) == .done)
      let history = try #require(try await fixture.service.personHistories()[person.did])
      #expect((history.rejected, history.approved, history.removed) == (0, 0, 1))
      #expect(history.last?.verdict == .remove)
      #expect(history.asked(requestedAt: Date()) == 1)
    }
  }
}
