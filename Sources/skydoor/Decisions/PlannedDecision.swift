import ATProto
import Moderation

/// A decision that has been read and understood, and is ready to be sent.
struct PlannedDecision: Sendable {
  let membership: Membership
  let groupName: String
  /// Who was seen; nil when the person is not on the list any more, so that there is nothing to send.
  private let subject: Decision.Subject?
  private let profile: Profile?
  /// The rule that says so, and why; nil where the owner has named the person.
  let suggestion: Suggestion?

  /// About somebody who waits, or is a member.
  init(
    _ subject: Decision.Subject, profile: Profile? = nil, in group: Group,
    because suggestion: Suggestion? = nil
  ) {
    membership = subject.id
    groupName = group.name
    self.subject = subject
    self.profile = profile
    self.suggestion = suggestion
  }

  /// About somebody whom no entry that could be read names, while others could not be read.
  init(unseen member: DID, in group: Group) {
    self.init(
      Decision.Subject(unseen: Membership(group: group.id, member: member)), in: group)
  }

  /// About somebody who does not.
  init(gone member: DID, in group: Group) {
    membership = Membership(group: group.id, member: member)
    groupName = group.name
    subject = nil
    profile = nil
    suggestion = nil
  }

  var isWaiting: Bool { subject != nil }

  /// What the journal is told; nil where there is nothing to send.
  func draft(_ verdict: Decision.Verdict, note: String?) -> DecisionDraft? {
    subject.map {
      DecisionDraft(
        verdict, about: $0, groupName: groupName, profile: profile, rule: suggestion?.rule,
        note: note)
    }
  }

  /// The person, for people.
  var name: String {
    subject?.person.mention ?? membership.member.description
  }

  /// The person, the group and the reasons: `@jo.example.com in "Night Owls" (age < 2d (age 1h))`.
  var sentence: String {
    let reasons = suggestion?.clauses.map(\.description).joined(separator: ", ") ?? ""
    return "\(name) in \"\(groupName)\"" + (reasons.isEmpty ? "" : " (\(reasons))")
  }
}
