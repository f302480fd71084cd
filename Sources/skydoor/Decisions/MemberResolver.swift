import ATProto
import Moderation

/// Finds the people that a command names among those who wait in a group, or are in it, page by page.
struct MemberResolver {
  private let group: Group
  private let verdict: Decision.Verdict
  private let names: [MemberName]
  private var missing: Set<MemberName>
  private var found: [MemberName: JoinRequest] = [:]

  init(group: Group, names: [MemberName], verdict: Decision.Verdict) {
    self.group = group
    self.verdict = verdict
    self.names = names
    missing = Set(names)
  }

  /// Everyone is found: no further page is needed.
  var isComplete: Bool { missing.isEmpty }

  /// - Throws: with exit status 65 where the group's owner is named, who can't be removed.
  mutating func look(through page: [GroupMember]) throws(CommandError) {
    for member in page where member.role == .owner {
      let person = member.person
      guard missing.isDisjoint(with: [.did(person.did), .handle(person.handle)]) else {
        throw CommandError(Fault.ownerStays.message, cure: Fault.ownerStays.cure, .badInput)
      }
    }
    look(
      through: page.map {
        JoinRequest(group: $0.group, person: $0.person, requestedAt: nil)
      })
  }

  mutating func look(through page: [JoinRequest]) {
    for request in page {
      let person = request.person
      for name in [MemberName.did(person.did), .handle(person.handle)]
      where missing.remove(name) != nil {
        found[name] = request
      }
    }
  }

  /// What is to be decided, in the order of the names, each person once. Throws with exit status
  /// 65 for a handle that nobody on the list has: unlike a DID it may be mistyped.
  func decisions() throws(CommandError) -> [PlannedDecision] {
    var decisions: [PlannedDecision] = []
    var planned: Set<DID> = []
    for name in names {
      let did: DID
      switch name {
      case .did(let named): did = named
      case .handle(let handle):
        guard let request = found[name] else {
          throw nobody(called: handle)
        }
        did = request.person.did
      }
      guard planned.insert(did).inserted else { continue }
      decisions.append(
        found[name].map { PlannedDecision(ListedRequest($0), in: group) }
          ?? PlannedDecision(gone: did, in: group))
    }
    return decisions
  }

  private func nobody(called handle: Handle) -> CommandError {
    switch verdict {
    case .reject, .approve, .rejectAndBlock:
      CommandError(
        "Nobody called @\(handle) is waiting in \"\(group.name)\".",
        cure: "See who waits with: skydoor requests \(group.id)", .badInput)
    case .remove:
      CommandError(
        "Nobody called @\(handle) is a member of \"\(group.name)\".",
        cure: "See who is with: skydoor members \(group.id)", .badInput)
    }
  }
}
