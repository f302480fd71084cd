import ATProto
import Config
import Foundation
import Moderation

/// Watches how fast people ask to join, group by group. A raid begins where the limit is reached and
/// is over when half of it is not: a number that wavers around the limit is one raid, not many.
public struct RaidWatch: Equatable, Sendable {
  /// A raid on a group, and who has come in it.
  private struct Record: Equatable {
    /// Who asked before is not part of it.
    let since: Date
    var people: Set<DID>
    /// They have become fewer than half of the limit.
    var isOver = false
    /// The owner does not want to be told of it, as long as it lasts.
    var isDismissed = false
    /// One of its people still waits.
    var isWaiting = true
  }

  private var arrivals: [Group.ID: Arrivals] = [:]
  private var records: [Group.ID: Record] = [:]

  public init() {}

  /// There is no raid.
  var isEmpty: Bool { records.isEmpty }

  /// How many have asked to join a group within the time.
  func arrivalCount(in group: Group.ID) -> Int { arrivals[group]?.count ?? 0 }

  /// Takes people from the list of a group.
  mutating func take(_ requests: [JoinRequest], in group: Group.ID, since start: Date) {
    arrivals[group, default: Arrivals()].take(requests, since: start)
    guard let record = records[group], !record.isOver else { return }
    for request in requests {
      guard let date = request.requestedAt else { continue }
      if date >= record.since {
        records[group]?.people.insert(request.person.did)
      } else {
        records[group]?.people.remove(request.person.did)
      }
    }
  }

  /// Takes somebody of whom it is only known that they have asked since a date.
  mutating func take(_ request: JoinRequest.ID, since date: Date) {
    arrivals[request.group, default: Arrivals()].take(request.member, since: date)
    guard let record = records[request.group], !record.isOver, date >= record.since else { return }
    records[request.group]?.people.insert(request.member)
  }

  /// Looks how fast they come now.
  mutating func look(by limit: RaidLimit, at now: Date) {
    for group in arrivals.keys {
      let start = now - limit.span.seconds
      arrivals[group]?.forget(before: start)
      let count = arrivalCount(in: group)
      if count >= limit.people {
        begin(in: group, since: start)
      } else if count * 2 < limit.people {
        records[group]?.isOver = true
      }
      if count == 0 { arrivals[group] = nil }
    }
  }

  private mutating func begin(in group: Group.ID, since start: Date) {
    let known = records[group]
    if let known, !known.isOver { return }
    var record = Record(since: known?.since ?? start, people: arrivals[group]?.members ?? [])
    // It goes on where its door was shut.
    record.people.formUnion(known?.people ?? [])
    records[group] = record
  }

  /// Looks what has become of the raids: one that is over is kept as long as its door is shut and
  /// there is somebody to decide on.
  /// - Parameters:
  ///   - isShut: nobody can come in by the door of the group.
  ///   - isWaiting: the person still waits.
  mutating func review(
    isShut: (Group.ID) -> Bool, isWaiting: (JoinRequest.ID) -> Bool
  ) {
    for (group, record) in records {
      let isAnybodyLeft = record.people.contains {
        isWaiting(JoinRequest.ID(group: group, member: $0))
      }
      let isKept = !record.isDismissed && isAnybodyLeft && isShut(group)
      if record.isOver, !isKept {
        records[group] = nil
      } else {
        records[group]?.isWaiting = isAnybodyLeft
      }
    }
  }

  /// People come faster than expected.
  func isOn(in group: Group.ID) -> Bool { records[group].map { !$0.isOver } ?? false }

  /// One who came in a raid still waits.
  func isWaiting(in group: Group.ID) -> Bool { records[group]?.isWaiting ?? false }

  /// Who has come in the raid.
  func people(in group: Group.ID) -> Set<DID> { records[group]?.people ?? [] }

  func isDismissed(in group: Group.ID) -> Bool { records[group]?.isDismissed ?? true }

  /// The raid to tell of: the one with the most people.
  func worst(among groups: [Group]) -> Raid? {
    guard !isEmpty else { return nil }
    return groups.filter { isOn(in: $0.id) && !isDismissed(in: $0.id) }
      .map { Raid(group: $0, people: arrivalCount(in: $0.id)) }
      .max { $0.people < $1.people }
  }

  mutating func dismiss(_ group: Group.ID) { records[group]?.isDismissed = true }
}

/// Who has asked to join one group lately, whatever has become of them since.
struct Arrivals: Equatable {
  private struct Arrival: Equatable {
    let member: DID
    let date: Date
  }

  /// Oldest first.
  private var arrivals: [Arrival] = []
  private var dates: [DID: Date] = [:]

  /// How many people.
  var count: Int { arrivals.count }

  var members: Set<DID> { Set(dates.keys) }

  /// Takes people from a list, which knows best when each of them asked.
  /// - Parameter start: who asked before does not count.
  mutating func take(_ requests: [JoinRequest], since start: Date) {
    var added: [Arrival] = []
    var outdated: Set<DID> = []
    for request in requests {
      let member = request.person.did
      guard let date = request.requestedAt, date != dates[member] else { continue }
      if dates.removeValue(forKey: member) != nil { outdated.insert(member) }
      guard date >= start else { continue }
      dates[member] = date
      added.append(Arrival(member: member, date: date))
    }
    if !outdated.isEmpty { arrivals.removeAll { outdated.contains($0.member) } }
    guard !added.isEmpty else { return }
    arrivals = (arrivals + added).sorted { $0.date < $1.date }
  }

  /// Takes somebody of whom it is only known that they have asked since a date.
  mutating func take(_ member: DID, since date: Date) {
    guard dates[member] == nil else { return }
    dates[member] = date
    let index = arrivals.lastIndex { $0.date <= date }.map { $0 + 1 } ?? 0
    arrivals.insert(Arrival(member: member, date: date), at: index)
  }

  mutating func forget(before start: Date) {
    let old = arrivals.prefix { $0.date < start }
    guard !old.isEmpty else { return }
    for arrival in old { dates[arrival.member] = nil }
    arrivals.removeFirst(old.count)
  }
}
