import Moderation
import Text

/// The people whom the owner has named, one by one.
struct NamedPeople: DecisionSource {
  let verdict: Decision.Verdict
  let members: [NamedMember]
  /// The group that the command line names.
  let groupName: String?

  var unaskedLimit: Int { 1 }
  var mostPeople: Int { Set(members.map(\.subject)).count }
  var nobody: String { "There is nobody to decide about." }

  func plan(with service: GroupService, status: StatusLine) async throws -> DecisionPlan {
    let resolver = GroupResolver(groups: try await service.groups())
    let (groups, names) = try named(resolver)
    var decisions: [PlannedDecision] = []
    var unreadable: [Unreadable] = []
    for group in groups {
      var people = MemberResolver(
        group: group, names: names[group.id, default: []], verdict: verdict)
      try await find(&people, in: group, with: service)
      decisions += try people.decisions()
      unreadable.append(
        Unreadable(people.unreadable, verdict == .remove ? .member : .request, of: group))
    }
    return DecisionPlan(
      verdict: verdict, groups: groups, decisions: decisions, unreadable: unreadable)
  }

  private func find(
    _ people: inout MemberResolver, in group: Group, with service: GroupService
  ) async throws {
    switch verdict {
    case .reject, .approve, .rejectAndBlock:
      for try await page in service.requests(in: group.id) {
        people.look(through: page)
        if people.isComplete { break }
      }
    case .remove:
      for try await page in service.members(of: group.id) {
        try people.look(through: page)
        if people.isComplete { break }
      }
    }
  }

  /// The groups concerned, in the order in which they were named, and the names in each.
  private func named(
    _ resolver: GroupResolver
  ) throws(CommandError) -> ([Group], [Group.ID: [NamedMember]]) {
    let fallback = try groupName.map { name throws(CommandError) in
      try resolver.group(named: name)
    }
    var groups: [Group] = []
    var names: [Group.ID: [NamedMember]] = [:]
    // A thousand lines name the same few groups.
    var known: [String?: Group] = [nil: fallback].compactMapValues { $0 }
    for member in members {
      let group: Group
      if let found = known[member.group] {
        group = found
      } else {
        do throws(CommandError) {
          group = try self.group(of: member, fallback: fallback, resolver: resolver)
        } catch {
          throw error.about(line: member.line)
        }
        known[member.group] = group
      }
      if names[group.id] == nil { groups.append(group) }
      names[group.id, default: []].append(member)
    }
    return (groups, names)
  }

  private func group(
    of member: NamedMember, fallback: Group?, resolver: GroupResolver
  ) throws(CommandError) -> Group {
    guard let id = member.group else {
      guard let fallback else {
        throw CommandError("No group is named.", cure: "Name it before the members.", .badInput)
      }
      return fallback
    }
    if let fallback, fallback.id != id {
      throw CommandError(
        "It names the group \(id.brief), the command line \"\(fallback.name)\" (\(fallback.id)).",
        cure: "Leave the group out of the command line, or the other lines out of the input.",
        .badInput)
    }
    return try resolver.group(withID: id)
  }
}
