import ATProto
import Foundation
import GRDB

/// Writing decisions down, and how they ended.
extension Journal {
  /// Whether a decision may be sent.
  enum Claim: Equatable, Sendable {
    /// It may, once.
    case granted(Grant)
    /// It has been decided on by another process meanwhile.
    case settled
    /// Another process is sending a decision about the same request.
    case busy
  }

  /// What a decision that may be sent is to be sent with.
  struct Grant: Equatable, Sendable {
    /// An earlier attempt may have carried it out, so that the service is looked at first.
    var isInDoubt = false
    /// Of the first attempt that is in doubt, or else of this one.
    var evidence: Evidence
    /// Another decision may have made a record with the key of the block.
    var keyIsUsed = false
  }

  /// Writes decisions down as held. One that this process has taken over from an interrupted one, or
  /// that is in doubt, goes on as the entry that it has.
  /// - Throws: `.journal`.
  public func record(_ drafts: [DecisionDraft], at now: Date) async throws(Fault) {
    try await write { [writerName] db in
      for draft in drafts where try !draft.renew(db, writer: writerName) {
        try draft.add(to: db, writer: writerName, at: now)
      }
    }
  }

  /// Marks decisions that this process holds as called back.
  /// - Throws: `.journal`.
  public func withdraw(_ decisions: [Decision], at now: Date) async throws(Fault) {
    try await write { [writerName] db in
      for decision in decisions {
        try db.run(
          """
          UPDATE decision SET status = :withdrawn, settledAt = :now
          WHERE convo = :group AND member = :member AND writer = :writer AND settledAt IS NULL
            AND status = :held
          """,
          [
            "withdrawn": JournalEntry.Status.withdrawn, "now": now.timeIntervalSince1970,
            "group": decision.membership.group,
            "member": decision.membership.member.description, "writer": writerName,
            "held": JournalEntry.Status.held,
          ])
      }
    }
  }

  /// Marks a decision as sent, unless another process stands in the way. One that was not written
  /// down yet is.
  /// - Parameter evidence: what is known now, for an attempt that is the first.
  func claim(
    _ decision: Decision, _ evidence: Evidence = Evidence(), at now: Date
  ) async throws(Fault) -> Claim {
    try await write { [self] db in
      let open = try OpenDecision.fetchAll(about: decision.membership, db)
      var mine: OpenDecision?
      var superseded: [Int64] = []
      var grant = Grant(evidence: evidence)
      var firstCursor: String?
      for other in open {
        let isMine = other.writer == writerName
        if !isMine, other.status == .sent, isAlive(other.writer) { return .busy }
        // What may have been approved is not rejected because nobody waits any more.
        if other.status != .held, other.verdict?.ends(like: decision.verdict) == true {
          grant.isInDoubt = true
          firstCursor = firstCursor ?? other.logCursor
        }
        if isMine, other.verdict == decision.verdict {
          // Of two the newer is about the request that is there now.
          if let mine { superseded.append(mine.id) }
          mine = other
        } else if isMine || !isAlive(other.writer) {
          // This decision takes its place.
          superseded.append(other.id)
        }
      }
      for id in superseded { try supersede(id, db, at: now) }
      let id: Int64
      if let mine {
        id = mine.id
        if try isDecided(decision, since: mine.decidedAt, db) {
          try db.run(
            "UPDATE decision SET status = :gone, settledAt = :now WHERE id = :id",
            ["gone": JournalEntry.Status.gone, "now": now.timeIntervalSince1970, "id": id])
          return .settled
        }
        grant.evidence.requestedAt = try mine.requestedAt
      } else {
        id = try add(decision, to: db, at: now)
      }
      if let firstCursor { grant.evidence.logCursor = firstCursor }
      if evidence.blockKey != nil, let used = try keyOfBlock(of: decision.membership.member, db) {
        grant.evidence.blockKey = used
        grant.keyIsUsed = true
      }
      try db.run(
        """
        UPDATE decision SET status = :sent, sentAt = :now, logCursor = :logCursor,
          blockKey = :blockKey
        WHERE id = :id
        """,
        [
          "sent": JournalEntry.Status.sent, "now": now.timeIntervalSince1970,
          "logCursor": grant.evidence.logCursor, "blockKey": grant.evidence.blockKey?.description,
          "id": id,
        ])
      return .granted(grant)
    }
  }

  /// Ends an open decision that another one takes the place of.
  private func supersede(_ id: Int64, _ db: Database, at now: Date) throws {
    try db.run(
      """
      UPDATE decision SET settledAt = :now,
        reason = CASE status WHEN :held THEN reason ELSE :reason END,
        status = CASE status WHEN :held THEN :withdrawn ELSE :failed END
      WHERE id = :id
      """,
      [
        "now": now.timeIntervalSince1970, "held": JournalEntry.Status.held,
        "reason": "Nobody saw what came of it before it was decided again.",
        "withdrawn": JournalEntry.Status.withdrawn, "failed": JournalEntry.Status.failed,
        "id": id,
      ])
  }

