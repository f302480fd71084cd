import ATProto
import Moderation

/// A decision that has been read and understood, and is ready to be sent.
struct PlannedDecision: Hashable, Sendable {
  let request: JoinRequest.ID
  let groupName: String
  /// Nil when the person does not wait any more, so that there is nothing to send.
  let handle: Handle?
  /// The rule that says so, and why; nil where the owner has named the person.
  let suggestion: Suggestion?

  /// About somebody whom the owner has named.
  init(_ member: DID, _ handle: Handle?, in group: Group) {
    request = JoinRequest.ID(group: group.id, member: member)
    groupName = group.name
    self.handle = handle
    suggestion = nil
  }

  /// About somebody who waits and whom a rule matches.
  init(_ request: JoinRequest, in group: Group, because suggestion: Suggestion) {
    self.request = request.id
    groupName = group.name
    handle = request.person.handle
    self.suggestion = suggestion
  }

  var isWaiting: Bool { handle != nil }

  /// The person, for people.
  var name: String {
    guard let handle, handle != .invalid else { return request.member.description }
    return "@\(handle)"
  }

  /// The person, the group and the reasons: `@jo.example.com in "Night Owls" (age < 2d (age 1h))`.
  var sentence: String {
    let reasons = suggestion?.clauses.map(\.description).joined(separator: ", ") ?? ""
    return "\(name) in \"\(groupName)\"" + (reasons.isEmpty ? "" : " (\(reasons))")
  }
}
