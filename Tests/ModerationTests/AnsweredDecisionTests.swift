import ATProto
import Foundation
import Simulator
import Testing

@testable import Moderation

/// Decisions that the service answers.
@Suite struct AnsweredDecisionTests {
  @Test func aRejectionIsOneCall() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision()
      let before = fixture.simulator.calls.count
      #expect(await fixture.service.decide(decision) == .done)
      let calls = fixture.simulator.calls.dropFirst(before)
      let call = try #require(calls.first)
      #expect(calls.count == 1)
      #expect(call.method == "POST")
      #expect(call.nsid == "chat.bsky.group.rejectJoinRequest")
      #expect(call.headers["atproto-proxy"] == "did:web:api.bsky.chat#bsky_chat")
      let body = try JSONDecoder().decode([String: String].self, from: Data(call.body.utf8))
      #expect(
        body == [
          "convoId": decision.membership.group, "member": decision.membership.member.description,
        ])
      #expect(
        !fixture.waiting(in: decision.membership.group).contains("\(decision.membership.member)"))
      #expect(fixture.notices.values == [])
    }
  }

  @Test func anApprovalMakesAMember() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision(.approve)
      #expect(await fixture.service.decide(decision) == .done)
      #expect(try fixture.group.members.contains("\(decision.membership.member)"))
      #expect(fixture.calls(Fixture.approve).count == 1)
    }
  }

  @Test func anAnswerWithMoreThanTheLexiconSaysCounts() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(.workThenAnswer(status: 200, body: #"{"new":[1]}"#), on: Fixture.reject))
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      #expect(fixture.calls(Fixture.list).isEmpty)
    }
  }

  @Test(arguments: ["<html>Sign in to this network</html>", "", "{\"convo\":", "null"])
  func aPageThatIsNotTheServicesIsNoConfirmation(body: String) async throws {
    try await withFixture { fixture async throws in
      // The network answers in the service's place, once.
      fixture.simulator.inject(
        InjectedFault(.answer(status: 200, body: body), on: Fixture.reject))
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      #expect(fixture.calls(Fixture.reject).map(\.tookEffect) == [false, true])
      #expect(fixture.calls(Fixture.list).count == 1)
    }
  }

  @Test(arguments: [
    ("InvalidConvo", Fault.Kind.groupGone), ("InsufficientRole", .notOwner),
    ("MemberLimitReached", .groupFull),
  ])
  func aDeclaredErrorIsFinal(name: String, kind: Fault.Kind) async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 400, body: #"{"error":"\#(name)","message":"No."}"#),
          on: Fixture.approve))
      let outcome = await fixture.service.decide(try fixture.decision(.approve))
      #expect(outcome.fault?.kind == kind)
      #expect(fixture.calls(Fixture.approve).count == 1)
      #expect(fixture.calls(Fixture.list).isEmpty)
    }
  }

  @Test func theServicesOwnRefusalsAreUnderstood() async throws {
    try await withFixture { fixture async throws in
      let groups = fixture.simulator.groups
      let full = try #require(groups.first { $0.isOwned && $0.memberCount == $0.memberLimit })
      let foreign = try #require(groups.first { !$0.isOwned })
      let someone = try #require(DID(full.waiting[0]))
      let inFull = Decision(.approve, .init(group: full.id, member: someone))
      let inForeign = Decision(.reject, .init(group: foreign.id, member: someone))
      let nowhere = Decision(.reject, .init(group: "3aaaaaaaaaaaa", member: someone))
      #expect(await fixture.service.decide(inFull).fault?.kind == .groupFull)
      #expect(await fixture.service.decide(inForeign).fault?.kind == .notOwner)
      #expect(await fixture.service.decide(nowhere).fault?.kind == .groupGone)
    }
  }

  @Test func aRequestThatWasTakenBackIsGone() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision()
      fixture.simulator.withdraw(
        group: decision.membership.group, member: "\(decision.membership.member)")
      #expect(await fixture.service.decide(decision) == .gone)
      #expect(fixture.calls(Fixture.reject).count == 1)
      #expect(fixture.calls(Fixture.list).count == 1)
    }
  }

  @Test func aRefusalOfSomeoneWhoWaitsIsToldInTheServicesWords() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 400, body: #"{"error":"Full Moon","message":"Not\ntonight\u001b[2J"}"#),
          on: Fixture.reject))
      let fault = await fixture.service.decide(try fixture.decision(on: 3)).fault
      #expect(fault?.kind == .refused)
      #expect(fault?.message == "The service refused: Not tonight[2J.")
      #expect(fixture.calls(Fixture.reject).count == 1)
    }
  }

  @Test func aRefusalStandsWhereTheListCantBeHad() async throws {
    try await withFixture(.init(attempts: 1)) { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(.answer(status: 418, body: #"{"error":"Teapot"}"#), on: Fixture.reject))
      fixture.simulator.inject(
        InjectedFault(.answer(status: 500, body: "{}"), on: Fixture.list, times: nil))
      let fault = await fixture.service.decide(try fixture.decision()).fault
      #expect(fault?.kind == .refused)
      #expect(fault?.message == "The service refused: Teapot.")
    }
  }

  @Test(arguments: ["Bad token method", "Bad token scope"])
  func anAppPasswordWithoutChatIsToldWithItsCure(message: String) async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 400, body: #"{"error":"InvalidToken","message":"\#(message)"}"#),
          on: Fixture.reject))
      let fault = await fixture.service.decide(try fixture.decision()).fault
      #expect(fault?.kind == .chatNotAllowed)
      #expect(fault?.cure.contains("App passwords") == true)
      #expect(fault?.cure.hasSuffix("skydoor login \(fixture.session.handle)") == true)
    }
  }

  @Test func aSessionThatHasEndedAsksToSignIn() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.revokeSessions()
      let fault = await fixture.service.decide(try fixture.decision()).fault
      #expect(fault?.kind == .signedOut)
      #expect(fault?.cure == "Sign in again with: skydoor login \(fixture.session.handle)")
      #expect(!fixture.calls(Fixture.reject).contains { $0.tookEffect })
    }
  }

  @Test func aPauseIsKeptThenTheDecisionIsSentAgain() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(Self.pause(seconds: 25))
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      #expect(fixture.calls(Fixture.reject).map(\.tookEffect) == [false, true])
      #expect(fixture.calls(Fixture.list).isEmpty)
      let wait = try #require(fixture.clock.waits.first)
      #expect(wait > .seconds(1) && wait <= .seconds(25))
      #expect(fixture.clock.waits.count == 1)
    }
  }

  @Test func aPauseWithoutALengthGrows() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(.answer(status: 429, body: ""), on: Fixture.reject, times: 2))
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      #expect(fixture.calls(Fixture.reject).count == 3)
      #expect(fixture.clock.waits.count == 2)
      #expect(fixture.clock.waits[0] <= .milliseconds(100))
      #expect(fixture.clock.waits[1] > fixture.clock.waits[0])
    }
  }

  @Test func aPauseBeyondPatienceIsToldAndHoldsForTheOthers() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(Self.pause(seconds: 300))
      let first = await fixture.service.decide(try fixture.decision(on: 0)).fault
      #expect(first?.kind == .rateLimited)
      let retryAt = try #require(first?.retryAt)
      #expect((280...301).contains(retryAt.timeIntervalSinceNow))
      let second = await fixture.service.decide(try fixture.decision(on: 1)).fault
      #expect(second == first)
      #expect(fixture.calls(Fixture.reject).count == 1)
      #expect(fixture.clock.waits == [])
    }
  }

  @Test func pausesWithoutEndAreGivenUp() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(Self.pause(seconds: 1, times: nil))
      let fault = await fixture.service.decide(try fixture.decision()).fault
      #expect(fault?.kind == .rateLimited)
      #expect(fixture.calls(Fixture.reject).count == 4)
    }
  }

  static func pause(seconds: Int, times: Int? = 1) -> InjectedFault {
    InjectedFault(
      .answer(
        status: 429, body: #"{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}"#,
        headers: ["retry-after": "\(seconds)"]),
      on: Fixture.reject, times: times)
  }
}
