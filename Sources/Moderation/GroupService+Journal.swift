import ATProto

/// What the journal adds to the service. Without one there is nothing to remember or recover.
extension GroupService {
  /// Writes decisions down, before they are sent, with everything that was seen.
  /// - Throws: `.journal`.
  public func record(_ drafts: [DecisionDraft]) async throws(Fault) {
    try await openJournal()?.record(drafts, at: time.now())
  }

  /// Marks decisions that were written down and not sent as called back.
  /// - Throws: `.journal`.
  public func withdraw(_ decisions: [Decision]) async throws(Fault) {
    try await openJournal()?.withdraw(decisions, at: time.now())
  }

  /// Settles what interrupted processes have left open: what was sent is looked for at the service.
  /// - Returns: what was decided and not carried out, oldest first. It is this process's now: to be
  ///   sent with ``decide(_:settled:)``, or dropped. What is neither is found again by the next
  ///   process.
  /// - Throws: why the journal or the service can't be looked at.
  public func recover() async throws(Fault) -> [JournalEntry] {
    guard let journal = try openJournal() else { return [] }
    return try await Recovery(journal: journal, caller: caller).run()
  }

  /// Whether another process has decisions open and is there to see to them. Where it is interrupted
  /// ``recover()`` finds them.
  /// - Throws: `.journal`.
  public func isAnotherAtWork() async throws(Fault) -> Bool {
    try await openJournal()?.isAnotherAtWork() ?? false
  }

  /// Gives up what ``recover()`` has found.
  /// - Throws: `.journal`.
  public func drop(_ entries: [JournalEntry.ID]) async throws(Fault) {
    try await openJournal()?.drop(entries, at: time.now())
  }

  /// What is remembered of everybody who has been decided on or has a note.
  /// - Throws: `.journal`.
  public func personHistories() async throws(Fault) -> [DID: PersonHistory] {
    try await openJournal()?.personHistories() ?? [:]
  }

  /// Keeps a note on a person; an empty one is removed.
  /// - Throws: `.journal`.
  public func setNote(_ text: String, on member: DID) async throws(Fault) {
    try await openJournal()?.setNote(text, on: member, at: time.now())
  }

  /// Decisions of before, the newest first.
  /// - Throws: `.journal`.
  public func history(_ query: HistoryQuery) async throws(Fault) -> [JournalEntry] {
    try await openJournal()?.history(query) ?? []
  }

  private func openJournal() throws(Fault) -> Journal? { try journal?.get() }
}
