import ATProto
import Moderation
import Words

/// Everything that a command is to decide, before any of it is sent.
struct DecisionPlan: Sendable {
  let verdict: Decision.Verdict
  /// The groups concerned.
  let groups: [Group]
  let decisions: [PlannedDecision]
  /// What could not be read of the lists.
  var unreadable: [UnreadableEntries] = []

  /// What the owner should know before sending; nil where there is nothing.
  var warning: String? { verdict.warning(about: waiting.map(\.membership), in: groups) }

  /// The decisions that have to be sent.
  var waiting: [PlannedDecision] { decisions.filter(\.isWaiting) }

  /// `Reject 12 people in "Night Owls"?`, `Remove 12 people from "Night Owls"?`
  var question: String {
    "\(verdict.imperative) \(waiting.count.people) \(verdict.preposition) "
      + groups.map { "\"\($0.name)\"" }.joined(separator: ", ") + "?"
  }
}

/// Where a command finds the people to decide about.
protocol DecisionSource: Sendable {
  /// How many people may be decided on without a question, because the owner has named them.
  var unaskedLimit: Int { get }
  /// How many people it can find, as far as that is known before the service is asked.
  var mostPeople: Int { get }
  /// What is said when it finds none.
  var nobody: String { get }

  /// Finds them. Throws a ``Fault``, or a ``CommandError`` with exit status 65.
  func plan(with service: GroupService, status: ProgressLine) async throws -> DecisionPlan
}

/// A decision that is ready to be sent.
struct PlannedDecision: Sendable {
  let membership: Membership
  let groupName: String
  /// Who was seen; nil where the person is no longer on the list, so that nothing is sent.
  private let subject: Decision.Subject?
  private let profile: Profile?
  /// The rule that suggests it, and why; nil where the owner has named the person.
  let suggestion: Suggestion?

  /// About somebody on the list.
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

  /// About somebody who was not found, while some entries of the list could not be read.
  init(unseen member: DID, in group: Group) {
    self.init(
      Decision.Subject(unseen: Membership(group: group.id, member: member)), in: group)
  }

  /// About somebody who is no longer on the list.
  init(gone member: DID, in group: Group) {
    membership = Membership(group: group.id, member: member)
    groupName = group.name
    subject = nil
    profile = nil
    suggestion = nil
  }

  var isWaiting: Bool { subject != nil }

  /// The entry for the journal; nil where there is nothing to send.
  func draft(_ verdict: Decision.Verdict, note: String?) -> DecisionDraft? {
    subject.map {
      DecisionDraft(
        verdict, about: $0, groupName: groupName, profile: profile, rule: suggestion?.rule,
        note: note)
    }
  }

  /// The person, as people read it.
  var name: String {
    subject?.person.mention ?? membership.member.description
  }

  /// The person, the group and the reasons: `@jo.example.com in "Night Owls" (age < 2d (age 1h))`.
  var sentence: String {
    let reasons = suggestion?.clauses.map(\.description).joined(separator: ", ") ?? ""
    return "\(name) in \"\(groupName)\"" + (reasons.isEmpty ? "" : " (\(reasons))")
  }
}

extension PlannedDecision {
  /// As `reject --json`, `approve --json` and `sweep --json` print it.
  func json(_ verdict: Decision.Verdict, outcome: String, error: String?) -> JSONValue {
    let members: [JSONValue.Member] =
      [
        .init("group", .string(membership.group)),
        .init("member", .string(membership.member.description)),
      ]
      + .outcome(outcome, of: verdict.rawValue, error: error)
    guard let suggestion else { return .object(members) }
    return .object(
      members + [
        .init("rule", .string(suggestion.rule)),
        .init("because", .array(suggestion.clauses.map { .string($0.description) })),
      ])
  }
}
