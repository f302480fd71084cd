import ATProto

/// Carries out decisions, each at most once as far as anybody can tell.
final class DecisionSender: Sendable {
  private let caller: ServiceCaller
  private let journal: Result<Journal, Fault>?
  private let sender: AtMostOnceSender
  private let blocks: Blocks
  let approvals = ApprovalLimiter()

  init(caller: ServiceCaller, journal: Result<Journal, Fault>?, sender: AtMostOnceSender) {
    self.caller = caller
    self.journal = journal
    self.sender = sender
    blocks = Blocks(caller: caller, sender: sender)
  }

  /// Learns what makes many decisions sure and cheap, with a few calls for all of them: where the
  /// log is, so that what is sent can be proven by it, and who of those to be blocked is.
  /// - Parameter concurrency: how many calls are under way at once.
  func prepare(_ decisions: [Decision], concurrency: Int) async {
    guard !decisions.isEmpty, !Task.isCancelled else { return }
    async let place: Void = caller.findLogPosition()
    let people = decisions.filter { $0.verdict == .rejectAndBlock }.map(\.membership.member)
    var known: Set<DID> = []
    await blocks.look(at: people.filter { known.insert($0).inserted }, concurrency: concurrency)
    await place
  }

  /// Sends one decision and settles it, here and in the journal. Approvals in a group go out in the
  /// order in which they come. Cancelling the task stops what has not been sent; what has been is
  /// settled first.
  func decide(_ decision: Decision) async -> DecisionResult {
    guard decision.verdict == .approve else { return await send(decision) }
    do {
      return try await approvals.approve(in: decision.membership.group) { await send(decision) }
    } catch {
      await settle([SettledDecision(decision, .failed(.cancelled))])
      return DecisionResult(.failed(.cancelled), cause: .cancelled)
    }
  }

  private func send(_ decision: Decision) async -> DecisionResult {
    do throws(Fault) {
      if decision.verdict == .remove, decision.membership.member == caller.session.did {
        throw .ownerStays
      }
      let evidence = Evidence(
        logCursor: caller.logPosition.cursor,
        blockKey: decision.verdict == .rejectAndBlock
          ? blocks.key(for: decision.membership.member) : nil)
      guard let journal = try journal?.get() else {
        return await carryOut(decision, Journal.Grant(evidence: evidence))
      }
      guard let grant = try await claim(decision, evidence, in: journal) else {
        return DecisionResult(.gone)
      }
      let result = await carryOut(decision, grant)
      // Stopped before the look, it may have been carried out all the same.
      let isInDoubtStill = grant.isInDoubt && result.outcome == .failed(.cancelled)
      await settle([
        SettledDecision(
          decision, isInDoubtStill ? .failed(.unconfirmed(.cancelled)) : result.outcome)
      ])
      return result
    } catch {
      await settle([SettledDecision(decision, .failed(error))])
      return DecisionResult(.failed(error), cause: error)
    }
  }

  /// Writes down how decisions have ended that were not sent.
  ///
  /// A failure to do so is harmless: what stands in the journal as sent, or held, is looked for at
  /// the next start.
  func settle(_ settled: [SettledDecision]) async {
    guard case .success(let journal) = journal else { return }
    try? await journal.settle(settled, at: caller.time.now())
  }

  /// - Returns: nil where another process has decided on the request meanwhile.
  private func claim(
    _ decision: Decision, _ evidence: Evidence, in journal: Journal
  ) async throws(Fault) -> Journal.Grant? {
    try await caller.waitForOthers(
      orThrow: .decidedElsewhere
    ) { () async throws(Fault) -> Journal.Grant?? in
      switch try await journal.claim(decision, evidence, at: caller.time.now()) {
      case .granted(let grant): .some(grant)
      case .settled: .some(nil)
      case .busy: nil
      }
    }
  }

