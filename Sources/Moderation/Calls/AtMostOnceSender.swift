import ATProto
import Foundation

/// Carries out calls, a few at a time, each at most once as far as anybody can tell.
///
/// The service has no key that would make a second call harmless. So a call whose end is not known
/// is followed by a look, and only what was certainly not done is sent again.
final class AtMostOnceSender: Sendable {
  private let caller: ServiceCaller
  private let limiter: CallLimiter
  private let rateLimit: RateLimitGate

  init(caller: ServiceCaller, concurrency: Int) {
    self.caller = caller
    limiter = CallLimiter(concurrency)
    rateLimit = RateLimitGate(caller: caller)
  }

  /// Does it and settles it. Cancelling the task stops what has not been sent; what has been is
  /// settled first.
  /// - Parameters:
  ///   - isInDoubt: an earlier attempt may have done it after all, so that it is looked for first.
  ///   - looksFirst: somebody else may have done it, so that it is looked for first.
  ///   - isOverdue: it belongs to something that has been sent already. Cancelling the task stops
  ///     it in a pause only.
  func carryOut<Output: Sendable>(
    _ call: VerifiableCall<Output>, isInDoubt: Bool = false, looksFirst: Bool = false,
    isOverdue: Bool = false
  ) async -> CallOutcome<Output> {
    var progress = Progress(isInDoubt: isInDoubt, mustLook: isInDoubt || looksFirst)
    do throws(Fault) {
      while true {
        try await rateLimit.waitOutPause()
        switch try await step(call, progress, isOverdue: isOverdue) {
        case .ended(let ending):
          return ending
        case .again(let next, let fault):
          progress = next
          if let fault { try await caller.pause(after: progress.failures, because: fault) }
        }
      }
    } catch {
      // What was stopped before anything was sent is no more in doubt than it was.
      let isUnsent = progress.failures == 0 && error.kind == .cancelled
      return progress.isInDoubt && !isUnsent ? .unconfirmed(error) : .failed(error)
    }
  }

  private struct Progress: Sendable {
    /// An earlier call may have done it after all, later than the look.
    var isInDoubt: Bool
    var mustLook: Bool
    /// Calls whose end was not known.
    var failures = 0
    /// Calls that were answered with a wish for a pause.
    var pauses = 0
  }

  private enum Step<Output: Sendable>: Sendable {
    case ended(CallOutcome<Output>)
    /// It is certain that it was not done and it may be sent again: after a while where a fault is
    /// given.
    case again(Progress, after: Fault?)
  }

  /// Waits for its turn, which it gives up when the step is over: nobody holds one in a pause.
  private func step<Output: Sendable>(
    _ call: VerifiableCall<Output>, _ progress: Progress, isOverdue: Bool
  ) async throws(Fault) -> Step<Output> {
    let turn = { @Sendable () async -> Step<Output>? in
      try? await self.limiter.run { await self.attempt(call, progress) }
    }
    guard let step = isOverdue ? await uncancelled(turn) : await turn() else { throw .cancelled }
    return step
  }

  /// Sends it once.
  private func attempt<Output: Sendable>(
    _ call: VerifiableCall<Output>, _ progress: Progress
  ) async -> Step<Output> {
    var progress = progress
    if rateLimit.isPaused { return .again(progress, after: nil) }
    if progress.mustLook {
      progress.mustLook = false
      switch await look(for: call, progress) {
      case .success(.done(let output)):
        return .ended(progress.isInDoubt ? .done(output) : .moot(output))
      case .success(.gone(let output)): return .ended(.moot(output))
      case .success(.undone): break
      case .failure(let cause):
        return .ended(progress.isInDoubt ? .unconfirmed(cause) : .failed(cause))
      }
    }
    let sentAt = caller.time.now()
    let error: XRPCError
    switch await send(call) {
    case .success(let output):
      goesWell()
      return .ended(.done(output))
    case .failure(let failure): error = failure
    }
    let fault = caller.fault(error)
    switch CallFailure(error) {
    case .final:
      return .ended(.failed(fault))

    case .paused(let until):
      if rateLimit.pause(until: until, sentAt: sentAt) { limiter.slowDown() }
      progress.pauses += 1
      return progress.pauses > caller.retries.pauses
        ? .ended(.failed(fault)) : .again(progress, after: nil)

    case .refused:
      goesWell()
      switch await look(for: call, progress) {
      case .success(.done(let output)):
        return .ended(progress.isInDoubt ? .done(output) : .moot(output))
      case .success(.gone(let output)): return .ended(.moot(output))
      case .success(.undone): return .ended(.failed(fault.ofOneDecision))
      case .failure(let cause):
        return .ended(progress.isInDoubt ? .unconfirmed(cause) : .failed(fault))
      }

    case .unknown:
      progress.isInDoubt = true
      progress.failures += 1
      switch await look(for: call, progress) {
      case .success(.done(let output)): return .ended(.done(output))
      case .success(.gone(let output)): return .ended(.moot(output))
      case .success(.undone):
        return progress.failures < caller.retries.attempts
          ? .again(progress, after: fault) : .ended(.failed(fault.ofOneDecision))
      case .failure(let cause): return .ended(.unconfirmed(cause))
      }
    }
  }

  /// The service has answered, and does not ask for a pause.
  private func goesWell() {
    rateLimit.answered()
    limiter.recover()
  }

  /// A call that is on its way is not called back: half of the work may be done.
  private func send<Output: Sendable>(
    _ call: VerifiableCall<Output>
  ) async -> Result<Output, XRPCError> {
    await uncancelled { () -> Result<Output, XRPCError> in
      do throws(XRPCError) {
        return .success(try await call.send())
      } catch {
        return .failure(error)
      }
    }
  }

  private func look<Output: Sendable>(
    for call: VerifiableCall<Output>, _ progress: Progress
  ) async -> Result<Verification<Output>, Fault> {
    await uncancelled { () -> Result<Verification<Output>, Fault> in
      do throws(Fault) {
        return .success(try await call.look(progress.isInDoubt))
      } catch {
        return .failure(error)
      }
    }
  }
}
