import Moderation

extension PlannedDecision {
  /// As `reject --json`, `approve --json` and `sweep --json` print it.
  func json(_ verdict: Decision.Verdict, outcome: String, error: String?) -> JSONValue {
    let members: [JSONValue.Member] = [
      .init("group", .string(membership.group)),
      .init("member", .string(membership.member.description)),
      .init("action", .string(verdict.rawValue)),
      .init("outcome", .string(outcome)),
      .init("error", .string(error)),
    ]
    guard let suggestion else { return .object(members) }
    return .object(
      members + [
        .init("rule", .string(suggestion.rule)),
        .init("because", .array(suggestion.clauses.map { .string($0.description) })),
      ])
  }
}
