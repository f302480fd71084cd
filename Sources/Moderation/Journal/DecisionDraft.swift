import Foundation

/// A decision with everything that was seen when it was made, for the journal.
public struct DecisionDraft: Equatable, Sendable {
  public let verdict: Decision.Verdict
  /// Whom it is about.
  public let subject: Decision.Subject
  /// What the group is called.
  public let groupName: String
  /// Nil where it is not known.
  public let profile: Profile?
  /// The rule that suggested it.
  public let rule: String?
  /// What the owner writes down about it.
  public let note: String?

  /// A decision as it is described.
  public init(
    _ verdict: Decision.Verdict, about subject: Decision.Subject, groupName: String,
    profile: Profile? = nil, rule: String? = nil, note: String? = nil
  ) {
    self.verdict = verdict
    self.subject = subject
    self.groupName = groupName
    self.profile = profile
    self.rule = rule
    self.note = note
  }

  /// A decision about a request.
  public init(
    _ verdict: Decision.Verdict, _ request: JoinRequest, groupName: String,
    profile: Profile? = nil, rule: String? = nil, note: String? = nil
  ) {
    self.init(
      verdict, about: Decision.Subject(request), groupName: groupName, profile: profile, rule: rule,
      note: note)
  }

  /// The removal of a member.
  public init(
    removing member: GroupMember, groupName: String, profile: Profile? = nil, note: String? = nil
  ) {
    self.init(
      .remove, about: Decision.Subject(member), groupName: groupName, profile: profile, note: note)
  }

  /// What is to be sent.
  public var decision: Decision { Decision(verdict, subject.id) }
}
