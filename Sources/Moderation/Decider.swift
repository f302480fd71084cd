import ATProto

/// Carries out decisions, each at most once as far as anybody can tell.
final class Decider: Sendable {
  /// How often, and how long, to look whether another process has come to an end with a request.
  private static let turn = Duration.milliseconds(100)
  private static let turns = 600

  private let caller: ServiceCaller
  private let journal: Result<Journal, Fault>?
  private let courier: Courier
  private let blocks: Blocks

  init(caller: ServiceCaller, journal: Result<Journal, Fault>?, courier: Courier) {
    self.caller = caller
    self.journal = journal
    self.courier = courier
    blocks = Blocks(caller: caller, courier: courier)
  }

  /// Sends one decision and settles it, here and in the journal. Cancelling the task stops what has
  /// not been sent; what has been is settled first.
  func decide(_ decision: Decision) async -> Settlement {
    do throws(Fault) {
      if decision.verdict == .remove, decision.request.member == caller.session.did {
        throw .ownerStays
      }
      guard let journal = try journal?.get() else {
        return await carryOut(decision, isInDoubt: false)
      }
      guard let isInDoubt = try await claim(decision, in: journal) else { return Settlement(.gone) }
      let settlement = await carryOut(decision, isInDoubt: isInDoubt)
      // Stopped before the look, it may have been carried out all the same.
      let isInDoubtStill = isInDoubt && settlement.outcome == .failed(.cancelled)
      await settle([
        SettledDecision(
          decision, isInDoubtStill ? .failed(.unconfirmed(.cancelled)) : settlement.outcome)
      ])
      return settlement
    } catch {
      await settle([SettledDecision(decision, .failed(error))])
      return Settlement(.failed(error), cause: error)
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

  /// - Returns: whether an earlier attempt may have carried it out; nil where another process has
  ///   decided on the request meanwhile.
  private func claim(_ decision: Decision, in journal: Journal) async throws(Fault) -> Bool? {
    for _ in 0..<Self.turns {
      if Task.isCancelled { throw .cancelled }
      switch try await journal.claim(decision, at: caller.time.now()) {
      case .granted(let isInDoubt): return isInDoubt
      case .settled: return nil
      case .busy:
        do { try await caller.time.sleep(Self.turn) } catch { throw .cancelled }
      }
    }
    throw .decidedElsewhere
  }

  private func carryOut(_ decision: Decision, isInDoubt: Bool) async -> Settlement {
    let request = decision.request
    return switch decision.verdict {
    case .reject:
      Settlement(
        of: await courier.carryOut(.rejection(of: request, by: caller), isInDoubt: isInDoubt))
    case .approve:
      Settlement(
        of: await courier.carryOut(.approval(of: request, by: caller), isInDoubt: isInDoubt))
    case .rejectAndBlock: await rejectAndBlock(request, isInDoubt: isInDoubt)
    case .remove:
      Settlement(
        of: await courier.carryOut(.removal(of: request, by: caller), isInDoubt: isInDoubt))
    }
  }

  /// The block comes first: somebody who is turned down can ask again at once, somebody who is
  /// blocked can't.
  private func rejectAndBlock(
    _ request: JoinRequest.ID, isInDoubt: Bool
  ) async -> Settlement {
    let wasBlocked = blocks.includes(request.member)
    switch await blocks.block(request.member) {
    case .done, .moot: break
    case .failed(let cause):
      return Settlement(.failed(.notBlocked(because: cause)), cause: cause)
    case .unconfirmed(let cause):
      return Settlement(.failed(.perhapsBlocked(because: cause)), cause: cause)
    }
    let rejection = await courier.carryOut(
      .rejection(of: request, by: caller), isInDoubt: isInDoubt, isOverdue: !wasBlocked)
    switch rejection {
    case .done, .moot: return Settlement(of: rejection)
    case .failed(let cause):
      return Settlement(.failed(.blockedOnly(because: cause)), cause: cause)
    case .unconfirmed(let cause):
      return Settlement(
        .failed(.blockedAndPerhapsRejected(because: cause)), cause: .unconfirmed(cause))
    }
  }
}
