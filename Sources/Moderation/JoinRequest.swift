import ATProto
import Foundation

/// A person waiting to join a group (`chat.bsky.group.defs#joinRequestView`).
public struct JoinRequest: Identifiable, Hashable, Sendable {
  /// A person asks a group at most once at a time, so the two name the request.
  public struct ID: Hashable, Sendable {
    /// The group asked.
    public let group: Group.ID
    /// Whoever asks.
    public let member: DID

    /// Names a request, whether there is one or not.
    public init(group: Group.ID, member: DID) {
      self.group = group
      self.member = member
    }
  }

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

  /// Whether the one comes before the other where whoever has waited longest is first. Those of whom
  /// nobody knows since when come last; the DID decides between equals, so that the order never
  /// wavers.
  public static func waitsLonger(_ one: JoinRequest, _ other: JoinRequest) -> Bool {
    let dates = (one.requestedAt ?? .distantFuture, other.requestedAt ?? .distantFuture)
    return dates.0 == dates.1
      ? one.person.did.description < other.person.did.description : dates.0 < dates.1
  }

  /// The group and the person.
  public var id: ID { ID(group: group, member: person.did) }
}
