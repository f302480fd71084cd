import ATProto
import Foundation

/// Settles what interrupted processes have left open, by a look at the service.
struct Recovery: Sendable {
  let journal: Journal
  let caller: ServiceCaller

  /// - Returns: what was decided, was not carried out, and belongs to this process now.
  /// - Throws: why the service or the journal can't be looked at. Nothing is changed then.
  func run() async throws(Fault) -> [JournalEntry] {
    let interrupted = try await journal.interrupted()
    guard !interrupted.isEmpty else { return [] }
    try await waitOutGrace(interrupted)
    var look = Look(caller: caller)
    var findings: [Journal.Finding] = []
    for (_, entries) in Dictionary(grouping: interrupted, by: \.subject.group) {
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

/// Everybody on a list.
private struct Roll<Item: Sendable> {
  var items: [DID: Item] = [:]
  /// Everything on the list could be read: whoever is not among the items is not on it.
  var isWhole = true

  init(_ pages: Pages<Item>) async throws(Fault) {
    for try await page in pages {
      for item in page { items[pages.person(item).did] = item }
      if page.unreadable > 0 { isWhole = false }
    }
  }
}

/// Looks what has come of decisions. What is read for one is kept for the others.
private struct Look {
  let caller: ServiceCaller
  private var waiting: [Group.ID: Roll<JoinRequest>] = [:]
  private var members: [Group.ID: Roll<GroupMember>] = [:]
  private var loggedOutcomes: [String: LoggedOutcomes] = [:]

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
    let person = entry.subject.person.did
    switch entry.verdict {
    case .reject, .approve: return try await isWaiting(entry)
    case .rejectAndBlock:
      if try await isWaiting(entry) { return true }
      // It was decided on both: whoever has taken the request back is to be blocked all the same.
      if entry.status == .held { return false }
      return try await !isBlocked(person, entry.blockKey)
    case .remove:
      let members = try await members(of: entry.subject.group)
      return members.items[person] != nil || !members.isWhole
    }
  }

  private mutating func isProven(_ entry: JournalEntry) async throws(Fault) -> Bool {
    if entry.verdict == .approve,
      try await members(of: entry.subject.group).items[entry.subject.person.did] != nil
    {
      return true
    }
    guard let cursor = entry.logCursor else { return false }
    if loggedOutcomes[cursor] == nil {
      loggedOutcomes[cursor] = try await caller.loggedOutcomes(after: cursor) ?? LoggedOutcomes()
    }
    return loggedOutcomes[cursor]?.prove(entry.decision) ?? false
  }

  /// Also where that can't be seen, as the request may be one that could not be read.
  private mutating func isWaiting(_ entry: JournalEntry) async throws(Fault) -> Bool {
    let group = entry.subject.group
    let roll: Roll<JoinRequest>
    if let known = waiting[group] {
      roll = known
    } else {
      roll = try await Roll(Pages(requestsIn: group, caller: caller, needsLabels: false))
      waiting[group] = roll
    }
    guard let listed = roll.items[entry.subject.person.did] else { return !roll.isWhole }
    return listed.wasMade(at: entry.subject.requestedAt)
  }

  private mutating func members(of group: Group.ID) async throws(Fault) -> Roll<GroupMember> {
    if let known = members[group] { return known }
    let roll = try await Roll(Pages(membersOf: group, caller: caller, needsLabels: false))
    members[group] = roll
    return roll
  }

  private func isBlocked(_ person: DID, _ key: TID?) async throws(Fault) -> Bool {
    if let key, try await caller.isBlock(of: person, key.description) { return true }
    return try await caller.blocked(among: [person]).contains(person)
  }
}
