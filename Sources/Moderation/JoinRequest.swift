import ATProto
import Foundation

/// A person waiting to join a group (`chat.bsky.group.defs#joinRequestView`).
public struct JoinRequest: Identifiable, Hashable, Sendable {
  /// A person asks a group at most once at a time, so the two name the request.
  public struct ID: Hashable, Sendable {
    public let group: Group.ID
    public let member: DID

    public init(group: Group.ID, member: DID) {
      self.group = group
      self.member = member
    }
  }

  public let group: Group.ID
  public var person: Person
  /// Since when they wait; nil when the service gave no date that can be read.
  public var requestedAt: Date?

  public init(group: Group.ID, person: Person, requestedAt: Date?) {
    self.group = group
    self.person = person
    self.requestedAt = requestedAt
  }

  public var id: ID { ID(group: group, member: person.did) }
}
