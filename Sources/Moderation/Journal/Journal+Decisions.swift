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
        try draft.insert(db, writer: writerName, at: now)
      }
    }
  }

  /// Marks decisions that this process holds as called back.
  /// - Throws: `.journal`.
  public func withdraw(_ decisions: [Decision], at now: Date) async throws(Fault) {
    try await write { [writerName] db in
      for decision in decisions {
        try db.cachedStatement(
          sql: """
            UPDATE decision SET status = 'withdrawn', settledAt = ?
            WHERE convo = ? AND member = ? AND writer = ? AND settledAt IS NULL AND status = 'held'
            """
        ).execute(arguments: [
          now.timeIntervalSince1970, decision.membership.group,
          decision.membership.member.description,
          writerName,
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
      let open = try Row.fetchAll(
        db,
        sql: """
          SELECT id, writer, status, verdict, decidedAt, requestedAt, logCursor FROM decision
          WHERE convo = ? AND member = ? AND settledAt IS NULL ORDER BY id
          """,
        arguments: [decision.membership.group, decision.membership.member.description])
      var mine: Row?
      var left: [Int64] = []
      var grant = Grant(evidence: evidence)
      var firstCursor: String?
      for row in open {
        let writer = try row.decode(String.self, forColumn: "writer")
        let status = try row.decode(String.self, forColumn: "status")
        let verdict = try row.decode(String.self, forColumn: "verdict")
        let isMine = writer == writerName
        if !isMine, status == JournalEntry.Status.sent.rawValue, isAlive(writer) { return .busy }
        // What may have been approved is not rejected because nobody waits any more.
        if status != JournalEntry.Status.held.rawValue, decision.verdict.ends(like: verdict) {
          grant.isInDoubt = true
          firstCursor = try firstCursor ?? row.decode(forColumn: "logCursor")
        }
        if isMine, verdict == decision.verdict.rawValue {
          // Of two the newer is about the request that is there now.
          if let mine { left.append(try mine.decode(forColumn: "id")) }
          mine = row
        } else if isMine || !isAlive(writer) {
          // This decision takes its place.
          left.append(try row.decode(forColumn: "id"))
        }
      }
      for id in left {
        try db.execute(
          sql: """
            UPDATE decision SET settledAt = ?,
              reason = CASE status WHEN 'held' THEN reason ELSE ? END,
              status = CASE status WHEN 'held' THEN 'withdrawn' ELSE 'failed' END
            WHERE id = ?
            """,
          arguments: [
            now.timeIntervalSince1970,
            "Nobody saw what came of it before it was decided again.", id,
          ])
      }
      let id: Int64
      if let mine {
        id = try mine.decode(forColumn: "id")
        if try isDecided(decision, since: mine, db) {
          try db.execute(
            sql: "UPDATE decision SET status = 'gone', settledAt = ? WHERE id = ?",
            arguments: [now.timeIntervalSince1970, id])
          return .settled
        }
        grant.evidence.requestedAt = try mine.decodeDate(forColumn: "requestedAt")
      } else {
        id = try self.insert(decision, db, at: now)
      }
      if let firstCursor { grant.evidence.logCursor = firstCursor }
      if evidence.blockKey != nil, let used = try keyOfBlock(of: decision.membership.member, db) {
        grant.evidence.blockKey = used
        grant.keyIsUsed = true
      }
      try db.cachedStatement(
        sql: """
          UPDATE decision SET status = 'sent', sentAt = ?, logCursor = ?, blockKey = ? WHERE id = ?
          """
      ).execute(arguments: [
        now.timeIntervalSince1970, grant.evidence.logCursor, grant.evidence.blockKey?.description,
        id,
      ])
      return .granted(grant)
    }
  }

  /// The key that an earlier decision has given to a block of the person. With the same one in all
  /// processes the host keeps no second record.
  private func keyOfBlock(of member: DID, _ db: Database) throws -> TID? {
    try String.fetchOne(
      db,
      sql: """
        SELECT blockKey FROM decision WHERE member = ? AND blockKey IS NOT NULL
        ORDER BY id DESC LIMIT 1
        """,
      arguments: [member.description]
    ).flatMap(TID.init)
  }

  /// Whether somebody else has carried out a decision about the request since this one was made.
  private func isDecided(_ decision: Decision, since mine: Row, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM decision
          WHERE member = ? AND convo = ? AND status = 'done' AND settledAt > ?)
        """,
      arguments: [
        decision.membership.member.description, decision.membership.group,
        try mine.decode(Double.self, forColumn: "decidedAt"),
      ]) ?? false
  }

  /// A decision of which nobody told what was seen.
  /// - Returns: its number.
  private func insert(_ decision: Decision, _ db: Database, at now: Date) throws -> Int64 {
    let draft = DecisionDraft(
      decision.verdict, about: Decision.Subject(unseen: decision.membership), groupName: "")
    try draft.insert(db, writer: writerName, at: now)
    return db.lastInsertedRowID
  }

  /// Writes down how decisions of this process have ended.
  func settle(_ settled: [SettledDecision], at now: Date) async throws(Fault) {
    try await write { [writerName] db in
      for settled in settled {
        let (status, reason) = settled.outcome.inJournal
        let membership = settled.decision.membership
        try db.cachedStatement(
          sql: """
            UPDATE decision SET status = ?, reason = ?, settledAt = ?
            WHERE convo = ? AND member = ? AND writer = ? AND settledAt IS NULL
            """
        ).execute(arguments: [
          status.rawValue, reason, status.isOpen ? nil : now.timeIntervalSince1970,
          membership.group, membership.member.description, writerName,
        ])
      }
    }
  }
}

extension Decision.Verdict {
  /// What is seen of the one says something about the other: both let the person in, both turn a
  /// request down, or both end a membership.
  fileprivate func ends(like other: String) -> Bool {
    ending == Self(rawValue: other)?.ending
  }

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
