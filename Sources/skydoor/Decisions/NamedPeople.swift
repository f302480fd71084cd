import ATProto
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

  func plan(with service: GroupService, status: ProgressLine) async throws -> DecisionPlan {
    let resolver = GroupResolver(groups: try await service.groups())
    let (groups, names) = try named(resolver)
    var decisions: [PlannedDecision] = []
    var unreadable: [UnreadableEntries] = []
    for group in groups {
      var people = MemberResolver(
        group: group, names: names[group.id, default: []], verdict: verdict)
      try await find(&people, in: group, with: service)
      decisions += try people.decisions()
      unreadable.append(
        UnreadableEntries(people.unreadable, verdict == .remove ? .member : .request, of: group))
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
    // Thousands of lines can name the same few groups.
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

/// Finds the people that a command names in the list of requests or members of a group, page by page.
struct MemberResolver {
  private let group: Group
  private let verdict: Decision.Verdict
  private let names: [NamedMember]
  /// Those named by DID who have not been seen yet.
  private var missing: Set<DID> = []
  private var found: [DID: Decision.Subject] = [:]
  /// Everybody with a handle that is named. Several people can have it, `handle.invalid` above all.
  private var called: [Handle: [Decision.Subject]] = [:]
  /// How many entries of the list could not be read; each can be anybody.
  private(set) var unreadable = 0

  init(group: Group, names: [NamedMember], verdict: Decision.Verdict) {
    self.group = group
    self.verdict = verdict
    self.names = names
    for member in names {
      switch member.name {
      case .did(let did): missing.insert(did)
      case .handle(let handle): called[handle] = []
      }
    }
  }

  /// No further page is needed. A handle needs all pages: a later one can have another such person.
  var isComplete: Bool { missing.isEmpty && called.isEmpty }

  /// - Throws: with exit status 65 where the group's owner is named, who can't be removed.
  mutating func look(through page: LossyArray<GroupMember>) throws(CommandError) {
    for member in page where member.role == .owner {
      let person = member.person
      if let named = names.first(where: {
        $0.name == .did(person.did) || $0.name == .handle(person.handle)
      }) {
        throw ownerStays(named)
      }
    }
    look(through: page.with(page.map { Decision.Subject($0) }))
  }

  mutating func look(through page: LossyArray<JoinRequest>) {
    look(through: page.with(page.map { Decision.Subject($0) }))
  }

  private mutating func look(through page: LossyArray<Decision.Subject>) {
    unreadable += page.unreadable
    for subject in page {
      let person = subject.person
      if missing.remove(person.did) != nil { found[person.did] = subject }
      called[person.handle]?.append(subject)
    }
  }

  /// The decisions, in the order of the names, each person once. Somebody named by DID who can be one
  /// of the unreadable entries is included: the service knows whether they are there.
  /// - Throws: with exit status 65 for a handle that nobody on the list has, as unlike a DID it may be
  ///   mistyped, and for one that several have.
  func decisions() throws(CommandError) -> [PlannedDecision] {
    var decisions: [PlannedDecision] = []
    var planned: Set<DID> = []
    for member in names {
      let did: DID
      let subject: Decision.Subject?
      switch member.name {
      case .did(let named): (did, subject) = (named, found[named])
      case .handle(let handle):
        let only = try self.subject(called: handle)
        (did, subject) = (only.person.did, only)
      }
      guard planned.insert(did).inserted else { continue }
      decisions.append(
        subject.map { PlannedDecision($0, in: group) }
          ?? (unreadable > 0
            ? PlannedDecision(unseen: did, in: group) : PlannedDecision(gone: did, in: group)))
    }
    return decisions
  }

  private func subject(called handle: Handle) throws(CommandError) -> Decision.Subject {
    let people = called[handle] ?? []
    guard let first = people.first else { throw nobody(called: handle) }
    guard people.count == 1, !handle.isPlaceholder else {
      throw .ambiguous(
        handle, place,
        among: people.map {
          PossiblePerson($0.person, $0.requestedAt.map { "asked \($0.minuteText)" })
        })
    }
    return first
  }

  /// `waiting in "Night Owls"`
  private var place: String {
    switch verdict {
    case .reject, .approve, .rejectAndBlock: "waiting in \"\(group.name)\""
    case .remove: "among the members of \"\(group.name)\""
    }
  }

  private func nobody(called handle: Handle) -> CommandError {
    switch verdict {
    case .reject, .approve, .rejectAndBlock:
      CommandError(
        "Nobody called @\(handle) is waiting in \"\(group.name)\".",
        cure: "See who waits with: skydoor requests \(group.id)", .badInput
      ).considering(unreadable, "request")
    case .remove:
      CommandError(
        "Nobody called @\(handle) is a member of \"\(group.name)\".",
        cure: "See who is with: skydoor members \(group.id)", .badInput
      ).considering(unreadable, "member")
    }
  }

  private func ownerStays(_ named: NamedMember) -> CommandError {
    let fault = Fault.ownerStays
    let cure =
      named.line == nil
      ? fault.cure : #"Leave that line out, as with: jq -c 'select(.role != "owner")'"#
    return CommandError(fault.message, cure: cure, .badInput).about(line: named.line)
  }
}