  /// The key that an earlier decision has given to a block of the person. With the same one in all
  /// processes the host keeps no second record.
  private func keyOfBlock(of member: DID, _ db: Database) throws -> TID? {
    try String.fetchOne(
      db,
      sql: """
        SELECT blockKey FROM decision WHERE member = :member AND blockKey IS NOT NULL
        ORDER BY id DESC LIMIT 1
        """,
      arguments: ["member": member.description]
    ).flatMap(TID.init)
  }

  /// Whether somebody else has carried out a decision about the request since this one was made.
  /// - Parameter seconds: when that was, since 1970.
  private func isDecided(
    _ decision: Decision, since seconds: Double, _ db: Database
  ) throws -> Bool {
    let exists = try db.cachedStatement(
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM decision
          WHERE member = :member AND convo = :group AND status = :done AND settledAt > :seconds)
        """)
    return try Bool.fetchOne(
      exists,
      arguments: [
        "member": decision.membership.member.description, "group": decision.membership.group,
        "done": JournalEntry.Status.done, "seconds": seconds,
      ]) ?? false
  }

  /// A decision of which nobody told what was seen.
  /// - Returns: its number.
  private func add(_ decision: Decision, to db: Database, at now: Date) throws -> Int64 {
    let draft = DecisionDraft(
      decision.verdict, about: Decision.Subject(unseen: decision.membership), groupName: "")
    try draft.add(to: db, writer: writerName, at: now)
    return db.lastInsertedRowID
  }

  /// Writes down how decisions of this process have ended.
  func settle(_ settled: [SettledDecision], at now: Date) async throws(Fault) {
    try await write { [writerName] db in
      for settled in settled {
        let (status, reason) = settled.outcome.inJournal
        let membership = settled.decision.membership
        try db.run(
          """
          UPDATE decision SET status = :status, reason = :reason, settledAt = :settledAt
          WHERE convo = :group AND member = :member AND writer = :writer AND settledAt IS NULL
          """,
          [
            "status": status, "reason": reason,
            "settledAt": status.isOpen ? nil : now.timeIntervalSince1970,
            "group": membership.group, "member": membership.member.description,
            "writer": writerName,
          ])
      }
    }
  }
}

extension Decision.Verdict {
  /// What is seen of the one says something about the other: both let the person in, both turn a
  /// request down, or both end a membership.
  fileprivate func ends(like other: Self) -> Bool { ending == other.ending }

  private enum Ending { case member, stranger, removed }

  private var ending: Ending {
    switch self {
    case .approve: .member
    case .reject, .rejectAndBlock: .stranger
    case .remove: .removed
    }
  }
}

extension Outcome {
  /// How the journal says it.
  fileprivate var inJournal: (status: JournalEntry.Status, reason: String?) {
    switch self {
    case .done: (.done, nil)
    case .gone: (.gone, nil)
    case .failed(let fault):
      switch fault.kind {
      case .cancelled: (.withdrawn, nil)
      case .unconfirmed: (.doubtful, fault.message)
      case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .notOwner,
        .groupGone, .groupFull, .rateLimited, .unreachable, .badAnswer, .refused, .noSuchAccount,
        .sessionFile, .journal, .wrongState, .invalid:
        (.failed, fault.message)
      }
    }
  }
}

/// What a claim has to know of another decision about the same person in the same group.
private struct OpenDecision: FetchableRecord {
  let id: Int64
  let writer: String
  /// Nil for one that a newer version has given, as the verdict.
  let status: JournalEntry.Status?
  let verdict: Decision.Verdict?
  /// In seconds since 1970.
  let decidedAt: Double
  let logCursor: String?
  private let requestedSeconds: Double?

  init(row: Row) throws {
    id = try row.decode(forColumn: "id")
    writer = try row.decode(forColumn: "writer")
    status = JournalEntry.Status(rawValue: try row.decode(forColumn: "status"))
    verdict = Decision.Verdict(rawValue: try row.decode(forColumn: "verdict"))
    decidedAt = try row.decode(forColumn: "decidedAt")
    logCursor = try row.decode(forColumn: "logCursor")
    requestedSeconds = try row.decode(forColumn: "requestedAt")
  }

  /// Those that are not settled, oldest first.
  static func fetchAll(about membership: Membership, _ db: Database) throws -> [Self] {
    let open = try db.cachedStatement(
      sql: """
        SELECT id, writer, status, verdict, decidedAt, requestedAt, logCursor FROM decision
        WHERE convo = :group AND member = :member AND settledAt IS NULL ORDER BY id
        """)
    return try fetchAll(
      open, arguments: ["group": membership.group, "member": membership.member.description])
  }

  var requestedAt: Date? {
    get throws { try requestedSeconds.map(Date.init(journalSeconds:)) }
  }
}
