import ATProto
import Foundation

/// Settles what interrupted processes have left open, by a look at the service.
struct Recovery: Sendable {
  let journal: Journal
  let caller: ServiceCaller

  /// - Returns: what was decided, was not carried out, and belongs to this process now.
  /// - Throws: why the service or the journal can't be looked at. Nothing is changed then.
  func run() async throws(Fault) -> [JournalEntry] {
    let abandoned = try await journal.abandoned()
    guard !abandoned.isEmpty else { return [] }
    try await waitOutGrace(abandoned)
    var look = Look(caller: caller)
    var findings: [Journal.Finding] = []
    for (_, entries) in Dictionary(grouping: abandoned, by: \.request.group) {
      do {
        for entry in entries { findings.append(try await look.finding(about: entry)) }
      } catch {
        guard error.kind == .groupGone || error.kind == .notOwner else { throw error }
        let settled = Set(findings.map(\.entry.id))
        findings += entries.filter { !settled.contains($0.id) }.map {
          Journal.Finding(entry: $0, status: .failed, reason: error.message)
        }
      }
    }
    return try await journal.adopt(
      findings.sorted { $0.entry.id < $1.entry.id }, at: caller.time.now())
  }

  private func waitOutGrace(_ entries: [JournalEntry]) async throws(Fault) {
    let sent = entries.filter { $0.status != .held }.compactMap(\.sentAt).max()
    if let sent { try await caller.waitOutGrace(since: sent) }
  }
}

/// Looks what has come of decisions. What is read for one is kept for the others.
private struct Look {
  let caller: ServiceCaller
  private var waiting: [Group.ID: [DID: JoinRequest]] = [:]
  private var members: [Group.ID: Set<DID>] = [:]
  private var endings: [String: Endings] = [:]

  init(caller: ServiceCaller) { self.caller = caller }

  mutating func finding(about entry: JournalEntry) async throws(Fault) -> Journal.Finding {
    let isOpen = try await isOpen(entry)
    if entry.status == .held {
      return Journal.Finding(entry: entry, status: isOpen ? .held : .gone)
    }
    // A call whose end is not known may still arrive, however late.
    if isOpen { return Journal.Finding(entry: entry, status: .doubtful) }
    return Journal.Finding(entry: entry, status: try await isProven(entry) ? .done : .gone)
  }

  /// Whether there is something left to do.
  private mutating func isOpen(_ entry: JournalEntry) async throws(Fault) -> Bool {
    let person = entry.request.person.did
    switch entry.verdict {
    case .reject, .approve: return try await isWaiting(entry)
    case .rejectAndBlock:
      if try await isWaiting(entry) { return true }
      // It was decided on both: whoever has taken the request back is to be blocked all the same.
      if entry.status == .held { return false }
      return try await !isBlocked(person, entry.blockKey)
    case .remove: return try await members(of: entry.request.group).contains(person)
    }
  }

  private mutating func isProven(_ entry: JournalEntry) async throws(Fault) -> Bool {
    if entry.verdict == .approve,
      try await members(of: entry.request.group).contains(entry.request.person.did)
    {
      return true
    }
    guard let cursor = entry.logCursor else { return false }
    if endings[cursor] == nil {
      endings[cursor] = try await caller.endings(after: cursor) ?? Endings()
    }
    return endings[cursor]?.prove(entry.decision) ?? false
  }

  private mutating func isWaiting(_ entry: JournalEntry) async throws(Fault) -> Bool {
    let group = entry.request.group
    if waiting[group] == nil {
      var people: [DID: JoinRequest] = [:]
      let pager = Pager(requestsIn: group, caller: caller, needsLabels: false)
      while let page = try await pager.next() {
        for request in page { people[request.person.did] = request }
      }
      waiting[group] = people
    }
    let listed = waiting[group]?[entry.request.person.did]
    return listed?.wasMade(at: entry.request.requestedAt) ?? false
  }

  private mutating func members(of group: Group.ID) async throws(Fault) -> Set<DID> {
    if let known = members[group] { return known }
    var people: Set<DID> = []
    let pager = Pager(membersOf: group, caller: caller, needsLabels: false)
    while let page = try await pager.next() { people.formUnion(page.map(\.person.did)) }
    members[group] = people
    return people
  }

  private func isBlocked(_ person: DID, _ key: TID?) async throws(Fault) -> Bool {
    if let key, try await caller.isBlock(of: person, key.description) { return true }
    return try await caller.blocked(among: [person]).contains(person)
  }
}
