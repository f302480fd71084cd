import ATProto
import Foundation

/// Watches how fast people ask to join, group by group. A raid begins where the limit is reached and
/// is over when half of it is not: a number that wavers around the limit is one raid, not many.
public struct RaidDetector: Equatable, Sendable {
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

  /// Nobody has come yet.
  public init() {}

  /// There is no raid.
  public var isEmpty: Bool { records.isEmpty }

  /// How many have asked to join a group within the time.
  public func arrivalCount(in group: Group.ID) -> Int { arrivals[group]?.count ?? 0 }

  /// Takes people from the list of a group.
  public mutating func take(_ requests: [JoinRequest], in group: Group.ID, since start: Date) {
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
  public mutating func take(_ request: JoinRequest.ID, since date: Date) {
    arrivals[request.group, default: Arrivals()].take(request.member, since: date)
    guard let record = records[request.group], !record.isOver, date >= record.since else { return }
    records[request.group]?.people.insert(request.member)
  }

  /// Looks how fast they come now.
  public mutating func look(by limit: RaidLimit, at now: Date) {
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
  public mutating func review(
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
  public func isOn(in group: Group.ID) -> Bool { records[group].map { !$0.isOver } ?? false }

  /// One who came in a raid still waits.
  public func isWaiting(in group: Group.ID) -> Bool { records[group]?.isWaiting ?? false }

  /// Who has come in the raid.
  public func people(in group: Group.ID) -> Set<DID> { records[group]?.people ?? [] }

  /// The owner wants to hear no more of the raid, or there is none.
  public func isDismissed(in group: Group.ID) -> Bool { records[group]?.isDismissed ?? true }

  /// The raid to tell of: the one with the most people.
  public func worst(among groups: [Group]) -> Raid? {
    guard !isEmpty else { return nil }
    return groups.filter { isOn(in: $0.id) && !isDismissed(in: $0.id) }
      .map { Raid(group: $0, people: arrivalCount(in: $0.id)) }
      .max { $0.people < $1.people }
  }

  /// Tells of a raid no more, as long as it lasts.
  public mutating func dismiss(_ group: Group.ID) { records[group]?.isDismissed = true }
}

/// Many people ask to join a group within a short time.
public struct Raid: Equatable, Sendable {
  /// The group that they ask to join.
  public let group: Group
  /// How many have asked within the time that the limit looks at.
  public let people: Int

  /// A raid as it is described.
  public init(group: Group, people: Int) {
    self.group = group
    self.people = people
  }
}

/// How fast people ask to join one group where it is worth a word: so many of them within so long.
public struct RaidLimit: Hashable, Sendable {
  private static let peopleRange = 2...1_000
  private static let secondsRange: ClosedRange<TimeInterval> = 5 * 60...24 * 60 * 60

  /// Three people a minute, for ten minutes.
  public static let standard = RaidLimit(people: 30, span: TimeSpan(10, .minutes))

  /// It is reached with as many.
  public let people: Int
  /// It is reached when they have asked within so long.
  public let span: TimeSpan

  /// A limit as it is described.
  public init(people: Int, span: TimeSpan) {
    self.people = people
    self.span = span
  }

  /// Reads `30 in 10m`. Nil for anything else, and for numbers that make no sense.
  public init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 3, parts[1] == "in", let people = Int(parts[0]),
      let span = TimeSpan(String(parts[2])), Self.peopleRange.contains(people),
      Self.secondsRange.contains(span.seconds)
    else { return nil }
    self.init(people: people, span: span)
  }
}

extension RaidLimit: CustomStringConvertible {
  /// As the configuration writes it: `30 in 10m`.
  public var description: String { "\(people) in \(span)" }
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
