import ATProto
import Foundation

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

extension GroupMember {
  init(_ view: ChatBskyActor.ProfileViewBasic, of group: Group.ID, _ context: AnswerContext) {
    var (role, adder) = ("", nil as ChatBskyActor.ProfileViewBasic?)
    if case .group(let given, let addedBy) = view.kind { (role, adder) = (given, addedBy) }
    self.init(
      group: group, person: Person(view, context), role: Role(role),
      addedBy: adder.map { Person($0, context) })
  }
}

extension GroupMember.Role {
  /// By its name in the protocol.
  init(_ text: String) {
    self =
      switch text {
      case "owner": .owner
      case "standard": .standard
      case _: .other(text)
      }
  }
}

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

extension JoinRequest {
  init(_ view: ChatBskyGroup.JoinRequestView, in group: Group.ID, _ context: AnswerContext) {
    self.init(
      group: group, person: Person(view.requestedBy, context), requestedAt: view.requestedAt)
  }
}

extension Date {
  /// It is one that a calendar can tell, and not what damaged bytes were taken for.
  var isInCalendar: Bool { abs(timeIntervalSince1970) < 1e12 }
}
