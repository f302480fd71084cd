import ATProto
import Moderation

/// Finds the people that a command names among those who wait in a group, page by page.
struct MemberResolver {
  private let group: Group
  private let names: [MemberName]
  private var missing: Set<MemberName>
  private var found: [MemberName: JoinRequest] = [:]

  init(group: Group, names: [MemberName]) {
    self.group = group
    self.names = names
    missing = Set(names)
  }

  /// Everyone is found: no further page is needed.
  var isComplete: Bool { missing.isEmpty }

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
  /// 65 for a handle that nobody who waits has: unlike a DID it may be mistyped.
  func decisions() throws(CommandError) -> [PlannedDecision] {
    var decisions: [PlannedDecision] = []
    var planned: Set<DID> = []
    for name in names {
      let did: DID
      switch name {
      case .did(let named): did = named
      case .handle(let handle):
        guard let request = found[name] else {
          throw CommandError(
            "Nobody called @\(handle) is waiting in \"\(group.name)\".",
            cure: "See who waits with: skydoor requests \(group.id)", .badInput)
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
}
