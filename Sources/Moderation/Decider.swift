import ATProto
import Foundation
import Synchronization

/// Carries out decisions, each at most once as far as anybody can tell.
///
/// The service has no way to ask "was this one done?" but its list of requests, and no key that
/// would make a second call harmless. So a call whose end is not known is followed by a look at the
/// list, and only a decision that was certainly not carried out is sent again.
final class Decider: Sendable {
  private let caller: ServiceCaller
  private let limiter: CallLimiter
  /// A pause that the service has asked one call for holds for all: each of a thousand decisions
  /// would be told the same.
  private let pausedUntil = Mutex(Date.distantPast)

  init(caller: ServiceCaller, concurrency: Int) {
    self.caller = caller
    limiter = CallLimiter(concurrency)
  }

  /// Sends one decision and settles it. Cancelling the task stops what has not been sent; what has
  /// been is settled first.
  func decide(_ decision: Decision) async -> Outcome {
    do {
      return try await limiter.run { await settle(decision) }
    } catch {
      return .failed(.cancelled)
    }
  }

  private func settle(_ decision: Decision) async -> Outcome {
    do {
      var progress = Progress()
      while true {
        try await waitOutPause()
        if Task.isCancelled { return .failed(.cancelled) }
        if let outcome = try await attempt(decision, &progress) { return outcome }
      }
    } catch {
      return .failed(error)
    }
  }

  private struct Progress {
    var sends = 0
    /// An earlier call may have been carried out after all, later than the look at the list.
    var isInDoubt = false
  }

  /// Sends the decision once.
  /// - Returns: nil when it is certain that it was not carried out and it may be sent again.
  private func attempt(
    _ decision: Decision, _ progress: inout Progress
  ) async throws(Fault) -> Outcome? {
    progress.sends += 1
    guard let error = await send(decision) else { return .done }
    let fault = caller.fault(error)
    let mayTryAgain = progress.sends < caller.retries.attempts
    switch Setback(error) {
    case .final:
      return .failed(fault)

    case .paused(let until):
      pause(until: until, sends: progress.sends)
      return mayTryAgain ? nil : .failed(fault)

    case .refused:
      switch await look(for: decision.request) {
      case .absent: return progress.isInDoubt ? .done : .gone
      case .waiting: return .failed(fault.ofOneDecision)
      case .failed(let cause): return .failed(progress.isInDoubt ? .unconfirmed(cause) : fault)
      }

    case .unknown:
      progress.isInDoubt = true
      switch await look(for: decision.request) {
      case .absent: return .done
      case .waiting:
        guard mayTryAgain else { return .failed(fault.ofOneDecision) }
        do {
          try await caller.pause(after: progress.sends, because: fault)
        } catch {
          return .failed(.unconfirmed(error))
        }
        return nil
      case .failed(let cause): return .failed(.unconfirmed(cause))
      }
    }
  }

  /// - Returns: why there is no good answer; nil when there is one.
  private func send(_ decision: Decision) async -> XRPCError? {
    let (group, member) = (decision.request.group, decision.request.member)
    return await uncancelled { [caller] () -> XRPCError? in
      do throws(XRPCError) {
        switch decision.verdict {
        case .reject:
          try await caller.once(ChatBskyGroup.RejectJoinRequest(convoId: group, member: member))
        case .approve:
          try await caller.once(ChatBskyGroup.ApproveJoinRequest(convoId: group, member: member))
        }
        return nil
      } catch {
        return error
      }
    }
  }

  private enum Sighting {
    case waiting
    case absent
    case failed(Fault)
  }

  /// Looks whether the person is on the list.
  private func look(for request: JoinRequest.ID) async -> Sighting {
    await uncancelled { [caller] () -> Sighting in
      let pager = RequestPager(request.group, caller: caller)
      do throws(Fault) {
        while let page = try await pager.next() {
          if page.contains(where: { $0.person.did == request.member }) { return .waiting }
        }
      } catch {
        return .failed(error)
      }
      return .absent
    }
  }

  /// A call that is on its way is not called back: half of the work may be done.
  private func uncancelled<Result: Sendable>(
    _ work: @escaping @Sendable () async -> Result
  ) async -> Result {
    await Task { await work() }.value
  }

  private func pause(until date: Date?, sends: Int) {
    let date = date ?? caller.time.now() + caller.retries.delay(after: sends).seconds
    pausedUntil.withLock { $0 = max($0, date) }
  }

  private func waitOutPause() async throws(Fault) {
    while true {
      let date = pausedUntil.withLock { $0 }
      guard date > caller.time.now() else { return }
      try await caller.pause(until: date, because: .rateLimited(until: date))
    }
  }
}
