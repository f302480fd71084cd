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
    let owned = try await service.groups()
    let groups = try GroupResolver(groups: owned).chosen(groupName)
    let reader = try await RequestReader(service, for: rule.when)
    let now = Date()
    var seen = 0
    var decisions: [PlannedDecision] = []
    var unreadable = [Unreadable(groupName == nil ? owned.unreadable : 0, .group)]
    for group in groups {
      var matches: [(listed: ListedRequest, suggestion: Suggestion)] = []
      var (requests, profiles) = (0, 0)
      for try await page in service.requests(in: group.id) {
        let read = try await reader.read(page)
        requests += page.unreadable
        profiles += read.unreadable
        matches += read.compactMap { listed in
          rule.suggestion(for: listed.subject(in: group, now: now)).map { (listed, $0) }
        }
        seen += page.count
        status.show("\(decisions.count + matches.count) of \(seen) match…")
      }
      // Seats go to whoever has waited longest.
      decisions += matches.sorted { $0.listed.request.seniority < $1.listed.request.seniority }
        .map {
          PlannedDecision(
            Decision.Subject($0.listed.request), profile: $0.listed.profile, in: group,
            because: $0.suggestion)
        }
      unreadable += [
        Unreadable(requests, .request, of: group), Unreadable(profiles, .profile, of: group),
      ]
    }
    status.clear()
    if rule.when.needsLabels { await service.tellOfLabelers() }
    let concerned = Set(decisions.map(\.membership.group))
    return DecisionPlan(
      verdict: rule.suggest, groups: groups.filter { concerned.contains($0.id) },
      decisions: decisions, unreadable: unreadable)
  }
}
