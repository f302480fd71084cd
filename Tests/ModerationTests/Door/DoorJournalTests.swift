import Foundation
import GRDB
import Simulator
import Testing

@testable import Moderation

/// Doors across processes, crashes and time.
@Suite struct DoorJournalTests {
  @Test func theJournalKnowsAllBeforeTheFirstCallGoesOut() async throws {
    var options = Fixture.Options.doors()
    options.concurrency = 1
    try await withFixture(options) { fixture in
      let groups = try await fixture.openGroups()
      let other = try fixture.another()
      let seen = Record<[Door.State]>()
      fixture.simulator.inject(
        InjectedFault(
          .answer(status: 503, body: "{}", headers: [:]), on: Fixture.editLink))
      fixture.clock.duringNextWait(awaiting: {
        seen.add(try await other.doors().map(\.state))
      })
      let settled = await fixture.shut(groups)
      #expect(settled.allSatisfy { $0.outcome == .done })
      #expect(groups.count == 3)
      #expect(seen.values == [[.underWay, .underWay, .underWay]])
    }
  }

  private static var shutDoor: Door {
    let link = JoinLink(code: "c", enabled: true, requireApproval: false, rule: .anyone)
    return Door(
      id: 0, group: "g", groupName: "G", measure: .disable, before: link, after: link,
      shutAt: Date(timeIntervalSince1970: 1))
  }

  /// How long to wait for the calls of a process that has died is counted from then.
  @Test func aDoorIsWrittenDownWithTheTimeOfTheChange() async throws {
    let journal = Journal.inMemory()
    let door = Self.shutDoor
    let now = Date(timeIntervalSince1970: 5)
    let saved = try #require(try await journal.save(door, at: now))
    #expect(saved.changedAt == now)
    #expect(try await journal.door(of: "g")?.changedAt == now)
  }

  /// Whoever writes it down is told the same as whoever reads it.
  @Test(arguments: [
    (Door.Status.held, true), (.shutting, true), (.opening, true), (.shut, false),
    (.doubtful, false),
  ])
  func aDoorIsUnderWayWhileACallIsToBeSentOrAnswered(
    _ status: Door.Status, _ isUnderWay: Bool
  ) async throws {
    let journal = Journal.inMemory()
    var door = Self.shutDoor
    door.status = status
    let saved = try #require(try await journal.save(door, at: door.shutAt))
    #expect(saved.isUnderWay == isUnderWay)
    #expect(try await journal.door(of: "g") == saved)
  }

