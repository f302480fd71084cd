import Foundation
import Testing

@testable import Simulator

/// The world that options make.
@Suite struct WorldTests {
  private static let start: Milliseconds = 1_770_000_000_000

  private func world(_ options: WorldOptions) -> World { World(options, at: Self.start) }

  private func owned(_ world: World) -> [Convo] {
    world.convos.filter { $0.isOwned(by: Population.owner) }
  }

  private func waiting(_ world: World) -> [AccountProfile] {
    owned(world).flatMap { convo in
      (convo.group?.waiting.newestFirst).map { $0.map { world.people.person($0.person) } } ?? []
    }
  }

  @Test func sameSeedSameWorld() {
    let options = WorldOptions(groups: 4, requests: 200, seed: 7)
    let describe = { (world: World) in
      world.convos.map(\.id) + owned(world).compactMap { $0.group?.name }
        + world.convos.map { "\($0.members)" } + waiting(world).map { "\($0)" }
    }
    #expect(describe(world(options)) == describe(world(options)))
    var other = options
    other.seed = 8
    #expect(describe(world(options)) != describe(world(other)))
  }

  @Test(arguments: [
    (0, 10), (1, 0), (1, 25), (2, 3), (3, 100), (6, 300), (6, 10_000), (40, 50), (100, 1000),
  ])
  func spreadsRequests(groups: Int, requests: Int) {
    let world = world(WorldOptions(groups: groups, requests: requests))
    let shares = owned(world).map { $0.group?.waiting.count ?? 0 }
    #expect(shares.count == groups)
    #expect(shares.reduce(0, +) == (groups == 0 ? 0 : requests))
    #expect(shares == shares.sorted(by: >))
    if groups >= 3 { #expect(shares.last == 0) }
    #expect(world.convos.count == groups + 2)
    #expect(world.convos.filter { $0.group == nil }.count == 1)
    #expect(Set(world.convos.map(\.id)).count == world.convos.count)
    let full = owned(world).filter { $0.members.count == $0.group?.memberLimit }
    #expect(full.count == (groups >= 2 ? 1 : 0))
    let locked = owned(world).filter { $0.group?.lock == .locked }
    #expect(locked.count == (groups >= 3 ? 1 : 0))
  }

  @Test func identifiersAreUniqueAndCanBeFound() {
    let world = world(WorldOptions(groups: 2, requests: 10_000))
    var people = world.people
    let handles = (0..<people.count).map { world.people.handle($0) }
    let valid = handles.filter { $0 != HostileName.invalidHandle }
    #expect(valid.count == people.count - 1)
    #expect(Set(valid).count == valid.count)
    #expect(valid.allSatisfy(Syntax.isHandle))
    for serial in stride(from: 0, to: people.count, by: 97) {
      #expect(Syntax.isDID(people.did(serial)))
      #expect(people.serial(did: people.did(serial)) == serial)
      let found = people.serial(handle: people.handle(serial).uppercased())
      #expect(found == serial || people.handle(serial) == HostileName.invalidHandle)
    }
    #expect(people.serial(did: people.did(people.count)) == nil)
    #expect(people.serial(did: String(people.did(5).dropLast() + "_")) == nil)
  }

  @Test func peopleAreBelievable() {
    let people = waiting(world(WorldOptions(groups: 1, requests: 2000, hostileNames: false)))
    let regular = people.filter { !$0.handle.hasPrefix("prize-desk") }
    let followers = regular.map(\.followers).sorted()
    let median = followers[followers.count / 2]
    #expect(followers[0] == 0)
    #expect((3...150).contains(median))
    #expect(followers[followers.count - 1] > 20 * median, "a few are known by many")
    let ages = regular.map { Self.start - $0.createdAt }
    #expect(ages.contains { $0 < .day })
    #expect(ages.contains { $0 > 365 * .day })
    for share in [
      regular.filter { !$0.labels.isEmpty }, regular.filter(\.isFollowed),
      regular.filter(\.isFollower), regular.filter(\.isVerified),
      regular.filter { $0.knownFollowers > 0 }, regular.filter { $0.displayName == nil },
      regular.filter { $0.bio.isEmpty }, regular.filter { !$0.hasAvatar },
    ] {
      #expect((1..<regular.count / 2).contains(share.count))
    }
    let scripts = Set(
      regular.compactMap { $0.displayName?.unicodeScalars.first?.value }.map { $0 >> 8 })
    #expect(scripts.count > 6)
    #expect(regular.allSatisfy { ($0.displayName?.count ?? 0) <= 64 && $0.bio.count <= 256 })
  }

  @Test func nobodyAsksBeforeHavingAnAccount() throws {
    let world = world(WorldOptions(groups: 3, requests: 500))
    for convo in owned(world) {
      for entry in try #require(convo.group).waiting.newestFirst {
        #expect(world.people.person(entry.person).createdAt <= entry.requestedAt)
        #expect(entry.requestedAt < Self.start)
        #expect(entry.requestedAt > Self.start - 22 * .day)
      }
    }
  }

  @Test func aRaidComesWithinAnHour() {
    let world = world(WorldOptions(groups: 3, requests: 400))
    let raid = world.people.throwaways.map(world.people.person)
    #expect(raid.count > 20)
    let times = raid.map(\.createdAt)
    #expect((times.max() ?? 0) - (times.min() ?? 0) < 70 * .minute)
    #expect(raid.allSatisfy { $0.handle.hasPrefix("prize-desk") && $0.followers < 3 })
  }

  @Test func hostileNamesComeWhenAskedFor() {
    let names = { (hostile: Bool) in
      waiting(world(WorldOptions(hostileNames: hostile))).compactMap(\.displayName)
    }
    let isControl = { (name: String) in
      name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    #expect(names(true).filter(isControl).count >= 7)
    #expect(names(false).filter(isControl).isEmpty)
    #expect(names(true).contains(""))
    #expect(names(true).contains { $0.unicodeScalars.contains("\u{202E}") })
    #expect(names(true).contains { $0.unicodeScalars.count > $0.count + 50 })
  }

  @Test func hostileNamesAreWithinTheLexicon() {
    for name in HostileName.all {
      #expect(name.displayName.count <= 64)
      #expect(name.displayName.utf8.count <= 640)
      #expect(name.bio.count <= 256)
      #expect(name.bio.utf8.count <= 2560)
      if let handle = name.handle { #expect(Syntax.isHandle(handle)) }
    }
  }

  @Test func theLogKeepsTheNewest() {
    var log = EventLog()
    var clock = TIDClock()
    let count = EventLog.capacity + 10
    for number in 0..<count {
      log.add(
        LogEvent(
          rev: clock.next(at: 0), kind: .incomingJoinRequest, convoId: "c", person: number,
          audience: number % 2))
    }
    let kept = log.page(after: TID(number: 0), for: 0, limit: .max)
    #expect(kept.count < EventLog.capacity)
    #expect(kept.last?.person == count - 2)
    #expect(kept.allSatisfy { $0.audience == 0 })
  }
}
