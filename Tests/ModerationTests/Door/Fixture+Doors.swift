import Foundation
import Simulator
import Testing

@testable import Moderation

extension Fixture.Options {
  /// Groups without people waiting, and a journal.
  static func doors(_ groups: Int = 3) -> Self {
    Self(world: WorldOptions(groups: groups, requests: 0), keepsJournal: true)
  }
}

extension Fixture {
  /// Every group of the owner's, with links that let anybody in.
  func openGroups() async throws -> [Moderation.Group] {
    for (index, group) in simulator.groups.filter(\.isOwned).enumerated() {
      simulator.setLink(
        SimulatedLink(code: "abc\(index)", requiresApproval: false), group: group.id)
    }
    return try await service.groups().elements
  }

  /// The first group, with a link that lets anybody in unless told otherwise.
  func openGroup(_ link: SimulatedLink? = .open) async throws -> Moderation.Group {
    simulator.setLink(link, group: try group.id)
    return try await seen
  }

  func shut(
    _ groups: [Moderation.Group], by measure: Door.Measure = .approval, until: Date? = nil,
    with service: GroupService? = nil
  ) async -> [SettledDoor] {
    let settled = Record<SettledDoor>()
    await (service ?? self.service).shut(groups, by: measure, until: until) { settled.add($0) }
    return settled.values
  }

  /// Opens all doors that are not open.
  func open(with service: GroupService? = nil) async throws -> [SettledDoor] {
    let settled = Record<SettledDoor>()
    let service = service ?? self.service
    await service.open(try await service.doors()) { settled.add($0) }
    return settled.values
  }

  func openDue(with service: GroupService? = nil) async throws -> [SettledDoor] {
    let settled = Record<SettledDoor>()
    try await (service ?? self.service).openDueDoors { settled.add($0) }
    return settled.values
  }

  /// The service layer of another process, on the same journal.
  func another() throws -> GroupService { service(with: .success(try openJournal())) }

  /// A door about the first group as a process that died has left it.
  func leave(
    _ status: Door.Status, _ group: Moderation.Group, _ measure: Door.Measure = .approval,
    until: Date? = nil
  ) async throws {
    let link = try #require(group.link)
    try await dying { journal in
      let now = clock.timekeeper.now()
      let door = Door(
        group: group.id, groupName: group.name, measure: measure, before: link,
        after: measure.applied(to: link), shutAt: now, until: until, status: status, changedAt: now)
      _ = try #require(try await journal.save(door, at: now))
    }
  }
}

extension SimulatedLink {
  /// The same with its door shut by asking for approval.
  var guarded: SimulatedLink {
    var link = self
    (link.requiresApproval, link.isForFollowed) = (true, true)
    return link
  }

  var off: SimulatedLink {
    var link = self
    link.isEnabled = false
    return link
  }
}
