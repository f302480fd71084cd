import ATProto
import Foundation
import Simulator
import TestEnvironment
import Testing

@testable import Moderation

/// A service that asks to go slower.
@Suite struct RateLimitTests {
  private static let crowd = WorldOptions(groups: 1, requests: 120)

  @Test func aPatientBatchGoesOnByItself() async throws {
    try await withFixture(.patient(Self.crowd)) { fixture async throws in
      // Longer than a command would wait, and more often.
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 600, times: 20))
      let reports = await fixture.settle(try fixture.decisions(60))
      #expect(reports.count == 60)
      #expect(reports.allSatisfy { $0.outcome == .done })
      #expect(fixture.calls(Fixture.reject).filter(\.tookEffect).count == 60)
      #expect(fixture.calls(Fixture.reject).count == 80)
      #expect(fixture.clock.waits.contains { $0 > .seconds(500) })
    }
  }

  @Test func pausesAreCountedApartFromFailures() async throws {
    var options = Fixture.Options.patient(Self.crowd)
    options.attempts = 2
    try await withFixture(options) { fixture async throws in
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 1, times: 5))
      fixture.simulator.inject(InjectedFault(.answer(status: 502, body: ""), on: Fixture.reject))
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 1, times: 5))
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      #expect(fixture.calls(Fixture.reject).count == 12)
    }
  }

  @Test func evenPatienceHasALimit() async throws {
    try await withFixture(.patient(Self.crowd)) { fixture async throws in
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 3_600, times: nil))
      let reports = await fixture.settle(try fixture.decisions(30))
      #expect(reports.count == 30)
      #expect(reports.allSatisfy { $0.outcome.fault?.kind == .rateLimited })
      #expect(fixture.calls(Fixture.reject).count <= 6)
      #expect(fixture.clock.waits == [])
    }
  }

  @Test func aServiceThatAsksForNoTimeAtAllIsNotPressed() async throws {
    try await withFixture(.patient(Self.crowd)) { fixture async throws in
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 0, times: 6))
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      let waits = fixture.clock.waits
      #expect(waits.count == 5)
      #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test func cancellingEndsAPauseAtOnce() async throws {
    try await withFixture(.patient(Self.crowd)) { fixture async throws in
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 600, times: nil))
      fixture.clock.duringNextWait { withUnsafeCurrentTask { $0?.cancel() } }
      let decisions = try fixture.decisions(1)
      let reports = await Task { await fixture.settle(decisions) }.value
      #expect(reports.map(\.outcome) == [.failed(.cancelled)])
      #expect(fixture.calls(Fixture.reject).count == 1)
    }
  }

  @Test func afterAPauseFewerAreUnderWay() async throws {
    try await withFixture(.patient(Self.crowd)) { fixture async throws in
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 1))
      #expect(await fixture.service.decide(try fixture.decision()) == .done)
      fixture.simulator.inject(InjectedFault(.hang, on: Fixture.reject, times: nil))
      let decisions = Array(try fixture.decisions(40).dropFirst())
      let all = Task { await fixture.settle(decisions) }
      try await eventually { fixture.calls(Fixture.reject).count == 5 }
      all.cancel()
      await fixture.simulator.stop()
      let reports = await all.value
      // Half of six, and none but these three was sent.
      #expect(reports.compactMap(\.outcome.fault?.kind).filter { $0 == .unconfirmed }.count == 3)
      #expect(reports.filter { $0.outcome == .failed(.cancelled) }.count == 36)
      #expect(fixture.calls(Fixture.reject).count == 5)
    }
  }

  @Test func aServiceThatIsAskedInVainIsNotPressed() async throws {
    try await withFixture(.patient(Self.crowd)) { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 429, body: "", headers: ["retry-after": "0"]), on: Fixture.convos,
          times: 5))
      _ = try await fixture.service.groups()
      let waits = fixture.clock.waits
      #expect(waits.count == 5)
      #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test func whatWaitsForItsTurnIsNotSentIntoAPause() async throws {
    let options = Fixture.Options(latency: .milliseconds(50), concurrency: 1)
    try await withFixture(options) { fixture async throws in
      fixture.simulator.inject(AnsweredDecisionTests.pause(seconds: 300))
      let (one, other) = (try fixture.decision(on: 0), try fixture.decision(on: 1))
      async let first = fixture.service.decide(one)
      async let second = fixture.service.decide(other)
      #expect(await [first.fault?.kind, second.fault?.kind] == [.rateLimited, .rateLimited])
      #expect(fixture.calls(Fixture.reject).count == 1)
    }
  }

  @Test func aListIsReadOnAfterPauses() async throws {
    try await withFixture(.patient(Self.crowd)) { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 429, body: "", headers: ["retry-after": "2"]), on: Fixture.list,
          times: 10))
      let people = try await RequestsTests.all(
        fixture.service.requests(in: try fixture.group.id))
      #expect(people.count == 120)
    }
  }

  /// Whatever goes wrong in between: every decision ends, and none is carried out twice.
  @Test(arguments: [1, 2, 3, 4, 5])
  func troubleOfEveryKindLosesNothingAndDoublesNothing(seed: Int) async throws {
    var options = Fixture.Options.patient(WorldOptions(groups: 1, requests: 120))
    options.latency = .milliseconds(1)
    try await withFixture(options) { fixture async throws in
      let verdicts: [Decision.Verdict] =
        seed.isMultiple(of: 2) ? [.reject] : [.reject, .rejectAndBlock]
      let decisions = try (0..<60).map {
        try fixture.decision(verdicts[$0 % verdicts.count], on: $0)
      }
      for nsid in [Fixture.reject, Fixture.create] {
        let effects: [InjectedFault.Disruption] = [
          .answer(status: 429, body: "", headers: ["retry-after": "\(seed)"]),
          .dropAfterWork, .dropBeforeWork, .workThenAnswer(status: 502, body: ""),
          .answer(status: 429, body: ""), .answer(status: 503, body: "<html>"),
        ]
        for (index, effect) in effects.enumerated() {
          fixture.simulator.inject(
            InjectedFault(effect, on: nsid, times: 3 + seed, every: 3 + (index + seed) % 5))
        }
      }
      fixture.simulator.inject(
        InjectedFault(.answer(status: 429, body: ""), on: Fixture.list, times: 5, every: 2))
      let gone = decisions[50...].prefix(3)
      for decision in gone {
        fixture.simulator.withdraw(
          group: decision.membership.group, member: "\(decision.membership.member)")
      }
      async let settled = fixture.settle(decisions)
      try await eventually { fixture.calls(Fixture.reject).count >= 20 }
      fixture.simulator.expireAccessTokens()
      let reports = await settled

      #expect(reports.count == 60)
      #expect(Set(reports.map(\.decision)) == Set(decisions))
      let waiting = Set(try fixture.group.waiting)
      for report in reports {
        let waits = waiting.contains("\(report.decision.membership.member)")
        switch report.outcome {
        // So is one that was gone when its call was lost.
        case .done: #expect(!waits)
        case .gone: #expect(gone.contains(report.decision))
        // One that was gone is not waiting, whatever became of the call.
        case .failed(let fault):
          #expect((waits || gone.contains(report.decision)) && !fault.message.isEmpty)
        }
      }
      let effective = fixture.calls(Fixture.reject).filter(\.tookEffect)
      #expect(Set(effective.map(\.body)).count == effective.count)
      #expect(
        effective.count
          == reports.filter { $0.outcome == .done && !gone.contains($0.decision) }.count)
      let blocks = try fixture.blocks
      #expect(Set(blocks.map(\.subject)).count == blocks.count)
      #expect(Set(blocks.map(\.key)).count == blocks.count)
    }
  }
}
