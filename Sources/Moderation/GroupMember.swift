import ATProto

/// A person's place in a group, whether they have it or ask for it.
public struct Membership: Hashable, Sendable {
  /// The group that it is in.
  public let group: Group.ID
  /// Whose it is.
  public let member: DID

  /// Names a membership, whether there is one or not.
  public init(group: Group.ID, member: DID) {
    self.group = group
    self.member = member
  }
}

/// Somebody in a group (`chat.bsky.actor.defs#groupConvoMember`).
public struct GroupMember: Identifiable, Hashable, Sendable {
  /// What a member may do (`chat.bsky.actor.defs#memberRole`).
  public enum Role: Hashable, Sendable {
    /// Everything. A group has one owner, who can't be removed.
    case owner
    case standard
    /// One newer than this program; empty where the service did not say.
    case other(String)
  }

  /// The group that it is a member of.
  public let group: Group.ID
  /// Who it is.
  public var person: Person
  public var role: Role
  /// Who added this member; nil for whoever joined by the link, and where the service did not say.
  public var addedBy: Person?

  /// A member as it is described.
  public init(group: Group.ID, person: Person, role: Role, addedBy: Person? = nil) {
    self.group = group
    self.person = person
    self.role = role
    self.addedBy = addedBy
  }

  /// The group and the person.
  public var id: Membership { Membership(group: group, member: person.did) }
}
