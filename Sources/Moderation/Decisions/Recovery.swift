import ATProto
import Foundation
import GRDB

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
        guard error.category == .group else { throw error }
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

/// What interrupted processes have left open.
extension Journal {
  /// What a look at the service has shown of an entry.
  struct Finding: Sendable {
    let entry: JournalEntry
    let status: JournalEntry.Status
    var reason: String?
  }

  /// Whether a process that is there has decisions open, this one aside.
  func isAnotherAtWork() async throws(Fault) -> Bool {
    try await read { [self] db in
      try openWriters(db).contains { $0 != writerName && isAlive($0) }
    }
  }

  private func openWriters(_ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT DISTINCT writer FROM decision WHERE settledAt IS NULL")
  }

  /// The open decisions whose process is not there any more, oldest first.
  func interrupted() async throws(Fault) -> [JournalEntry] {
    try await read { [self] db in
      let entries = try openWriters(db).filter { !isAlive($0) }.flatMap { writer in
        try DecisionRow.filter(
          DecisionRow.Columns.settledAt == nil && DecisionRow.Columns.writer == writer
        )
        .fetchAll(db).map(\.entry)
      }
      return entries.sorted { $0.id < $1.id }
    }
  }

  /// Takes entries over and writes down what was found.
  /// - Returns: those that are still open and belong to this process now. What another process has
  ///   taken over meanwhile is left to it.
  func adopt(_ findings: [Finding], at now: Date) async throws(Fault) -> [JournalEntry] {
    try await write { [writerName] db in
      var adopted: [JournalEntry] = []
      for finding in findings {
        let settledAt = finding.status.isOpen ? nil : now
        let count = try db.run(
          """
          UPDATE decision SET writer = :writer, status = :status, reason = :reason,
            settledAt = :settledAt
          WHERE id = :id AND writer = :before AND settledAt IS NULL
          """,
          [
            "writer": writerName, "status": finding.status, "reason": finding.reason,
            "settledAt": settledAt?.timeIntervalSince1970, "id": finding.entry.id,
            "before": finding.entry.writer,
          ])
        guard count == 1, finding.status.isOpen else { continue }
        var entry = finding.entry
        entry.writer = writerName
        entry.status = finding.status
        adopted.append(entry)
      }
      return adopted
    }
  }

  /// Marks decisions that this process has taken over as not to be sent any more.
  func drop(_ entries: [JournalEntry.ID], at now: Date) async throws(Fault) {
    try await write { [writerName] db in
      for entry in entries {
        try db.run(
          """
          UPDATE decision SET status = :withdrawn, settledAt = :now
          WHERE id = :id AND writer = :writer AND settledAt IS NULL
          """,
          [
            "withdrawn": JournalEntry.Status.withdrawn, "now": now.timeIntervalSince1970,
            "id": entry, "writer": writerName,
          ])
      }
    }
  }
}
