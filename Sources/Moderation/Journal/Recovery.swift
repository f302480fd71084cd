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
    var findings: [Journal.Finding] = []
    for (list, entries) in Dictionary(grouping: abandoned, by: List.init) {
      do {
        let listed = try await people(on: list)
        findings += entries.map { $0.finding(among: listed) }
      } catch {
        guard error.kind == .groupGone || error.kind == .notOwner else { throw error }
        findings += entries.map {
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

  /// A list on which it can be seen what has come of a decision.
  private enum List: Hashable {
    case requests(Group.ID)
    case members(Group.ID)

    init(_ entry: JournalEntry) {
      self =
        switch entry.verdict {
        case .reject, .approve, .rejectAndBlock: .requests(entry.request.group)
        case .remove: .members(entry.request.group)
        }
    }
  }

  /// Everybody on a list, and when they asked to be.
  private func people(on list: List) async throws(Fault) -> [DID: Date?] {
    var people: [DID: Date?] = [:]
    switch list {
    case .requests(let group):
      let pager = Pager(requestsIn: group, caller: caller, needsLabels: false)
      while let page = try await pager.next() {
        for request in page { people[request.person.did] = .some(request.requestedAt) }
      }
    case .members(let group):
      let pager = Pager(membersOf: group, caller: caller, needsLabels: false)
      while let page = try await pager.next() {
        for member in page { people[member.person.did] = .some(nil) }
      }
    }
    return people
  }
}

extension JournalEntry {
  fileprivate func finding(among listed: [DID: Date?]) -> Journal.Finding {
    if let requestedAt = listed[request.person.did],
      request.requestedAt == nil || requestedAt == nil || requestedAt == request.requestedAt
    {
      // A call whose end is not known may still arrive, however late.
      return Journal.Finding(entry: self, status: status == .held ? .held : .doubtful)
    }
    return Journal.Finding(entry: self, status: status == .held ? .gone : .done)
  }
}
