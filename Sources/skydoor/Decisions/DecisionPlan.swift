import Moderation

/// Everything that a command is to decide, before any of it is sent.
struct DecisionPlan: Sendable {
  /// The groups concerned, in the order in which they were named.
  let groups: [Group]
  let decisions: [PlannedDecision]

  /// Finds groups and people. Throws a ``Fault``, or a ``CommandError`` with exit status 65.
  init(_ members: [NamedMember], in groupName: String?, service: GroupService) async throws {
    let resolver = GroupResolver(groups: try await service.groups())
    let fallback = try groupName.map { try resolver.group(named: $0) }
    var groups: [Group] = []
    var names: [Group.ID: [MemberName]] = [:]
    for member in members {
      let group = try Self.group(of: member, fallback: fallback, resolver: resolver)
      if names[group.id] == nil { groups.append(group) }
      names[group.id, default: []].append(member.name)
    }
    var decisions: [PlannedDecision] = []
    for group in groups {
      var people = MemberResolver(group: group, names: names[group.id, default: []])
      for try await page in service.requests(in: group.id) {
        people.look(through: page)
        if people.isComplete { break }
      }
      decisions += try people.decisions()
    }
    self.groups = groups
    self.decisions = decisions
  }

  private static func group(
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
        "The input names the group \(id), the command line \"\(fallback.name)\" (\(fallback.id)).",
        cure: "Leave the group out of the command line, or the other lines out of the input.",
        .badInput)
    }
    return try resolver.group(named: id)
  }

  /// `12 people in "Night Owls"`: those who still wait, for the question.
  var summary: String {
    let people = decisions.count(where: \.isWaiting)
    return (people == 1 ? "1 person" : "\(people) people") + " in "
      + groups.map { "\"\($0.name)\"" }.joined(separator: ", ")
  }
}
