import Foundation
import Simulator
import Testing

@testable import Moderation

@Suite struct NoticeTests {
  @Test func aSlowCallIsToldOnceAndTakenBack() async throws {
    // Only one call: on a busy machine any other may be a slow one as well.
    let options = Fixture.Options(patience: .milliseconds(20), followsLog: false)
    try await withFixture(options) { fixture async throws in
      let start = Date()
      fixture.simulator.inject(InjectedFault(.delay(.milliseconds(50)), on: Fixture.convos))
      _ = try await fixture.service.groups()
      #expect(fixture.notices.values.count == 2)
      guard case .waiting(let since) = fixture.notices.values.first else {
        Issue.record("Nothing was told: \(fixture.notices.values)")
        return
      }
      #expect(since >= start)
      #expect(fixture.notices.values.last == .answering)
    }
  }

  @Test func aQuickCallIsNotMentioned() async throws {
    try await withFixture { fixture async throws in
      _ = try await fixture.service.groups()
      #expect(fixture.notices.values == [])
    }
  }

  @Test func aRetryIsToldWithItsReasonAndTakenBack() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 429, body: "", headers: ["retry-after": "7"]), on: Fixture.convos))
      _ = try await fixture.service.groups()
      guard
        fixture.notices.values.count == 2,
        case .retrying(let date, let fault) = fixture.notices.values[0]
      else {
        Issue.record("Not what was to be told: \(fixture.notices.values)")
        return
      }
      #expect(fault.kind == .rateLimited)
      #expect(fault.retryAt == date)
      #expect((0...7.5).contains(date.timeIntervalSinceNow))
      #expect(fixture.notices.values[1] == .answering)
    }
  }

  @Test func aPauseBeyondPatienceFailsAtOnce() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 503, body: "", headers: ["retry-after": "3600"]), on: Fixture.convos))
      let fault = await #expect(throws: Fault.self) { try await fixture.service.groups() }
      #expect(fault?.kind == .rateLimited)
      #expect(fault?.retryAt.map { $0.timeIntervalSinceNow > 3500 } == true)
      #expect(fixture.notices.values == [])
      #expect(fixture.calls(Fixture.convos).count == 1)
    }
  }

  @Test func aRefusalIsAnAnswerToo() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(InjectedFault(.dropBeforeWork))
      await #expect(throws: Fault.self) { try await fixture.service.group("3aaaaaaaaaaaa") }
      #expect(fixture.notices.values.count == 2)
      #expect(fixture.notices.values.last == .answering)
    }
  }

  /// It would be said to be tried again for ever.
  @Test func aCallThatIsGivenUpIsToldWithItsReasonAndTakenBack() async throws {
    try await withFixture { fixture async throws in
      fixture.simulator.inject(
        InjectedFault(.answer(status: 502, body: ""), on: Fixture.convos, times: nil))
      let fault = await #expect(throws: Fault.self) { try await fixture.service.groups() }
      let notices = fixture.notices.values
      #expect(notices.last == fault.map(ServiceNotice.gaveUp))
      #expect(notices.count > 1)
      fixture.simulator.clearFaults()
      _ = try await fixture.service.groups()
      #expect(fixture.notices.values == notices + [.answering])
    }
  }
}