  @Test func anotherProcessOpensWhatThisOneHasShut() async throws {
    try await withFixture(.doors()) { fixture in
      let groups = try await fixture.openGroups()
      _ = await fixture.shut(groups, by: .disable)
      let other = try fixture.another()
      #expect(try await other.doors() == (try await fixture.service.doors()))
      #expect(try await fixture.open(with: other).count == groups.count)
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  @Test(arguments: Door.Measure.allCases, [true, false])
  func whatAKilledProcessWasShuttingCanBeOpened(
    _ measure: Door.Measure, _ arrived: Bool
  ) async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      try await fixture.leave(.shutting, group, measure)
      let shut = measure == .approval ? SimulatedLink.open.guarded : SimulatedLink.open.off
      if arrived { fixture.simulator.setLink(shut, group: group.id) }
      #expect(try await fixture.service.doors().map(\.state) == [.unfinished])
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.link(of: group.id) == .open)
      #expect(fixture.procedures.count == (arrived ? 1 : 0))
      // A call of the other may still have been on its way.
      #expect(fixture.clock.waits.contains { $0 > .seconds(1) && $0 <= .seconds(2) })
    }
  }

  @Test(arguments: Door.Measure.allCases, [true, false])
  func whatAKilledProcessWasShuttingCanBeCompleted(
    _ measure: Door.Measure, _ arrived: Bool
  ) async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      try await fixture.leave(.shutting, group, measure)
      let shut = measure == .approval ? SimulatedLink.open.guarded : SimulatedLink.open.off
      if arrived { fixture.simulator.setLink(shut, group: group.id) }
      let settled = await fixture.shut([group], by: measure)
      #expect(settled.map(\.outcome) == [arrived ? .unneeded(.shutAlready) : .done])
      #expect(fixture.link(of: group.id) == shut)
      #expect(try await fixture.service.doors().map(\.state) == [.shut])
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.link(of: group.id) == .open)
    }
  }

  @Test(arguments: [true, false])
  func whatAKilledProcessWasOpeningGoesOn(_ arrived: Bool) async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      try await fixture.leave(.opening, group)
      if !arrived { fixture.simulator.setLink(SimulatedLink.open.guarded, group: group.id) }
      #expect(try await fixture.service.doors().map(\.state) == [.unfinished])
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.link(of: group.id) == .open)
    }
  }

  @Test func whatAKilledProcessNeverSentIsSeenAndUndoesNothing() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      try await fixture.leave(.held, group)
      #expect(try await fixture.service.doors().map(\.state) == [.unsent])
      // Since then the owner has chosen just what the door would have done.
      fixture.simulator.setLink(SimulatedLink.open.guarded, group: group.id)
      #expect(try await fixture.open().map(\.outcome) == [.unneeded(.notShut)])
      #expect(fixture.link(of: group.id) == SimulatedLink.open.guarded)
      #expect(fixture.procedures.isEmpty)
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  @Test func whatTheOwnerHasSetSinceIsNotTheDoorsDoing() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      try await fixture.leave(.held, group)
      fixture.simulator.setLink(SimulatedLink.open.guarded, group: group.id)
      #expect(await fixture.shut([group]).map(\.outcome) == [.unneeded(.approvalAlready)])
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  @Test func whatAKilledProcessNeverSentCanBeCompleted() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      try await fixture.leave(.held, group)
      try await fixture.clock.timekeeper.sleep(.seconds(3600))
      let shutAfter = fixture.clock.timekeeper.now()
      #expect(await fixture.shut([group], by: .disable).map(\.outcome) == [.done])
      #expect(try await fixture.service.doors().allSatisfy { $0.shutAt >= shutAfter })
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.link(of: group.id) == .open)
    }
  }

  @Test func nobodyCanSeeWhetherItIsShut() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      fixture.simulator.inject(InjectedFault(.dropAfterWork, on: Fixture.editLink))
      // The first look is before the call.
      fixture.simulator.inject(.refusal("NotNow", on: Fixture.convo, every: 2))
      let settled = await fixture.shut([group])
      guard case .failed(let fault) = settled.first?.outcome else {
        Issue.record("It was settled as \(settled)")
        return
      }
      #expect(fault.kind == .unconfirmed && settled.first?.now == nil)
      let door = try #require(try await fixture.service.doors().first)
      #expect(door.state == .unfinished && door.reason == fault.message)
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.link(of: group.id) == .open)
    }
  }

  @Test(arguments: [true, false])
  func aLostAnswerIsLookedFor(_ arrived: Bool) async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      fixture.simulator.inject(
        InjectedFault(arrived ? .dropAfterWork : .dropBeforeWork, on: Fixture.editLink))
      #expect(await fixture.shut([group]).map(\.outcome) == [.done])
      #expect(fixture.calls(Fixture.editLink).count == (arrived ? 1 : 2))
      #expect(fixture.link(of: group.id) == SimulatedLink.open.guarded)
    }
  }

  @Test func anotherProcessAtTheDoorIsWaitedFor() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      let other = try fixture.openJournal()
      _ = await fixture.shut([group], with: fixture.service(with: .success(other)))
      var door = try #require(try await other.doors().first)
      door.status = .opening
      let opening = try #require(try await other.save(door, at: Date()))
      #expect(try await fixture.service.doors().map(\.state) == [.underWay])
      fixture.clock.duringNextWait(awaiting: {
        _ = try await other.save(opening.settling(as: .opened), at: Date())
      })
      let settled = Record<SettledDoor>()
      await fixture.service.open([door]) { settled.add($0) }
      #expect(settled.values.map(\.outcome) == [.unneeded(.notShut)])
      #expect(fixture.procedures == ["editJoinLink"])
      #expect(!fixture.clock.waits.isEmpty)
    }
  }

  @Test func anotherProcessThatDoesNotEndIsNamed() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      let other = try fixture.openJournal()
      _ = await fixture.shut([group], with: fixture.service(with: .success(other)))
      var door = try #require(try await other.doors().first)
      door.status = .opening
      _ = try await other.save(door, at: Date())
      #expect(try await fixture.open().map(\.outcome) == [.failed(.doorBusy)])
      #expect(fixture.clock.waits.reduce(.zero, +) == .seconds(60))
      _ = other
    }
  }

  @Test func twoProcessesShutOneDoorOnce() async throws {
    try await withFixture(.doors(6)) { fixture in
      let groups = try await fixture.openGroups()
      let (one, two) = (try fixture.another(), try fixture.another())
      async let first = fixture.shut(groups, with: one)
      async let second = fixture.shut(groups, with: two)
      let outcomes = await (first + second).map(\.outcome)
      #expect(outcomes.count { $0 == .done } == groups.count)
      #expect(outcomes.count { $0 == .unneeded(.shutAlready) } == groups.count)
      #expect(fixture.procedures.count == groups.count)
      #expect(try await fixture.open().allSatisfy { $0.outcome == .done })
      for group in groups { #expect(fixture.link(of: group.id)?.requiresApproval == false) }
    }
  }

  // MARK: Time

  @Test func whatIsDueIsOpenedOnceThoughTwoWait() async throws {
    try await withFixture(.doors(6)) { fixture in
      let groups = try await fixture.openGroups()
      _ = await fixture.shut(groups, by: .disable, until: Date() + 3600)
      let (one, two) = (try fixture.another(), try fixture.another())
      #expect(try await fixture.openDue(with: one).isEmpty)
      try await fixture.clock.timekeeper.sleep(.seconds(3601))
      async let first = fixture.openDue(with: one)
      async let second = fixture.openDue(with: two)
      let outcomes = try await (first + second).map(\.outcome)
      #expect(outcomes.count { $0 == .done } == groups.count)
      #expect(outcomes.allSatisfy { $0 == .done || $0 == .unneeded(.notShut) })
      #expect(fixture.calls(Fixture.enableLink).count == groups.count)
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  @Test func aDoorThatWasPutOffStaysShut() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      _ = await fixture.shut([group], until: Date() - 1)
      let due = try await fixture.service.doors()
      _ = await fixture.shut([group], until: Date() + 3600, with: try fixture.another())
      let settled = await fixture.service.doorOperator.open(due[0], onlyIfDue: true)
      #expect(settled.outcome == .unneeded(.notDue))
      #expect(try await fixture.openDue().isEmpty)
      #expect(fixture.link(of: group.id) == SimulatedLink.open.guarded)
    }
  }

  @Test func withoutATimeNothingIsDue() async throws {
    try await withFixture(.doors()) { fixture in
      _ = await fixture.shut([try await fixture.openGroup()])
      try await fixture.clock.timekeeper.sleep(.seconds(86_400 * 365))
      #expect(try await fixture.openDue().isEmpty)
      #expect(try await fixture.service.doors().count == 1)
    }
  }

  // MARK: The file

  @Test func aJournalOfTheVersionBeforeGetsDoors() async throws {
    try await withFixture(.doors()) { fixture in
      let draft = DecisionDraft(
        .reject,
        JoinRequest(
          group: "1", person: Person(did: fixture.session.did, handle: .invalid), requestedAt: nil),
        groupName: "A")
      try await fixture.own.record([draft], at: Date())
      try await fixture.own.database.write { db in
        try db.execute(
          sql: "DROP TABLE door; DELETE FROM grdb_migrations WHERE identifier = '2'")
      }
      let journal = try fixture.openJournal()
      #expect(try await journal.doors().isEmpty)
      #expect(try await journal.history(HistoryQuery()).map(\.verdict) == [.reject])
    }
  }

  @Test func whatWasSettledStaysWritten() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      _ = await fixture.shut([group])
      _ = try await fixture.open()
      fixture.simulator.inject(.refusal("NoJoinLink", on: Fixture.editLink))
      _ = await fixture.shut([group])
      let rows = try await fixture.own.database.read { db in
        try Row.fetchAll(db, sql: "SELECT status, reason FROM door ORDER BY id")
          .map { [$0["status"] as String?, $0["reason"] as String?] }
      }
      #expect(rows == [["opened", nil], ["failed", Fault.noLink.message]])
    }
  }
}
