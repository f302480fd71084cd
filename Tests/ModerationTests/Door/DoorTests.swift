import Foundation
import Simulator
import TestEnvironment
import Testing

@testable import Moderation

/// Shutting doors, and opening them again.
@Suite struct DoorTests {
  @Test func shutByApprovalIsOneCall() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      let until = Date(timeIntervalSince1970: 2_000_000_000)
      let settled = await fixture.shut([group], until: until)
      var guarded = group
      guarded.link = JoinLink(
        code: "abc", enabled: true, requireApproval: true, rule: .followedByOwner)
      #expect(
        settled == [
          SettledDoor(group: group.id, groupName: group.name, outcome: .done, now: guarded)
        ])
      #expect(fixture.procedures == ["editJoinLink"])
      #expect(fixture.link(of: group.id) == SimulatedLink.open.guarded)
      let door = try #require(try await fixture.service.doors().first)
      #expect(door.group == group.id && door.groupName == group.name)
      #expect(door.measure == .approval && door.state == .shut && door.reason == nil)
      #expect(door.before == group.link && door.after == guarded.link)
      #expect(door.until == until)
      #expect(!door.isDue(at: until - 1) && door.isDue(at: until))
    }
  }

  @Test func shutByDisablingIsOneCall() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      #expect(await fixture.shut([group], by: .disable).map(\.outcome) == [.done])
      #expect(fixture.procedures == ["disableJoinLink"])
      #expect(fixture.link(of: group.id) == SimulatedLink.open.off)
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.procedures == ["disableJoinLink", "enableJoinLink"])
      #expect(fixture.link(of: group.id) == .open)
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  static let links = SimulatedLink.all.flatMap { link in
    Door.Measure.allCases.map { (link, $0) }
  }

  /// What has to be done about a link, and why nothing where that is so.
  private func reason(_ link: SimulatedLink?, _ measure: Door.Measure) -> DoorOutcome.Reason? {
    guard let link else { return .noLink }
    if !link.isEnabled { return .linkDisabled }
    return measure == .approval && link == link.guarded ? .approvalAlready : nil
  }

  @Test(arguments: links)
  func everyLinkIsRestoredExactly(_ link: SimulatedLink?, _ measure: Door.Measure) async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup(link)
      let shut = await fixture.shut([group], by: measure)
      let reason = reason(link, measure)
      #expect(shut.map(\.outcome) == [reason.map(DoorOutcome.unneeded) ?? .done])
      #expect(fixture.procedures.count == (reason == nil ? 1 : 0))
      let now = fixture.link(of: group.id)
      #expect(now?.isEnabled != true || now?.guarded == now || measure == .disable)
      #expect(now?.isEnabled != true || measure == .approval)

      // From another process, and from a journal that is opened anew.
      let opened = try await fixture.open(with: try fixture.another())
      #expect(opened.map(\.outcome) == (reason == nil ? [.done] : []))
      #expect(fixture.link(of: group.id) == link)
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  @Test func twentyGroupsOfWhichThreeFail() async throws {
    try await withFixture(.doors(20)) { fixture in
      let groups = try await fixture.openGroups()
      #expect(groups.count == 20)
      let before = Dictionary(
        uniqueKeysWithValues: fixture.simulator.groups.map { ($0.id, $0.link) })
      fixture.simulator.inject(.refusal("NotToday", on: Fixture.editLink, times: 3, every: 5))

      let first = await fixture.shut(groups)
      let failed = first.filter { $0.outcome != .done }
      #expect(first.count == 20 && failed.count == 3)
      for settled in failed {
        #expect(
          settled.outcome
            == .failed(
              Fault(.refused, "The service refused: No.", cure: "Refresh, then try again.")))
        #expect(settled.now?.link?.requireApproval == false)
      }
      // The report is what the service has.
      let lax = groups.filter { fixture.link(of: $0.id)?.requiresApproval == false }
      #expect(Set(lax.map(\.id)) == Set(failed.map(\.group)))
      let shut = Set(groups.map(\.id)).subtracting(failed.map(\.group))
      #expect(Set(try await fixture.service.doors().map(\.group)) == shut)

      let retry = await fixture.shut(lax)
      #expect(retry.map(\.outcome) == [.done, .done, .done])
      #expect(try await fixture.service.doors().count == 20)
      #expect(fixture.procedures.count == 20)

      let opened = try await fixture.open()
      #expect(opened.count == 20 && opened.allSatisfy { $0.outcome == .done })
      for group in groups { #expect(fixture.link(of: group.id) == before[group.id]) }
    }
  }

  @Test func aFewAtATime() async throws {
    var options = Fixture.Options.doors(8)
    options.concurrency = 3
    try await withFixture(options) { fixture in
      let groups = try await fixture.openGroups()
      fixture.simulator.inject(InjectedFault(.hang, on: Fixture.convo, times: nil))
      let all = Task { await fixture.shut(groups) }
      try await eventually { fixture.calls(Fixture.convo).count == 3 }
      // The others wait for their turn, and give it up.
      all.cancel()
      await fixture.simulator.stop()
      let settled = await all.value
      #expect(settled.count == 8)
      #expect(settled.allSatisfy { $0.outcome != .done })
      #expect(fixture.calls(Fixture.convo).count == 3)
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  /// A group that can't be reached says nothing of the next; a session that has ended does.
  @Test(arguments: [
    (502, #"{"error":"UpstreamFailure"}"#, 7), (401, #"{"error":"AuthMissing"}"#, 0),
  ])
  func whatStopsTheOthers(_ status: Int, _ body: String, _ done: Int) async throws {
    var options = Fixture.Options.doors(8)
    (options.concurrency, options.attempts) = (1, 1)
    try await withFixture(options) { fixture in
      let groups = try await fixture.openGroups()
      fixture.simulator.inject(
        InjectedFault(.answer(status: status, body: body), on: Fixture.convo))
      let settled = await fixture.shut(groups)
      #expect(settled.count == 8)
      #expect(settled.count { $0.outcome == .done } == done)
      #expect(fixture.procedures.count == done)
      // What was not shut is no door.
      #expect(try await fixture.service.doors().count == done)
    }
  }

  @Test func withoutAJournalNothingIsShut() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      let service = fixture.service(with: nil)
      let settled = await fixture.shut([group], with: service)
      #expect(settled.map(\.outcome) == [.failed(.noJournalForDoors)])
      #expect(try await service.doors().isEmpty)
      let broken = Fault(.journal, "The journal is damaged.", cure: "Mend it.")
      let other = await fixture.shut([group], with: fixture.service(with: .failure(broken)))
      #expect(other.map(\.outcome) == [.failed(broken)])
      #expect(fixture.procedures.isEmpty)
    }
  }

  @Test func cancellingStopsWhatHasNotBegun() async throws {
    try await withFixture(.doors(8)) { fixture in
      let groups = try await fixture.openGroups()
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await fixture.shut(groups)
      }
      let settled = await task.value
      #expect(settled.map(\.outcome) == Array(repeating: .failed(.cancelled), count: 8))
      #expect(fixture.procedures.isEmpty)
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  static let errors: [(Door.Measure, String, Fault)] = [
    (.approval, "NoJoinLink", .noLink), (.approval, "InvalidConvo", .groupGone),
    (.approval, "InsufficientRole", .notOwner), (.disable, "NoJoinLink", .noLink),
    (.disable, "InvalidConvo", .groupGone), (.disable, "InsufficientRole", .notOwner),
  ]

  @Test(arguments: errors)
  func aDoorThatCannotBeShutIsNone(
    _ measure: Door.Measure, _ name: String, _ fault: Fault
  ) async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      let nsid = measure == .approval ? Fixture.editLink : Fixture.disableLink
      fixture.simulator.inject(.refusal(name, on: nsid))
      #expect(await fixture.shut([group], by: measure).map(\.outcome) == [.failed(fault)])
      #expect(try await fixture.service.doors().isEmpty)
      #expect(fixture.link(of: group.id) == .open)
    }
  }

  @Test func aDoorThatCannotBeOpenedStaysShut() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      _ = await fixture.shut([group], by: .disable)
      fixture.simulator.inject(.refusal("NotToday", on: Fixture.enableLink))
      let opened = try await fixture.open()
      #expect(opened.count == 1 && opened[0].outcome != .done)
      let door = try #require(try await fixture.service.doors().first)
      #expect(door.state == .shut && door.reason == "The service refused: No.")
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.link(of: group.id) == .open)
    }
  }

  @Test(arguments: [("InvalidConvo", Fault.groupGone), ("InsufficientRole", .notOwner)])
  func aDoorOfNobodyIsForgotten(_ name: String, _ fault: Fault) async throws {
    try await withFixture(.doors()) { fixture in
      _ = await fixture.shut([try await fixture.openGroup()])
      fixture.simulator.inject(.refusal(name, on: Fixture.convo))
      #expect(try await fixture.open().map(\.outcome) == [.failed(fault)])
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  /// Two calls open it, of which the second fails.
  @Test func aDoorThatIsHalfOpenGoesOn() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      _ = await fixture.shut([group], by: .approval)
      #expect(await fixture.shut([group], by: .disable).map(\.outcome) == [.done])
      #expect(fixture.link(of: group.id) == SimulatedLink.open.guarded.off)
      fixture.simulator.inject(.refusal("NotToday", on: Fixture.enableLink))
      #expect(try await fixture.open().map(\.outcome) != [.done])
      #expect(fixture.link(of: group.id) == SimulatedLink.open.off)
      #expect(try await fixture.service.doors().map(\.state) == [.shut])
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.link(of: group.id) == .open)
    }
  }

  @Test func shutTwiceKeepsWhatWasFirst() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      _ = await fixture.shut([group])
      let until = Date(timeIntervalSince1970: 2_000_000_000)
      let again = await fixture.shut([group], until: until, with: try fixture.another())
      #expect(again.map(\.outcome) == [.unneeded(.shutAlready)])
      #expect(fixture.procedures == ["editJoinLink"])
      #expect(try await fixture.service.doors().map(\.until) == [until])
      // A laxer measure opens nothing, a stricter one shuts the rest.
      #expect(await fixture.shut([group], by: .disable).map(\.outcome) == [.done])
      let lax = await fixture.shut([group], by: .approval)
      #expect(lax.map(\.outcome) == [.unneeded(.shutAlready)])
      let door = try #require(try await fixture.service.doors().first)
      #expect(door.measure == .disable && door.until == nil)
      #expect(door.before == group.link)
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.link(of: group.id) == .open)
    }
  }

  @Test func aStricterMeasureThatFailsLeavesItShut() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      _ = await fixture.shut([group])
      fixture.simulator.inject(.refusal("NotToday", on: Fixture.disableLink))
      _ = await fixture.shut([group], by: .disable)
      let door = try #require(try await fixture.service.doors().first)
      #expect(door.state == .shut && door.measure == .approval && door.reason != nil)
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.link(of: group.id) == .open)
    }
  }

  // MARK: Changed by somebody meanwhile

  @Test func whatSomebodyHasSetStays() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup(SimulatedLink(code: "abc", isForFollowed: true))
      _ = await fixture.shut([group], by: .disable)
      var changed = SimulatedLink(code: "abc", isEnabled: false, isForFollowed: true)
      changed.requiresApproval = false
      fixture.simulator.setLink(changed, group: group.id)
      let opened = try await fixture.open()
      #expect(opened.map(\.outcome) == [.changed(.kept([.approval]))])
      changed.isEnabled = true
      #expect(fixture.link(of: group.id) == changed)
      #expect(opened[0].now?.link?.requireApproval == false)
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  @Test func whatSomebodyHasOpenedIsOpen() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      _ = await fixture.shut([group])
      fixture.simulator.setLink(.open, group: group.id)
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.procedures == ["editJoinLink"])
      // Shut again it is what it was then.
      _ = await fixture.shut([group])
      fixture.simulator.setLink(.open, group: group.id)
      #expect(await fixture.shut([group]).map(\.outcome) == [.done])
      #expect(try await fixture.open().map(\.outcome) == [.done])
      #expect(fixture.link(of: group.id) == .open)
    }
  }

  @Test func anotherLinkIsLeftAlone() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      _ = await fixture.shut([group])
      let other = SimulatedLink(code: "xyz", requiresApproval: true, isForFollowed: true)
      fixture.simulator.setLink(other, group: group.id)
      #expect(try await fixture.open().map(\.outcome) == [.changed(.linkReplaced)])
      #expect(fixture.link(of: group.id) == other)
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  @Test func aLinkThatIsGoneIsSaid() async throws {
    try await withFixture(.doors()) { fixture in
      let group = try await fixture.openGroup()
      _ = await fixture.shut([group])
      fixture.simulator.setLink(nil, group: group.id)
      #expect(try await fixture.open().map(\.outcome) == [.changed(.linkGone)])
      #expect(try await fixture.service.doors().isEmpty)
    }
  }

  @Test func aDoorThatIsOpenNeedsNoOpening() async throws {
    try await withFixture(.doors()) { fixture in
      _ = await fixture.shut([try await fixture.openGroup()])
      let doors = try await fixture.service.doors()
      _ = try await fixture.open(with: try fixture.another())
      let settled = Record<SettledDoor>()
      await fixture.service.open(doors) { settled.add($0) }
      #expect(settled.values.map(\.outcome) == [.unneeded(.notShut)])
      #expect(fixture.procedures.count == 2)
    }
  }
}
