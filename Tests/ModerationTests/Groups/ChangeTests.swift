import Foundation
import Simulator
import Testing

@testable import Moderation

/// Links, locks and names.
@Suite struct ChangeTests {
  struct Case: Sendable {
    let change: GroupChange
    let nsid: String
    let body: String
    var before: SimulatedLink? = .open
    var lock = SimulatedGroup.Lock.unlocked
  }

  /// Every change, where it makes a difference.
  static let cases = [
    Case(
      change: .createLink(.followedByOwner, requireApproval: true),
      nsid: "chat.bsky.group.createJoinLink",
      body: #"{"convoId":"ID","joinRule":"followedByOwner","requireApproval":true}"#, before: nil),
    Case(
      change: .editLink(rule: .followedByOwner), nsid: Fixture.editLink,
      body: #"{"convoId":"ID","joinRule":"followedByOwner"}"#),
    Case(
      change: .editLink(requireApproval: true), nsid: Fixture.editLink,
      body: #"{"convoId":"ID","requireApproval":true}"#),
    Case(
      change: .enableLink, nsid: Fixture.enableLink, body: #"{"convoId":"ID"}"#,
      before: SimulatedLink(code: "abc", isEnabled: false)),
    Case(change: .disableLink, nsid: Fixture.disableLink, body: #"{"convoId":"ID"}"#),
    Case(change: .lock, nsid: "chat.bsky.convo.lockConvo", body: #"{"convoId":"ID"}"#),
    Case(
      change: .unlock, nsid: "chat.bsky.convo.unlockConvo", body: #"{"convoId":"ID"}"#,
      lock: .locked),
    Case(
      change: .rename("Kiln 2"), nsid: "chat.bsky.group.editGroup",
      body: #"{"convoId":"ID","name":"Kiln 2"}"#),
  ]

  private func prepare(_ test: Case, _ fixture: Fixture) async throws -> Moderation.Group {
    let id = try fixture.group.id
    fixture.simulator.setLink(test.before, group: id)
    fixture.simulator.setLock(test.lock, group: id)
    return try await fixture.seen
  }

  @Test(arguments: cases)
  func oneCallEach(_ test: Case) async throws {
    try await withFixture { fixture in
      let group = try await prepare(test, fixture)
      let looks = fixture.calls(Fixture.convo).count
      let changed = try await fixture.service.change(group, test.change)
      #expect(test.change.isMade(in: changed, before: group))
      let calls = fixture.calls(test.nsid)
      let body = test.body.replacing("ID", with: group.id)
      #expect(calls.map { sortedJSON($0.body) } == [body])
      #expect(fixture.calls(Fixture.convo).count == looks)
      // What the answer told is what is there.
      #expect(try await fixture.seen == changed)
    }
  }

  private func sortedJSON(_ text: String) -> String {
    guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)),
      let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
    else { return text }
    return String(decoding: data, as: UTF8.self)
  }

  @Test(arguments: cases)
  func aLostAnswerIsLookedFor(_ test: Case) async throws {
    try await withFixture { fixture in
      let group = try await prepare(test, fixture)
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: test.nsid))
      let changed = try await fixture.service.change(group, test.change)
      #expect(fixture.calls(test.nsid).count == 1)
      #expect(try await fixture.seen == changed)
    }
  }

  @Test(arguments: cases)
  func aLostCallIsSentAgain(_ test: Case) async throws {
    try await withFixture { fixture in
      let group = try await prepare(test, fixture)
      fixture.simulator.inject(InjectedFault(.dropBeforeWork, on: test.nsid))
      let changed = try await fixture.service.change(group, test.change)
      #expect(fixture.calls(test.nsid).map(\.tookEffect) == [false, true])
      #expect(try await fixture.seen == changed)
    }
  }

  @Test(arguments: cases)
  func whatNobodyCanSeeIsSaid(_ test: Case) async throws {
    try await withFixture { fixture in
      let group = try await prepare(test, fixture)
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: test.nsid))
      fixture.simulator.inject(
        InjectedFault(.answer(status: 400, body: "{}"), on: Fixture.convo))
      await #expect {
        try await fixture.service.change(group, test.change)
      } throws: { error in
        let fault = error as? Fault
        return fault?.kind == .unconfirmed && fault?.message.contains("The change was sent") == true
          && fault?.cure == "Refresh, and look at the group."
      }
      #expect(fixture.calls(test.nsid).count == 1)
    }
  }

  /// Every error that the lexicons declare for a procedure, and what it is to say.
  static let errors: [(Int, String, Fault)] = [
    (0, "EnabledJoinLinkAlreadyExists", .linkExists), (0, "InvalidConvo", .groupGone),
    (0, "InsufficientRole", .notOwner), (1, "InvalidConvo", .groupGone),
    (1, "InsufficientRole", .notOwner), (1, "NoJoinLink", .noLink),
    (3, "InvalidConvo", .groupGone), (3, "InsufficientRole", .notOwner), (3, "NoJoinLink", .noLink),
    (3, "LinkAlreadyEnabled", .linkIsOn), (4, "InvalidConvo", .groupGone),
    (4, "InsufficientRole", .notOwner), (4, "NoJoinLink", .noLink), (5, "ConvoLocked", .locked),
    (5, "InvalidConvo", .groupGone), (5, "InsufficientRole", .notOwner),
    (6, "InvalidConvo", .groupGone), (6, "InsufficientRole", .notOwner),
    (6, "ConvoLockedByModeration", .lockedByModeration), (7, "ConvoLocked", .locked),
    (7, "InvalidConvo", .groupGone), (7, "InsufficientRole", .notOwner),
  ]

  @Test(arguments: errors)
  func everyDeclaredErrorHasItsSentence(_ index: Int, _ name: String, _ fault: Fault) async throws {
    let test = Self.cases[index]
    try await withFixture { fixture in
      let group = try await prepare(test, fixture)
      fixture.simulator.inject(.refusal(name, on: test.nsid))
      await #expect(throws: fault) { try await fixture.service.change(group, test.change) }
      #expect(fixture.calls(test.nsid).count == 1)
      #expect(try await fixture.seen == group)
    }
  }

  @Test func theSentencesNameTheCure() {
    let faults = Set(Self.errors.map(\.2))
    #expect(faults.count == 7)
    for fault in faults {
      #expect(fault.message.hasSuffix(".") && fault.cure.hasSuffix("."))
      #expect(!fault.message.contains("refused"))
    }
    #expect(Fault.locked.cure == "Unlock it first, then try again.")
    #expect(Fault.noLink.cure == "Create one first.")
  }

  /// The group is otherwise than it was seen, so that the service itself refuses.
  @Test func theServiceRefusesByItself() async throws {
    try await withFixture { fixture in
      let id = try fixture.group.id
      func failure(_ change: GroupChange, _ seen: Moderation.Group) async -> Fault? {
        do throws(Fault) {
          _ = try await fixture.service.change(seen, change)
          return nil
        } catch {
          return error
        }
      }
      fixture.simulator.setLink(.open, group: id)
      var open = try await fixture.seen
      #expect(await failure(.createLink(.anyone, requireApproval: true), open) == .linkExists)
      fixture.simulator.setLink(nil, group: id)
      #expect(await failure(.editLink(rule: .anyone), open) == .noLink)
      #expect(await failure(.enableLink, open) == .noLink)
      #expect(await failure(.disableLink, open) == .noLink)
      fixture.simulator.setLock(.locked, group: id)
      #expect(await failure(.rename("Kiln 2"), open) == .locked)
      fixture.simulator.setLock(.locked, group: id, byModeration: true)
      #expect(await failure(.unlock, open) == .lockedByModeration)
      open.lockIsModeration = true
      let calls = fixture.simulator.calls.count
      #expect(await failure(.unlock, open) == .lockedByModeration)
      open.lock = .lockedPermanently
      #expect(await failure(.unlock, open) == .lockedForGood)
      #expect(await failure(.lock, open) == .lockedForGood)
      #expect(fixture.simulator.calls.count == calls)
    }
  }

  @Test func whatIsSoAlreadyIsDone() async throws {
    try await withFixture { fixture in
      let id = try fixture.group.id
      fixture.simulator.setLink(SimulatedLink(code: "abc", isEnabled: false), group: id)
      let off = try await fixture.seen
      fixture.simulator.setLink(SimulatedLink(code: "abc"), group: id)
      #expect(try await fixture.service.change(off, .enableLink).link?.enabled == true)
      let unlocked = try await fixture.seen
      fixture.simulator.setLock(.locked, group: id)
      #expect(try await fixture.service.change(unlocked, .lock).lock == .locked)
      // A link that was made meanwhile just so.
      let new = SimulatedLink(code: "xyz", requiresApproval: false)
      fixture.simulator.setLink(new, group: id)
      let made = try await fixture.service.change(
        off, .createLink(.anyone, requireApproval: false))
      #expect(made.link?.code == "xyz")
    }
  }

  @Test(arguments: [
    ("", "The name is empty."), (" \u{3000}", "The name is empty."),
    ("A\nB", "The name has more than one line."),
    (String(repeating: "é", count: 51), "The name has 51 characters."),
    (String(repeating: "👨‍👩‍👧‍👦", count: 21), "The name has 525 bytes."),
  ])
  func aNameThatCannotBeIsNotSent(_ name: String, _ message: String) async throws {
    try await withFixture { fixture in
      let group = try await fixture.seen
      await #expect {
        try await fixture.service.change(group, .rename(name))
      } throws: { error in
        let fault = error as? Fault
        return fault?.kind == .invalid && fault?.message == message
          && fault?.cure == "Write 1 to 50 characters, at most 500 bytes."
      }
      #expect(fixture.calls("chat.bsky.group.editGroup").isEmpty)
    }
  }

  @Test(arguments: [
    "A", String(repeating: "é", count: 50), String(repeating: "👨‍👩‍👧‍👦", count: 20),
  ])
  func namesUpToTheLimits(_ name: String) async throws {
    try await withFixture { fixture in
      let group = try await fixture.seen
      #expect(try await fixture.service.change(group, .rename(name)).name == name)
      #expect(try fixture.group.name == name)
    }
  }

  @Test func whatIsNotOfferedSaysWhy() {
    func group(
      _ lock: Moderation.Group.Lock = .unlocked, isModeration: Bool = false, link: JoinLink? = nil
    ) -> Moderation.Group {
      Moderation.Group(
        id: "1", name: "A", memberCount: 1, memberLimit: 50, lock: lock,
        lockIsModeration: isModeration, link: link)
    }
    let on = JoinLink(code: "a", enabled: true, requireApproval: true, rule: .anyone)
    let create = GroupChange.createLink(.anyone, requireApproval: true)
    #expect(create.fault(in: group(link: on)) == .linkExists)
    #expect(create.fault(in: group()) == nil)
    #expect(GroupChange.enableLink.fault(in: group()) == .noLink)
    #expect(GroupChange.disableLink.fault(in: group(link: on)) == nil)
    #expect(GroupChange.lock.fault(in: group(.lockedPermanently)) == .lockedForGood)
    #expect(
      GroupChange.unlock.fault(in: group(.locked, isModeration: true)) == .lockedByModeration)
    #expect(GroupChange.unlock.fault(in: group(.locked)) == nil)
    #expect(GroupChange.rename("B").fault(in: group(.locked)) == .locked)
    #expect(GroupChange.rename("B").fault(in: group()) == nil)
    #expect(GroupChange.rename("").fault(in: group())?.kind == .invalid)
  }
}
