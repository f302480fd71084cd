import ATProto
import Foundation
import Simulator
import TestEnvironment
import Testing

@testable import Moderation

/// Many decisions at once.
@Suite struct ConcurrencyTests {
  private static let crowd = WorldOptions(groups: 1, requests: 120)

  @Test func noMoreThanTheLimitAreUnderWay() async throws {
    try await withFixture(.init(world: Self.crowd)) { fixture async throws in
      fixture.simulator.inject(InjectedFault(.hang, on: Fixture.reject, times: nil))
      let decisions = try fixture.decisions(40)
      let all = Task {
        await withTaskGroup(of: Outcome.self) { tasks in
          for decision in decisions { tasks.addTask { await fixture.service.decide(decision) } }
          return await tasks.reduce(into: []) { $0.append($1) }
        }
      }
      try await eventually { fixture.calls(Fixture.reject).count == 6 }
      // Those that wait for their turn are let go, which shows that none of them was sent.
      all.cancel()
      fixture.simulator.clearFaults()
      await fixture.simulator.stop()
      let kinds = await all.value.compactMap(\.fault?.kind)
      #expect(kinds.filter { $0 == .cancelled }.count == 34)
      #expect(kinds.filter { $0 == .unconfirmed }.count == 6)
      #expect(fixture.calls(Fixture.reject).count == 6)
    }
  }

  @Test func manyDecisionsAreOneCallEach() async throws {
    let options = Fixture.Options(world: Self.crowd, latency: .milliseconds(2))
    try await withFixture(options) { fixture async throws in
      let decisions = try fixture.decisions(100)
      let outcomes = await Self.all(decisions, by: fixture.service)
      #expect(outcomes == Array(repeating: .done, count: 100))
      let calls = fixture.calls(Fixture.reject)
      #expect(calls.count == 100)
      #expect(Set(calls.map(\.body)).count == 100)
      #expect(try fixture.group.waiting.count == 20)
    }
  }

  @Test func aTokenThatExpiresInTheMiddleIsRefreshedOnce() async throws {
    let options = Fixture.Options(world: Self.crowd, latency: .milliseconds(2))
    try await withFixture(options) { fixture async throws in
      let decisions = try fixture.decisions(100)
      async let outcomes = Self.all(decisions, by: fixture.service)
      try await eventually { fixture.calls(Fixture.reject).count >= 30 }
      fixture.simulator.expireAccessTokens()
      #expect(await outcomes == Array(repeating: .done, count: 100))
      let effective = fixture.calls(Fixture.reject).filter(\.tookEffect)
      #expect(effective.count == 100)
      #expect(Set(effective.map(\.body)).count == 100)
      #expect(fixture.calls("com.atproto.server.refreshSession").count == 1)
    }
  }

  @Test func troubleInTheMiddleLosesNothingAndDoublesNothing() async throws {
    let options = Fixture.Options(world: Self.crowd, latency: .milliseconds(2))
    try await withFixture(options) { fixture async throws in
      let faults: [InjectedFault.Disruption] = [
        .dropAfterWork, .dropBeforeWork, .answer(status: 502, body: "<html>"),
        .workThenAnswer(status: 504, body: ""), .answer(status: 429, body: ""),
      ]
      for fault in faults { fixture.simulator.inject(InjectedFault(fault, on: Fixture.reject)) }
      let decisions = try fixture.decisions(60)
      let outcomes = await Self.all(decisions, by: fixture.service)
      #expect(outcomes == Array(repeating: .done, count: 60))
      let effective = fixture.calls(Fixture.reject).filter(\.tookEffect)
      #expect(effective.count == 60)
      #expect(Set(effective.map(\.body)).count == 60)
      #expect(fixture.calls(Fixture.reject).count == 63)
    }
  }

  private static func all(_ decisions: [Decision], by service: GroupService) async -> [Outcome] {
    await withTaskGroup(of: Outcome.self) { tasks in
      for decision in decisions { tasks.addTask { await service.decide(decision) } }
      return await tasks.reduce(into: []) { $0.append($1) }
    }
  }
}
