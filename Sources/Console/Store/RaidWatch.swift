import ATProto
import Foundation
import Moderation

/// Watches how fast people ask to join, group by group. A raid begins where the limit is reached and
/// is over when half of it is not: a number that wavers around the limit is one raid, not many.
public struct RaidWatch: Equatable, Sendable {
  private var arrivals: [Group.ID: Arrivals] = [:]
  private var raided: Set<Group.ID> = []
  /// Those that the owner does not want to be told of any more, as long as they last.
  private var dismissed: Set<Group.ID> = []

  public init() {}

  /// How many have asked to join a group within the time.
  func count(in group: Group.ID) -> Int { arrivals[group]?.count ?? 0 }

  /// Takes people from the list of a group.
  mutating func take(_ requests: [JoinRequest], in group: Group.ID, since start: Date) {
    arrivals[group, default: Arrivals()].take(requests, since: start)
  }

  /// Takes somebody of whom it is only known that they have asked since a date.
  mutating func take(_ request: JoinRequest.ID, since date: Date) {
    arrivals[request.group, default: Arrivals()].take(request.member, since: date)
  }

  /// Looks how fast they come now.
  mutating func look(by limit: RaidLimit, at now: Date) {
    for group in arrivals.keys {
      arrivals[group]?.forget(before: now - limit.span.seconds)
      let count = count(in: group)
      if count >= limit.people {
        raided.insert(group)
      } else if count * 2 < limit.people {
        raided.remove(group)
        dismissed.remove(group)
      }
      if count == 0 { arrivals[group] = nil }
    }
  }

  /// The raid to tell of: the one with the most people.
  func worst(among groups: [Group]) -> Raid? {
    groups.filter { raided.contains($0.id) && !dismissed.contains($0.id) }
      .map { Raid(group: $0, people: count(in: $0.id)) }
      .max { $0.people < $1.people }
  }

  mutating func dismiss(_ raid: Raid) { dismissed.insert(raid.group.id) }
}
