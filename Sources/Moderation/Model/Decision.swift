import ATProto
import Foundation

/// What the owner decided about one request, or about a member.
public struct Decision: Hashable, Sendable {
  /// The ways to decide.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// `chat.bsky.group.rejectJoinRequest`
    case reject
    /// `chat.bsky.group.approveJoinRequest`
    case approve
    /// A block of the person in the owner's repository (`app.bsky.graph.block`), then a reject.
    case rejectAndBlock = "reject-and-block"
    /// `chat.bsky.group.removeMembers`, about somebody who is in the group.
    case remove

    /// The ways to decide about a request.
    public static let onRequests: [Verdict] = [.reject, .approve, .rejectAndBlock]
  }

  /// Which of them it is.
  public let verdict: Verdict
  /// The membership that is asked for, or is to end.
  public let membership: Membership

  /// A decision that nothing has been done about yet.
  public init(_ verdict: Verdict, _ membership: Membership) {
    self.verdict = verdict
    self.membership = membership
  }
}

extension Decision {
  /// Whom a decision is about, as they were seen when it was made: somebody who asks to join a group,
  /// or a member of it.
  public struct Subject: Identifiable, Hashable, Sendable {
    /// The group asked, or the member's.
    public let group: Group.ID
    /// Who it is.
    public let person: Person
    /// Since when they wait; nil for a member, and where the service gave no date that can be read.
    public let requestedAt: Date?

    init(group: Group.ID, person: Person, requestedAt: Date?) {
      self.group = group
      self.person = person
      self.requestedAt = requestedAt
    }

    /// Somebody who asks to join.
    public init(_ request: JoinRequest) {
      self.init(group: request.group, person: request.person, requestedAt: request.requestedAt)
    }

    /// Somebody who is in the group.
    public init(_ member: GroupMember) {
      self.init(group: member.group, person: member.person, requestedAt: nil)
    }

    /// Somebody of whom nothing was seen.
    public init(unseen membership: Membership) {
      self.init(
        group: membership.group, person: Person(did: membership.member, handle: .invalid),
        requestedAt: nil)
    }

    /// The group and the person.
    public var id: Membership { Membership(group: group, member: person.did) }

    /// Where they stand among others who wait.
    public var seniority: Seniority { Seniority(since: requestedAt, person.did) }
  }
}

extension JoinRequest {
  /// The request that was decided on.
  public init(_ subject: Decision.Subject) {
    self.init(group: subject.group, person: subject.person, requestedAt: subject.requestedAt)
  }
}

/// How a decision ended.
public enum Outcome: Equatable, Sendable {
  /// The service carried it out.
  case done
  /// The request was not there any more, and nothing proves that this decision has ended it:
  /// withdrawn, or handled elsewhere. The member had left.
  case gone
  /// Nothing was decided, or it could not be confirmed; the fault says which, and what to do.
  case failed(Fault)
}

/// A decision and how it ended.
public struct SettledDecision: Equatable, Sendable {
  public let decision: Decision
  public let outcome: Outcome

  /// A decision that has ended so.
  public init(_ decision: Decision, _ outcome: Outcome) {
    self.decision = decision
    self.outcome = outcome
  }
}

/// What it takes to prove later, also for another process, that a decision was carried out.
struct Evidence: Equatable, Sendable {
  /// When the request was made that was decided on; nil where that is not known.
  var requestedAt: Date?
  /// A place in the log from before the call; nil where none was known.
  var logCursor: String?
  /// The key of the record that blocks the person.
  var blockKey: TID?
}
