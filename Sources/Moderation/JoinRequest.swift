import ATProto
import Foundation

/// A person waiting to join a group (`chat.bsky.group.defs#joinRequestView`).
public struct JoinRequest: Identifiable, Hashable, Sendable {
  /// A person asks a group at most once at a time, so what they ask for names the request.
  public typealias ID = Membership

  /// The group asked.
  public let group: Group.ID
  /// Whoever asks.
  public var person: Person
  /// Since when they wait; nil when the service gave no date that can be read.
  public var requestedAt: Date?

  /// A request as it is described.
  public init(group: Group.ID, person: Person, requestedAt: Date?) {
    self.group = group
    self.person = person
    self.requestedAt = requestedAt
  }

  /// The group and the person.
  public var id: ID { ID(group: group, member: person.did) }

  /// Where the request stands among others.
  public var seniority: Seniority { Seniority(since: requestedAt, person.did) }
}

/// The order in which people wait: whoever has waited longest is first. Those of whom nobody knows
/// since when come last; the DID decides between equals, so that the order never wavers.
public struct Seniority: Hashable, Comparable, Sendable {
  /// Since when they wait.
  public let since: Date
  private let member: DID

  /// - Parameter date: nil where nobody knows.
  public init(since date: Date?, _ member: DID) {
    since = date ?? .distantFuture
    self.member = member
  }

  public static func < (one: Seniority, other: Seniority) -> Bool {
    one.since == other.since
      ? one.member.description < other.member.description : one.since < other.since
  }
}