  private func carryOut(_ decision: Decision, _ grant: Journal.Grant) async -> DecisionResult {
    let (request, evidence) = (decision.membership, grant.evidence)
    return switch decision.verdict {
    case .reject:
      DecisionResult(
        of: await sender.carryOut(
          .rejection(of: request, evidence, by: caller), isInDoubt: grant.isInDoubt))
    case .approve:
      DecisionResult(
        of: await sender.carryOut(
          .approval(of: request, evidence, by: caller), isInDoubt: grant.isInDoubt),
        freeSeats: { $0 })
    case .rejectAndBlock: await rejectAndBlock(request, grant)
    case .remove:
      DecisionResult(
        of: await sender.carryOut(
          .removal(of: request, evidence, by: caller), isInDoubt: grant.isInDoubt))
    }
  }

  /// The block comes first: somebody who is turned down can ask again at once, somebody who is
  /// blocked can't.
  private func rejectAndBlock(
    _ request: JoinRequest.ID, _ grant: Journal.Grant
  ) async -> DecisionResult {
    let isHalfDone: Bool
    switch await blocks.block(
      request.member, key: grant.evidence.blockKey ?? blocks.key(for: request.member),
      isUsed: grant.keyIsUsed)
    {
    case .done: isHalfDone = true
    case .moot: isHalfDone = false
    case .failed(let cause):
      return DecisionResult(.failed(.notBlocked(because: cause)), cause: cause)
    case .unconfirmed(let cause):
      return DecisionResult(.failed(.perhapsBlocked(because: cause)), cause: cause)
    }
    let rejection = await sender.carryOut(
      .rejection(of: request, grant.evidence, by: caller), isInDoubt: grant.isInDoubt,
      isOverdue: isHalfDone)
    switch rejection {
    case .done, .moot: return DecisionResult(of: rejection)
    case .failed(let cause):
      return DecisionResult(.failed(.blockedOnly(because: cause)), cause: cause)
    case .unconfirmed(let cause):
      return DecisionResult(
        .failed(.blockedAndPerhapsRejected(because: cause)), cause: .unconfirmed(cause))
    }
  }
}

/// How a decision ended, and what that says about others.
struct DecisionResult: Equatable {
  let outcome: Outcome
  /// What stood in the way, without what is said about this one alone.
  let cause: Fault?
  /// How many seats the group had left; nil where the service did not say.
  let freeSeats: Int?

  init(_ outcome: Outcome, cause: Fault? = nil, freeSeats: Int? = nil) {
    self.outcome = outcome
    self.cause = cause
    self.freeSeats = freeSeats
  }

  /// Of a decision that was one call.
  /// - Parameter freeSeats: told by what has come of it.
  init<Output>(of ending: CallOutcome<Output>, freeSeats: (Output) -> Int? = { _ in nil }) {
    switch ending {
    case .done(let output): self.init(.done, freeSeats: freeSeats(output))
    case .moot: self.init(.gone)
    case .failed(let fault): self.init(.failed(fault), cause: fault)
    case .unconfirmed(let cause):
      let fault = Fault.unconfirmed(cause)
      self.init(.failed(fault), cause: fault)
    }
  }
}

/// The faults of a decision that is to block a person and reject the request. Each says what has
/// been done of the two and what has not.
extension Fault {
  /// The block failed.
  static func notBlocked(because cause: Fault) -> Fault {
    cause.kind == .cancelled
      ? cause : cause.saying("The person was neither blocked nor rejected: \(cause.message)")
  }

  /// The block was sent, and what came of it can't be seen.
  static func perhapsBlocked(because cause: Fault) -> Fault {
    Fault(
      .unconfirmed,
      """
      The request was not rejected, and nobody can say whether the person was blocked: \
      \(cause.message)
      """,
      cure: "Try again: nobody is blocked twice.", retryAt: cause.retryAt)
  }

  /// The block succeeded, and the rejection failed.
  static func blockedOnly(because cause: Fault) -> Fault {
    cause.saying(
      "The person is blocked now, but the request was not rejected: \(cause.message)")
  }

  /// The block succeeded, and what came of the rejection can't be seen.
  static func blockedAndPerhapsRejected(because cause: Fault) -> Fault {
    let fault = Fault.unconfirmed(cause)
    guard fault.kind == .unconfirmed else { return blockedOnly(because: fault) }
    return fault.saying(
      """
      The person is blocked now, but nobody can say whether the request was rejected: \
      \(cause.message)
      """)
  }

  private func saying(_ message: String) -> Fault {
    Fault(kind, message, cure: cure, retryAt: retryAt)
  }
}
