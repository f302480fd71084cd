import ATProto
import Foundation

/// Makes the calls of one account, with patience where a failure may pass.
struct ServiceCaller: Sendable {
  let session: Session
  let retries: RetryPolicy
  let watch: CallWatch
  let time: Timekeeper

  /// Asks, and asks again where the failure may pass.
  func ask<Query: XRPCQuery>(_ query: Query) async throws(Fault) -> Query.Output {
    try await patiently { () async throws(XRPCError) in try await session.call(query) }
  }

  /// Asks, once: for a caller that asks again by itself.
  func askOnce<Query: XRPCQuery>(_ query: Query) async throws(Fault) -> Query.Output {
    do {
      return try await watched { () async throws(XRPCError) in try await session.call(query) }
    } catch {
      throw fault(error)
    }
  }

  /// Does something that may be done any number of times with the same result.
  func repeatable<Procedure: XRPCProcedure>(
    _ procedure: Procedure
  ) async throws(Fault) -> Procedure.Output {
    try await patiently { () async throws(XRPCError) in try await session.call(procedure) }
  }

  /// Does something, once. What a failure means is left to the caller.
  func once<Procedure: XRPCProcedure>(
    _ procedure: Procedure
  ) async throws(XRPCError) -> Procedure.Output {
    try await watched { () async throws(XRPCError) in try await session.call(procedure) }
  }

  /// One group as it is now: `chat.bsky.convo.getConvo`.
  /// - Throws: `.notOwner` when it is another account's, `.groupGone` when it is not there any more.
  func group(_ id: Group.ID) async throws(Fault) -> Group {
    let convo = try await ask(ChatBskyConvo.GetConvo(convoId: id)).convo
    guard let group = Group(convo, ownedBy: session.did) else { throw .notOwner }
    return group
  }

  /// Waits before a call is tried again: until the fault's own date, or with growing pauses. These
  /// are kept to where the date has come too soon before: a service may say "now" for ever.
  /// - Parameter attempt: the one that failed, counted from 1.
  /// - Throws: `.rateLimited` when the service asks for more than the policy allows, `.cancelled`.
  func pause(after attempt: Int, because fault: Fault) async throws(Fault) {
    let delay = retries.delay(after: attempt)
    let date = time.now() + delay.seconds
    guard let asked = fault.retryAt else {
      return try await pause(delay, until: date, because: fault)
    }
    try await pause(until: attempt > 1 ? max(asked, date) : asked, because: fault)
  }

  /// - Throws: `.rateLimited` when that is further off than the policy allows, `.cancelled`.
  func pause(until date: Date, because fault: Fault) async throws(Fault) {
    let delay = Duration.seconds(max(0, date.timeIntervalSince(time.now())))
    guard delay <= retries.pauseLimit else { throw .rateLimited(until: date) }
    try await pause(delay, until: date, because: fault)
  }

  private func pause(
    _ delay: Duration, until date: Date, because fault: Fault
  ) async throws(Fault) {
    watch.retrying(at: date, because: fault)
    do {
      try await time.sleep(delay)
    } catch {
      throw .cancelled
    }
  }

  /// Waits until a call can't be on its way any more that a process has made which died. An earlier
  /// look proves nothing.
  /// - Throws: `.cancelled`.
  func waitOutGrace(since sentAt: Date) async throws(Fault) {
    let grace: TimeInterval = 2
    let rest = grace - time.now().timeIntervalSince(sentAt)
    guard rest > 0 else { return }
    do {
      // A clock that was set back must not make anybody wait for hours.
      try await time.sleep(.seconds(min(rest, grace)))
    } catch {
      throw .cancelled
    }
  }

  func fault(_ error: XRPCError) -> Fault {
    Fault(error, host: session.host, account: account)
  }

  /// What signs the account in again.
  private var account: String {
    session.handle == .invalid ? session.did.description : session.handle.description
  }

  /// Makes one call, and tells of a session that could not be saved on the way.
  private func watched<Output>(
    _ call: () async throws(XRPCError) -> Output
  ) async throws(XRPCError) -> Output {
    defer {
      if let error = session.takeSavingFault() { watch.tell(.sessionUnsaved(Fault(error))) }
    }
    return try await watch.watch(call)
  }

  private func patiently<Output>(
    _ call: () async throws(XRPCError) -> Output
  ) async throws(Fault) -> Output {
    var (failures, pauses) = (0, 0)
    while true {
      let error: XRPCError
      do {
        return try await watched(call)
      } catch let failure {
        error = failure
      }
      if case .refused(429, _, _, _) = error {
        pauses += 1
        guard pauses <= retries.pauses else { throw fault(error) }
        try await pause(after: pauses, because: fault(error))
      } else {
        failures += 1
        guard error.mayPass, failures < retries.attempts else { throw fault(error) }
        try await pause(after: failures, because: fault(error))
      }
    }
  }
}

extension XRPCError {
  /// The same call may well succeed a little later.
  fileprivate var mayPass: Bool {
    switch self {
    case .refused(let status, _, _, _): [502, 503, 504].contains(status)
    case .noAnswer: true
    case .unreachable, .malformedAnswer, .answerTooLarge, .redirected, .signedOut, .sessionStore,
      .cancelled:
      false
    }
  }
}

extension Duration {
  var seconds: Double { self / .seconds(1) }
}
