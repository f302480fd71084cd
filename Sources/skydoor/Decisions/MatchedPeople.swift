import Foundation
import Moderation

/// The people whom a rule matches, among all who wait.
struct MatchedPeople: DecisionSource {
  let rule: Rule
  /// The group that the command line names; nil for every one.
  let groupName: String?

  var unaskedLimit: Int { 0 }
  var mostPeople: Int { .max }
  var nobody: String { "Nobody who waits matches the rule \"\(rule.name)\"." }

  func plan(with service: GroupService, status: StatusLine) async throws -> DecisionPlan {
    let groups = try GroupResolver(groups: try await service.groups()).chosen(groupName)
    let reader = try await RequestReader(service, for: rule.when)
    let now = Date()
    var seen = 0
    var decisions: [PlannedDecision] = []
    for group in groups {
      for try await page in service.requests(in: group.id) {
        decisions += try await reader.read(page).compactMap { listed in
          rule.suggestion(for: listed.subject(in: group, now: now)).map {
            PlannedDecision(listed, in: group, because: $0)
          }
        }
        seen += page.count
        status.show("\(decisions.count) of \(seen) match…")
      }
    }
    status.clear()
    if rule.when.needsLabels { await service.tellOfLabelers() }
    let concerned = Set(decisions.map(\.request.group))
    return DecisionPlan(
      verdict: rule.suggest, groups: groups.filter { concerned.contains($0.id) },
      decisions: decisions)
  }
}
