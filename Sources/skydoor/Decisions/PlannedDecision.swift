import ATProto
import Moderation

/// A decision that has been read and understood, and is ready to be sent.
struct PlannedDecision: Sendable {
  let request: JoinRequest.ID
  let groupName: String
  /// What was seen; nil when the person is not on the list any more, so that there is nothing to send.
  private let listed: ListedRequest?
  /// The rule that says so, and why; nil where the owner has named the person.
  let suggestion: Suggestion?

  /// About somebody who waits, or is a member.
  init(_ listed: ListedRequest, in group: Group, because suggestion: Suggestion? = nil) {
    request = listed.request.id
    groupName = group.name
    self.listed = listed
    self.suggestion = suggestion
  }

  /// About somebody whom no entry that could be read names, while others could not be read.
  init(unseen member: DID, in group: Group) {
    let person = Person(did: member, handle: .invalid)
    self.init(
      ListedRequest(JoinRequest(group: group.id, person: person, requestedAt: nil)), in: group)
  }

  /// About somebody who does not.
  init(gone member: DID, in group: Group) {
    request = JoinRequest.ID(group: group.id, member: member)
    groupName = group.name
    listed = nil
    suggestion = nil
  }

  var isWaiting: Bool { listed != nil }

  /// What the journal is told; nil where there is nothing to send.
  func draft(_ verdict: Decision.Verdict, note: String?) -> DecisionDraft? {
    listed.map {
      DecisionDraft(
        verdict, $0.request, groupName: groupName, profile: $0.profile, rule: suggestion?.rule,
        note: note)
    }
  }

  /// The person, for people.
  var name: String {
    listed?.request.person.mention ?? request.member.description
  }

  /// The person, the group and the reasons: `@jo.example.com in "Night Owls" (age < 2d (age 1h))`.
  var sentence: String {
    let reasons = suggestion?.clauses.map(\.description).joined(separator: ", ") ?? ""
    return "\(name) in \"\(groupName)\"" + (reasons.isEmpty ? "" : " (\(reasons))")
  }
}
