import ATProto
import Foundation
import Simulator
import TestEnvironment
import Testing

@testable import Moderation

/// Decisions of which it is not known at first whether they were carried out.
@Suite struct UncertainDecisionTests {
  @Test(arguments: [500, 502, 503, 504])
  func doneAndToldOtherwise(status: Int) async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(.workThenAnswer(status: status, body: "<html>"), on: Fixture.reject))
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      #expect(fixture.calls(Fixture.reject).map(\.tookEffect) == [true])
    }
  }

  @Test func notDoneIsSentAgainAfterALook() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(.answer(status: 502, body: ""), on: Fixture.reject, times: 2))
      #expect(await fixture.service.decide(try fixture.decision(on: 5)) == .done)
      let order = fixture.simulator.calls.map(\.nsid)
        .filter { [Fixture.reject, Fixture.list].contains($0) }
      #expect(
        order == [
          Fixture.reject, Fixture.list, Fixture.reject, Fixture.list, Fixture.reject,
        ])
      #expect(fixture.calls(Fixture.reject).map(\.tookEffect) == [false, false, true])
      #expect(fixture.clock.waits == [.milliseconds(100), .milliseconds(200)])
    }
  }

  @Test func sendsAreLimited() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 500, body: #"{"error":"InternalServerError","message":"Oops"}"#),
          on: Fixture.reject, times: nil))
      let fault = await fixture.service.decide(try fixture.decision()).fault
      #expect(fault?.kind == .refused)
      #expect(fault?.message == "The service is in trouble (500): Oops.")
      #expect(fixture.calls(Fixture.reject).count == 4)
      #expect(fixture.calls(Fixture.list).count == 4)
    }
  }

  @Test(arguments: [false, true])
  func aDroppedConnectionIsSettled(afterWork: Bool) async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision()
      fixture.simulator.inject(
        InjectedFault(afterWork ? .dropAfterWork : .dropBeforeWork, on: Fixture.reject))
      #expect(await fixture.service.decide(decision) == .done)
      #expect(
        fixture.calls(Fixture.reject).map(\.tookEffect) == (afterWork ? [true] : [false, true]))
      #expect(
        !fixture.waiting(in: decision.membership.group).contains("\(decision.membership.member)"))
    }
  }

  @Test func noAnswerIsSettled() async throws {
    try await withFixture(.impatient) { fixture async throws in
      fixture.simulator.inject(InjectedFault(.hang, on: Fixture.reject))
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      // On a busy machine later calls may be given up, too.
      let effects = fixture.calls(Fixture.reject).map(\.tookEffect)
      #expect(effects.first == false)
      #expect(effects.filter { $0 }.count == 1)
    }
  }

  @Test func theLookGoesToTheEndOfTheList() async throws {
    let world = WorldOptions(groups: 1, requests: 250)
    try await withFixture(.init(world: world)) { fixture async throws in
      fixture.simulator.inject(InjectedFault(.dropBeforeWork, on: Fixture.reject))
      #expect(await fixture.service.decide(try fixture.decision(on: 249)) == .done)
      #expect(fixture.calls(Fixture.list).count == 3)
      #expect(fixture.calls(Fixture.reject).count == 2)
    }
  }

  @Test func theLookIsRepeatedWhereItFails() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: Fixture.reject))
      fixture.simulator.inject(
        InjectedFault(.answer(status: 503, body: ""), on: Fixture.list, times: 3))
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      #expect(fixture.calls(Fixture.list).count == 4)
      #expect(fixture.calls(Fixture.reject).count == 1)
    }
  }

  @Test func aListThatCantBeHadLeavesItUnconfirmed() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: Fixture.reject))
      fixture.simulator.inject(
        InjectedFault(.answer(status: 503, body: ""), on: Fixture.list, times: nil))
      let fault = await fixture.service.decide(try fixture.decision()).fault
      #expect(fault?.kind == .unconfirmed)
      #expect(fault?.cure == "Refresh, and look whether the person is still on the list.")
      #expect(fixture.calls(Fixture.reject).count == 1)
    }
  }

  @Test func aListWithoutEndLeavesItUnconfirmed() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: Fixture.reject))
      for _ in 0..<3 { fixture.simulator.inject(RequestsTests.page(["a"], cursor: "again")) }
      let fault = await fixture.service.decide(try fixture.decision()).fault
      #expect(fault?.kind == .unconfirmed)
    }
  }

  @Test func aServiceThatIsGoneAfterSendingLeavesItUnconfirmed() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(InjectedFault(.hang, on: Fixture.reject))
      let decision = try fixture.decision()
      let outcome = Task { await fixture.service.decide(decision) }
      try await eventually { fixture.calls(Fixture.reject).count == 1 }
      await fixture.simulator.stop()
      let fault = await outcome.value.fault
      #expect(fault?.kind == .unconfirmed)
      #expect(fault?.message.contains("No connection to 127.0.0.1:") == true)
    }
  }

  @Test func aServiceThatWasNeverThereHasDoneNothing() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision()
      await fixture.simulator.stop()
      let fault = await fixture.service.decide(decision).fault
      #expect(fault?.kind == .unreachable)
      #expect(fixture.clock.waits == [])
    }
  }

  @Test func anEarlierSendThatTookItsTimeCounts() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision()
      // The first call is still being worked on when the list is looked at; the second then meets
      // a request that is not there any more.
      fixture.simulator.inject(InjectedFault(.dropBeforeWork, on: Fixture.reject))
      fixture.clock.duringNextWait {
        fixture.simulator.reject(
          group: decision.membership.group, member: "\(decision.membership.member)")
      }
      #expect(await fixture.service.decide(decision) == .done)
      #expect(fixture.calls(Fixture.reject).map(\.status) == [0, 400])
    }
  }

  @Test func whatWasSentIsSettledEvenWhenCancelled() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(InjectedFault(.delay(.milliseconds(50)), on: Fixture.reject))
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: Fixture.approve))
      for decision in [try fixture.decision(), try fixture.decision(.approve, on: 1)] {
        let sent = fixture.simulator.calls.count
        let outcome = Task { await fixture.service.decide(decision) }
        try await eventually { fixture.simulator.calls.count > sent }
        outcome.cancel()
        #expect(await outcome.value == .done)
      }
    }
  }

  @Test func whatWasNotSentIsNotSentWhenCancelled() async throws {
    try await withFixture { fixture async throws in
      let decision = try fixture.decision()
      let outcome = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await fixture.service.decide(decision)
      }
      #expect(await outcome.value.fault?.kind == .cancelled)
      #expect(fixture.calls(Fixture.reject).isEmpty)
    }
  }

  @Test func aPauseEndsWithTheTask() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 25))
      fixture.clock.duringNextWait { withUnsafeCurrentTask { $0?.cancel() } }
      let decision = try fixture.decision()
      let outcome = Task { await fixture.service.decide(decision) }
      #expect(await outcome.value.fault?.kind == .cancelled)
      #expect(fixture.calls(Fixture.reject).count == 1)
    }
  }
}
